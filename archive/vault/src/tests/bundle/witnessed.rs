//! Once the root names a witness, both verifiers believe only receipts that it co-signed.

use std::fs;

use griffie_wire::{
    Millis,
    bundle::ObjectProof,
    canonical::to_canonical,
    note::{CosignerKey, Witnesses},
};

use super::{
    agree::python,
    pack::{resign, unpack},
    story::Story,
};

/// The bundle with this witness' co-signature in each receipt.
fn witnessed(story: &Story, bundle: &[u8], witness: &CosignerKey) -> Vec<u8> {
    let mut members = unpack(bundle);
    for member in &mut members {
        if member.name.ends_with("proof.json") {
            let mut proof: ObjectProof = serde_json::from_slice(&member.bytes).unwrap();
            proof.receipt = proof.receipt.map(|receipt| {
                let (_, note) = receipt.split_once("\n\n").unwrap();
                let line = witness.cosign(note, Millis(1_793_900_000_000)).unwrap();
                format!("{receipt}{line}")
            });
            member.bytes = to_canonical(&proof).unwrap();
        }
    }
    resign(&members, story.world.vault.keys.cosigner())
}

#[test]
fn both_verifiers_demand_the_witnesses_that_the_root_names() {
    let story = Story::new();
    let key = |seed, name: &str| CosignerKey::from_seed(&[seed; 32], name).unwrap();
    let (witness, other) = (key(51, "witness.example"), key(52, "witness.example"));
    let demanding = Witnesses {
        quorum: 1,
        keys: vec![witness.vkey()],
    };
    let bundle = story.bundle(|request| request.documents = story.documents(Some(demanding)));
    let cases = [
        bundle.clone(),
        witnessed(&story, &bundle, &other),
        witnessed(&story, &bundle, &witness),
    ];
    let folder = tempfile::tempdir().unwrap();
    let mut paths = Vec::new();
    for (number, bundle) in cases.iter().enumerate() {
        let report = story.verify(bundle);
        assert_eq!(
            report.holds(),
            number == 2,
            "case {number}: {:#?}",
            report.failures
        );
        for failure in &report.failures {
            assert_eq!(failure.code.code(), "receipt_invalid");
        }
        let path = folder.path().join(format!("{number}.tar"));
        fs::write(&path, bundle).unwrap();
        paths.push(path);
    }
    let said = python(&story, folder.path(), &paths);
    assert!(said[0].starts_with("broken receipt_invalid"), "{said:?}");
    assert!(said[1].starts_with("broken receipt_invalid"), "{said:?}");
    assert_eq!(said[2], "holds", "{said:?}");
}
