//! What a device told of its journal before it sent it: lost with the device it is named, rewritten it is refused (issue 5, section 3).

use griffie_wire::{Commitment, EntryNo, Millis, heartbeat::Journaled};

use super::kit::{Device, Talk, World, room};
use crate::{
    ingest::pin_device,
    reconcile::report::UnsentOf,
    store::{chains, faults, reconciling},
    verify::verify,
};

/// A device whose key is here, with two messages that no object has yet.
fn with_unsent(world: &mut World) -> (Device, Talk) {
    let mut anna = world.device(1, "@anna:x");
    let mut talk = Talk::new(room("!r:x", "Overleg"));
    anna.records(Some(&talk.room.clone()), talk.key(0));
    world.takes(&[anna.seals()]);
    talk.says(&mut anna, "@bram:x", "een");
    talk.says(&mut anna, "@bram:x", "twee");
    (anna, talk)
}

fn unsent(world: &World) -> Vec<UnsentOf> {
    let mut devices = reconciling::devices(&world.vault.store).unwrap();
    devices.remove(0).1.unsent
}

fn codes(world: &World) -> Vec<String> {
    let all = faults::all(&world.vault.store).unwrap();
    all.into_iter().map(|row| row.code).collect()
}

#[test]
fn a_revoked_device_leaves_first_and_last_of_what_it_never_sent() {
    let mut world = World::new();
    let (mut anna, _) = with_unsent(&mut world);
    let head = chains::of(&world.vault.store, anna.info.device, anna.epoch)
        .unwrap()
        .head;
    world.takes(&[anna.beats()]);
    let outstanding = UnsentOf {
        first: head.entry.0 + 1,
        last: head.entry.0 + 2,
        at: Millis(1_793_700_000_000),
    };
    assert_eq!(unsent(&world), [outstanding]);
    assert!(codes(&world).is_empty(), "what may still come is no fault");

    anna.info.revoked = true;
    assert_eq!(pin_device(&world.vault, &anna.info).unwrap().new_faults, 1);
    assert_eq!(
        pin_device(&world.vault, &anna.info).unwrap().new_faults,
        0,
        "once"
    );
    let all = faults::all(&world.vault.store).unwrap();
    assert_eq!(
        (all[0].code.as_str(), all[0].about.entry, all[0].about.device),
        ("unsent_lost", Some(outstanding.first), Some(anna.info.device))
    );
    assert!(verify(&world.vault).unwrap().is_clean());

    // A stick from the same device, found later, brings them after all.
    world.takes(&[anna.seals()]);
    assert!(unsent(&world).is_empty());
}

#[test]
fn what_was_told_and_comes_is_outstanding_no_more() {
    let mut world = World::new();
    let (mut anna, mut talk) = with_unsent(&mut world);
    world.takes(&[anna.beats()]);
    talk.says(&mut anna, "@bram:x", "drie");
    world.takes(&[anna.beats()]);
    assert_eq!(unsent(&world).len(), 1, "the furthest counts");
    world.takes(&[anna.seals()]);
    assert!(unsent(&world).is_empty());
    assert_eq!(world.states(), ["accepted"; 4]);
    anna.info.revoked = true;
    assert_eq!(pin_device(&world.vault, &anna.info).unwrap().new_faults, 0);
}

#[test]
fn a_journal_that_was_rewritten_after_it_was_told_is_refused() {
    let mut world = World::new();
    let (mut anna, _) = with_unsent(&mut world);
    world.takes(&[anna.beats()]);
    let forged = anna.seals_with(|sealing| {
        for entry in &mut sealing.entries {
            entry.salt = [9; 32];
        }
    });
    world.takes(&[forged]);
    assert_eq!(
        world.states(),
        ["accepted", "accepted", "rejected:told_otherwise"]
    );
    assert_eq!(world.records(), 2, "nothing of it is kept");
}

#[test]
fn a_device_cannot_take_back_what_it_told_nor_tell_of_what_is_sealed() {
    for entry in [1, 2] {
        let mut world = World::new();
        let (mut anna, _) = with_unsent(&mut world);
        world.takes(&[anna.beats()]);
        let told = Journaled {
            entry: EntryNo(entry),
            commitment: Commitment::from_bytes([1; 32]),
        };
        world.takes(&[anna.tells(Some(told))]);
        assert_eq!(world.states()[2], "rejected:told_otherwise", "{entry}");
    }
}
