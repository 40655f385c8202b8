//! Gateway and vault show a stranger another log than the devices saw: everything in it proves itself, and the receipts that
//! the devices got do not fit.

use griffie_verify::Code;
use griffie_wire::{Leaf, Millis, bundle::ObjectProof, canonical::to_canonical, note::add_signature};
use tlog_tiles::{Error, Hash, HashReader, prove_record, stored_hashes_for_record_hash, tree_hash};

use super::{
    pack::{resign, unpack},
    story::Story,
};

#[derive(Default)]
struct Stored(Vec<Hash>);

impl HashReader for Stored {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, Error> {
        indexes
            .iter()
            .map(|index| self.0.get(usize::try_from(*index).unwrap()).copied())
            .collect::<Option<_>>()
            .ok_or(Error::IndexesNotInTree)
    }
}

#[test]
fn a_log_rewritten_with_all_keys_of_the_archive_contradicts_the_receipts() {
    let story = Story::new();
    let vault = story.world.vault.keys.cosigner();
    // The other log has two lines in another order.
    let mut leaves: Vec<Leaf> = story
        .world
        .listed
        .iter()
        .map(|object| object.listed.leaf())
        .collect();
    leaves.swap(0, 1);
    let mut tree = Stored::default();
    for (index, leaf) in (0..).zip(&leaves) {
        let hashes = stored_hashes_for_record_hash(index, leaf.hash(), &tree).unwrap();
        tree.0.extend(hashes);
    }
    let size = leaves.len() as u64;
    let note = story
        .world
        .log
        .sign_checkpoint(size, tree_hash(size, &tree).unwrap());
    let line = vault.cosign(&note, Millis(1_793_900_000_000)).unwrap();
    let mut members = unpack(&story.bundle(|_| {}));
    for member in &mut members {
        if member.name == "checkpoint" {
            member.bytes = add_signature(&note, &line).unwrap().into_bytes();
        }
        if member.name.ends_with("proof.json") {
            let mut proof: ObjectProof = serde_json::from_slice(&member.bytes).unwrap();
            proof.index = leaves
                .iter()
                .position(|leaf| *leaf == proof.object.leaf())
                .unwrap() as u64;
            let path = prove_record(size, proof.index, &tree).unwrap();
            proof.path = path.iter().map(ToString::to_string).collect();
            member.bytes = to_canonical(&proof).unwrap();
        }
    }
    let report = story.verify(&resign(&members, vault));
    assert_eq!(
        report.found.included, size,
        "in the other log everything has its place"
    );
    let codes: Vec<Code> = report.failures.iter().map(|failure| failure.code).collect();
    assert!(codes.contains(&Code::LogInconsistent), "{codes:?}");
    assert!(
        codes.contains(&Code::ReceiptInvalid),
        "the two that changed places: {codes:?}"
    );
    assert_eq!(codes.len() as u64, size, "no receipt fits: {codes:?}");
}
