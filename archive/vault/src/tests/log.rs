//! The vault signs the log only when it is what the vault holds, and never two different ones.

use griffie_wire::{
    note::LogKey,
    receipt::{LogTrust, Receipt, verify_final},
};

use super::kit::{Talk, World, room};
use crate::{
    Fault,
    cosign::{accept_checkpoint, with_receipts},
    store::verdicts,
};

fn world_of(count: usize) -> World {
    let mut world = World::new();
    let mut anna = world.device(1, "@anna:x");
    let mut talk = Talk::new(room("!r:x", "Overleg"));
    anna.records(Some(&talk.room.clone()), talk.key(0));
    for _ in 0..count {
        talk.says(&mut anna, "@bram:x", "tekst");
        let object = anna.seals();
        world.takes(&[object]);
    }
    world
}

fn judge(world: &mut World, note: &str) -> Result<Option<u64>, Fault> {
    let log = world.log.verifier().clone();
    accept_checkpoint(&mut world.vault, note, &log)
        .unwrap()
        .map(|signed| signed.map(|signed| signed.state.size))
}

#[test]
fn only_what_is_held_is_signed_and_the_same_size_gets_the_same_signature() {
    let mut world = world_of(3);
    let note = world.checkpoint(2);
    assert_eq!(judge(&mut world, &note), Ok(Some(2)));
    assert_eq!(judge(&mut world, &note), Ok(Some(2)));
    let whole = world.checkpoint(3);
    assert_eq!(judge(&mut world, &whole), Ok(Some(3)));
    assert_eq!(judge(&mut world, &note), Err(Fault::LogShrank));
    let root = *griffie_wire::note::Frontier::default()
        .state()
        .root
        .0
        .first_chunk::<32>()
        .unwrap();
    let ahead = world.log.sign_checkpoint(9, tlog_tiles::Hash(root));
    assert_eq!(judge(&mut world, &ahead), Ok(None), "more than we hold: wait");
}

#[test]
fn another_tree_or_another_signer_is_not_signed() {
    let mut world = world_of(3);
    let forked = world.log.sign_checkpoint(3, tlog_tiles::Hash([1; 32]));
    assert_eq!(judge(&mut world, &forked), Err(Fault::LogForked));
    let stranger = LogKey::from_seed(&[1; 32], "gateway.example/log").unwrap();
    let note = stranger.sign_checkpoint(3, tlog_tiles::Hash([1; 32]));
    assert_eq!(judge(&mut world, &note), Err(Fault::LogSignature));
    assert_eq!(judge(&mut world, "nonsense"), Err(Fault::LogSignature));
}

#[test]
fn every_accepted_object_gets_a_final_receipt_and_verdicts_are_told_until_taken() {
    let mut world = world_of(3);
    let note = world.checkpoint(3);
    let log = world.log.verifier().clone();
    let signed = accept_checkpoint(&mut world.vault, &note, &log)
        .unwrap()
        .unwrap()
        .unwrap();
    for _ in 0..2 {
        // Told twice: a crash between telling and noting it.
        let owed = verdicts::owed(&world.vault.store, 3, 100).unwrap();
        let message = with_receipts(&mut world.vault, &signed, &owed).unwrap();
        assert_eq!((message.accepted.len(), message.rejected.len()), (3, 0));
    }
    let trust = LogTrust {
        log: world.log.vkey(),
        vault: Some(world.vault.keys.cosigner().vkey()),
        witnesses: None,
    };
    for object in &world.listed {
        let text = verdicts::receipt(&world.vault.store, object.listed.index)
            .unwrap()
            .unwrap();
        verify_final(&Receipt::parse(&text).unwrap(), &object.listed.leaf(), &trust).unwrap();
    }
}
