//! The one spelling of a manifest, and everything that must not pass for one.

use super::*;

fn key() -> SigningKey {
    SigningKey::from_seed(&[5; 32])
}

fn manifest() -> Manifest {
    let object = |seq, byte| CarriedObject {
        seq: Seq(seq),
        size: 32_768,
        object_id: ObjectId::from_bytes([byte; 32]),
    };
    let file = |byte| CarriedFile {
        size: 10,
        sha256: Sha256::from_bytes([byte; 32]),
    };
    Manifest {
        tenant: TenantId::from_bytes([1; 16]),
        device: DeviceId::from_bytes([2; 16]),
        epoch: Epoch::from_bytes([3; 16]),
        made: Millis(1_795_363_200_000),
        objects: vec![object(9, 8), object(11, 7)],
        files: vec![file(4), file(6)],
    }
}

/// The text is a format: docs/formats/carry.md shows this very one.
#[test]
fn the_text_is_as_documented() {
    let (seven, eight) = ("07".repeat(32), "08".repeat(32));
    let (four, six) = ("04".repeat(32), "06".repeat(32));
    let (tenant, device, epoch) = ("01".repeat(16), "02".repeat(16), "03".repeat(16));
    let signed = format!(
        "griffie-carry 1\ntenant {tenant}\ndevice {device}\nepoch {epoch}\nmade 1795363200000\nholds 2 2 65556\n\
         object 9 32768 {eight}\nobject 11 32768 {seven}\nfile 10 {four}\nfile 10 {six}\n"
    );
    let signature = key().sign(&[b"griffie-carry\0", signed.as_bytes()].concat());
    assert_eq!(
        manifest().sign(&key()),
        format!("{signed}signature {signature}\n")
    );
}

#[test]
fn a_manifest_survives_its_text_and_is_believed_of_its_device_alone() {
    for manifest in [
        manifest(),
        Manifest {
            objects: Vec::new(),
            files: Vec::new(),
            ..manifest()
        },
    ] {
        let read = Manifest::read(&manifest.sign(&key())).unwrap();
        assert_eq!(read.claims(), &manifest);
        let other = SigningKey::from_seed(&[6; 32]).public();
        assert_eq!(read.clone().verify(&other), Err(ManifestError::Signature));
        assert_eq!(read.verify(&key().public()), Ok(manifest));
    }
}

#[test]
fn cut_off_or_changed_anywhere_it_is_refused() {
    let text = manifest().sign(&key());
    for end in 0..text.len() {
        assert!(
            Manifest::read(text.get(..end).unwrap_or_default()).is_err(),
            "cut at {end}"
        );
    }
    for at in 0..text.len() {
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= 1;
        let Ok(changed) = String::from_utf8(bytes) else {
            continue;
        };
        let read = Manifest::read(&changed).and_then(|read| read.verify(&key().public()));
        assert!(read.is_err(), "changed at {at}");
    }
}

#[test]
fn other_spellings_orders_and_lines_are_refused() {
    let text = manifest().sign(&key());
    for (from, to) in [
        ("object 9 ", "object 09 "),
        ("object 9 ", "object 11 "),
        ("object 9 ", "object 12 "),
        ("object 9 ", "object 0 "),
        ("holds 2 2 65556", "holds 2 2 65557"),
        ("holds 2 2 65556\n", ""),
        ("griffie-carry 1", "griffie-carry 2"),
        ("made ", "colour red\nmade "),
        ("\nfile 10", "\r\nfile 10"),
        ("signature ", "signature  "),
    ] {
        assert!(text.contains(from), "{from:?}");
        assert_eq!(
            Manifest::read(&text.replacen(from, to, 1)).err(),
            Some(ManifestError::Malformed),
            "{to:?}"
        );
    }
    assert!(Manifest::read(&format!("{text}\n")).is_err());
}
