//! Lines of the log that stand for documents of the root (D23): kept, in the tree, shown with proof, verified again.

use griffie_wire::{
    SigningKey,
    api::StoredDocument,
    leaf::document::DocumentLeaf,
    note::Frontier,
    policy::Policy,
    receipt::{Receipt, verify_document},
    signed::{DocumentKind, SignedDocument},
};

use super::kit::{NOW, Talk, World, room, root_key};
use crate::{
    Fault, VaultError,
    cosign::accept_checkpoint,
    ingest::{documents::take_documents, ingest},
    show::show,
    verify::verify,
};

fn policy(version: u32, key: &SigningKey) -> SignedDocument {
    Policy::standard("standaard", version).sign(key).unwrap()
}

fn line(index: u64, version: u32, document: SignedDocument) -> StoredDocument {
    StoredDocument {
        index,
        kind: DocumentKind::Policy,
        version,
        document,
        received: NOW,
    }
}

/// Policy 1, an object, policy 2, an object; with a checkpoint over all four.
fn story() -> (World, String) {
    let mut world = World::new();
    let mut anna = world.device(1, "@anna:x");
    let mut talk = Talk::new(room("!r:x", "Overleg"));
    anna.records(Some(&talk.room.clone()), talk.key(0));
    let mut tree = Frontier::default();
    for version in 1..=2 {
        let index = u64::from(version) * 2 - 2;
        let listed = line(index, version, policy(version, &root_key()));
        tree.push(listed.leaf().hash());
        assert_eq!(take_documents(&mut world.vault, &[listed]).unwrap().new, 1);
        talk.says(&mut anna, "@bram:x", "tekst");
        let mut object = world.lists(&anna.seals());
        object.listed.index = index + 1;
        tree.push(object.listed.leaf().hash());
        assert_eq!(ingest(&mut world.vault, &[object]).unwrap().accepted, 1);
    }
    let state = tree.state();
    let note = world.log.sign_checkpoint(state.size, state.root);
    (world, note)
}

#[test]
fn both_versions_are_lines_of_the_tree_that_is_signed_and_verified_again() {
    let (mut world, note) = story();
    let log = world.log.verifier().clone();
    let signed = accept_checkpoint(&mut world.vault, &note, &log).unwrap();
    assert_eq!(signed.map(|signed| signed.unwrap().state.size), Ok(4));
    let report = verify(&world.vault).unwrap();
    assert!(report.is_clean(), "{}", report.in_words());
    assert_eq!((report.log_size, report.documents, report.objects), (4, 2, 2));
}

#[test]
fn each_version_is_shown_with_its_line_and_a_proof_that_holds() {
    let (mut world, note) = story();
    let before = show(&world.vault, Some("policy")).unwrap().unwrap();
    assert!(before.contains("not under a checkpoint"), "{before}");
    let log = world.log.verifier().clone();
    accept_checkpoint(&mut world.vault, &note, &log).unwrap().unwrap();
    let text = show(&world.vault, Some("policy")).unwrap().unwrap();
    for (version, index) in [(1, 0), (2, 2)] {
        assert!(
            text.contains(&format!("policy {version}, signed by the root\n")),
            "{text}"
        );
        assert!(text.contains(&format!("line {index} of the log")), "{text}");
    }
    let leaves =
        [1, 2].map(|version| DocumentLeaf::of(DocumentKind::Policy, version, &policy(version, &root_key())));
    let proofs: Vec<_> = text.split("proof:\n").skip(1).collect();
    for (proof, leaf) in proofs.iter().zip(&leaves) {
        let end = proof
            .find("\n\npolicy")
            .map_or(proof.trim_end().len() + 1, |end| end + 1);
        let receipt = Receipt::parse(proof.get(..end).unwrap()).unwrap();
        verify_document(&receipt, leaf, &world.log.vkey()).unwrap();
    }
    assert_eq!(proofs.len(), 2);
    let none = show(&world.vault, Some("seal-config")).unwrap().unwrap();
    assert!(none.contains("no line"), "{none}");
}

#[test]
fn a_line_that_does_not_hold_is_kept_in_the_tree_and_is_a_fault() {
    let mut world = World::new();
    let thief = SigningKey::from_seed(&[66; 32]);
    let lines = [
        line(0, 2, policy(2, &root_key())),
        line(1, 3, policy(3, &thief)),
        line(2, 1, policy(1, &root_key())),
        line(3, 9, policy(8, &root_key())),
    ];
    let done = take_documents(&mut world.vault, &lines).unwrap();
    assert_eq!((done.new, done.new_faults), (4, 3));
    let wrong = Fault::DocumentSignature.code();
    assert_eq!(world.fault_codes(), [wrong, Fault::DocumentVersion.code(), wrong]);
    let report = verify(&world.vault).unwrap();
    assert_eq!((report.documents, report.faults.len()), (4, 3));
}

#[test]
fn a_skipped_place_is_refused_and_the_same_lines_again_too() {
    let mut world = World::new();
    let first = line(0, 1, policy(1, &root_key()));
    let later = line(2, 2, policy(2, &root_key()));
    for (lines, good) in [
        (std::slice::from_ref(&later), false),
        (std::slice::from_ref(&first), true),
        (std::slice::from_ref(&first), false),
    ] {
        match take_documents(&mut world.vault, lines) {
            Ok(done) => assert_eq!((done.new, good), (1, true)),
            Err(VaultError::Log(fault)) => assert_eq!((fault, good), (Fault::LogHole, false)),
            Err(other) => panic!("{other}"),
        }
    }
    for sql in ["DELETE FROM document", "UPDATE document SET version = 7"] {
        assert!(world.vault.store.execute(sql, []).is_err(), "{sql}");
    }
}
