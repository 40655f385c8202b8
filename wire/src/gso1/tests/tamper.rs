//! Whoever changes an object is found out, also when he can sign.

use super::*;
use crate::{
    batch::{self, BatchError},
    entry::Entry,
    ids::Commitment,
};

#[test]
fn every_single_byte_change_is_refused() {
    let object = sealed(b"elk byte telt");
    for at in 0..object.bytes.len() {
        let mut changed = object.bytes.clone();
        changed[at] ^= 0x01;
        assert!(receive(&changed).is_err(), "byte {at} may be changed");
    }
}

#[test]
fn every_byte_before_the_signature_is_refused_even_with_a_new_signature() {
    let object = sealed(b"elk byte telt");
    for at in 0..object.bytes.len() - 64 {
        let mut changed = object.bytes.clone();
        changed[at] ^= 0x80;
        assert!(
            open_unsigned(&changed).is_err(),
            "byte {at} may be changed and signed again"
        );
    }
}

#[test]
fn truncation_at_every_byte_is_refused() {
    let object = sealed(b"tot het einde");
    for len in 0..object.bytes.len() {
        assert!(receive(&object.bytes[..len]).is_err(), "{len} bytes are enough");
    }
}

#[test]
fn one_byte_more_is_refused() {
    for byte in [0, 0xff] {
        let mut longer = sealed(b"tot het einde").bytes;
        longer.push(byte);
        assert!(receive(&longer).is_err());
    }
}

#[test]
fn swapped_headers_are_refused() {
    let vault = [VAULT.recipient().clone()];
    let other = Header {
        seq: Seq(5),
        ..header()
    };
    let mut a = seal(Suite::XWing, &header(), &vault, b"een", &device(1))
        .unwrap()
        .bytes;
    let mut b = seal(Suite::XWing, &other, &vault, b"twee", &device(1))
        .unwrap()
        .bytes;
    a[9..9 + Header::LEN].swap_with_slice(&mut b[9..9 + Header::LEN]);
    for swapped in [a, b] {
        assert!(matches!(
            open_unsigned(&swapped),
            Err(OpenError::Opener(OpenerError::Refused))
        ));
    }
}

#[test]
fn a_wrap_from_another_object_is_refused_by_the_commitment_at_the_latest() {
    // Same header, so that the wrap itself opens: only key derivation and commitment stand in the way.
    let (a, b) = (sealed(b"een").bytes, sealed(b"twee").bytes);
    let rcpt = parse::FIXED_LEN..parse::FIXED_LEN + 8 + Suite::XWing.enc_len() + WRAPPED;
    let mut mixed = a;
    mixed[rcpt.clone()].copy_from_slice(&b[rcpt]);
    assert!(matches!(open_unsigned(&mixed), Err(OpenError::Commitment)));
}

#[test]
fn the_commitment_is_checked_before_any_chunk() {
    let object = sealed(b"bijlage");
    let mut changed = object.bytes;
    let commitment = changed.len() - 64 - (7 + TAG) - 32;
    changed[commitment] ^= 1;
    // The chunk is broken as well; the commitment speaks first.
    let chunk = changed.len() - 64 - 1;
    changed[chunk] ^= 1;
    assert!(matches!(open_unsigned(&changed), Err(OpenError::Commitment)));
}

#[test]
fn the_signature_of_another_device_is_refused() {
    let object = seal(
        Suite::XWing,
        &header(),
        &[VAULT.recipient().clone()],
        b"x",
        &device(2),
    )
    .unwrap();
    let envelope = parse(&object.bytes).unwrap();
    assert!(envelope.verify(&device(2).public()).is_ok());
    assert!(envelope.verify(&device(1).public()).is_err());
}

#[test]
fn a_batch_sealed_again_by_another_device_is_caught_inside() {
    let mine = batch_header(2);
    let payload = batch::encode(&mine, &Commitment::GENESIS, &[entry()]).unwrap();
    // Somebody who knows the payload seals it as device 9, in all form.
    let theirs = batch_header(9);
    let object = seal(
        Suite::XWing,
        &theirs,
        &[VAULT.recipient().clone()],
        &payload,
        &device(9),
    )
    .unwrap();
    let envelope = parse(&object.bytes).unwrap();
    envelope.verify(&device(9).public()).unwrap();
    let opened = open(&envelope, &*VAULT).unwrap();
    assert!(matches!(
        batch::decode(&opened, &envelope.header),
        Err(BatchError::OtherHeader)
    ));
    assert!(batch::decode(&opened, &mine).is_ok());
}

fn batch_header(device: u8) -> Header {
    Header {
        kind: Kind::Batch,
        device: DeviceId::from_bytes([device; 16]),
        n_entries: 1,
        first_entry: EntryNo(1),
        last_entry: EntryNo(1),
        ..header()
    }
}

fn entry() -> Entry {
    Entry {
        seq: EntryNo(1),
        salt: [9; 32],
        room: None,
        record: b"{}".to_vec(),
    }
}
