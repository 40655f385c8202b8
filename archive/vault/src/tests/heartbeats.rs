//! An object that only says "still here" takes its place in the chain of objects and leaves the chain of entries as it is.

use griffie_wire::EntryNo;

use super::kit::{Talk, World, room};
use crate::{
    cosign::{accept_checkpoint, with_receipts},
    store::{chains, objects, verdicts},
    verify::verify,
};

#[test]
fn a_heartbeat_between_two_batches_is_accepted_and_entries_go_on_behind_it() {
    let mut world = World::new();
    let mut anna = world.device(1, "@anna:x");
    let mut talk = Talk::new(room("!r:x", "Overleg"));
    anna.records(Some(&talk.room.clone()), talk.key(0));
    talk.says(&mut anna, "@bram:x", "een");
    let first = anna.seals();
    let beat = anna.beats();
    // One object a round, as it comes in reality: each stands on what the database says.
    world.takes(&[first]);
    let before = chains::of(&world.vault.store, anna.info.device, anna.epoch).unwrap();
    let done = world.takes(std::slice::from_ref(&beat));
    assert_eq!((done.accepted, done.records, done.new_faults), (1, 0, 0));
    let chain = chains::of(&world.vault.store, anna.info.device, anna.epoch).unwrap();
    assert_eq!((chain.head.seq.0, chain.head.object), (2, beat.id));
    assert_eq!(
        (chain.head.entry, chain.head.commitment),
        (EntryNo(3), before.head.commitment)
    );

    talk.says(&mut anna, "@bram:x", "twee");
    let done = world.takes(&[anna.seals()]);
    assert_eq!((done.accepted, done.records, done.proven), (1, 1, 1));
    assert_eq!(world.states(), ["accepted"; 3]);
    let last = objects::get(&world.vault.store, 2).unwrap().unwrap();
    assert_eq!((last.first_entry, last.last_entry), (4, 4));

    // It gets its final receipt like any other, and all of it holds when it is computed again.
    let (log, note) = (world.log.verifier().clone(), world.checkpoint(3));
    let signed = accept_checkpoint(&mut world.vault, &note, &log).unwrap().unwrap();
    let owed = verdicts::owed(&world.vault.store, 3, 10).unwrap();
    let verdicts = with_receipts(&mut world.vault, &signed.unwrap(), &owed).unwrap();
    assert_eq!((verdicts.accepted.len(), verdicts.rejected.len()), (3, 0));
    let report = verify(&world.vault).unwrap();
    assert!(report.is_clean(), "{}", report.in_words());
    assert_eq!((report.accepted, report.records, report.receipts), (3, 4, 3));
}

#[test]
fn a_heartbeat_may_be_the_first_object_and_may_come_before_its_turn() {
    let mut world = World::new();
    let mut anna = world.device(1, "@anna:x");
    let objects = [anna.beats(), anna.beats(), anna.seals()];
    for place in [2, 1, 0] {
        world.takes(std::slice::from_ref(&objects[place]));
    }
    assert_eq!(world.states(), ["accepted"; 3]);
    assert_eq!(world.records(), 1);
}

#[test]
fn a_heartbeat_that_is_left_out_is_missed() {
    let mut world = World::new();
    let mut anna = world.device(1, "@anna:x");
    let first = anna.seals();
    let _withheld = anna.beats();
    let mut talk = Talk::new(room("!r:x", "Overleg"));
    anna.records(Some(&talk.room.clone()), talk.key(0));
    world.takes(&[first, anna.seals()]);
    assert_eq!(world.states(), ["accepted", "held:predecessor"]);
}
