//! What cannot be judged yet waits, and goes on by itself when its turn comes.

use std::sync::Arc;

use griffie_wire::{Fact, Millis, PublicKey, gso1::SealedObject};
use serde_json::json;

use super::kit::{Device, NOW, Talk, World, room};
use crate::{
    Arriving,
    clock::StandingClock,
    cosign::accept_checkpoint,
    ingest::{ingest, pin_device, retry, supply, to_ask_again},
    verify::verify,
};

fn three(device: &mut Device) -> Vec<SealedObject> {
    let mut talk = Talk::new(room("!r:x", "Overleg"));
    device.records(Some(&talk.room.clone()), talk.key(0));
    (0..3)
        .map(|_| {
            talk.says(device, "@bram:x", "tekst");
            device.seals()
        })
        .collect()
}

#[test]
fn objects_in_any_order_are_all_accepted_once_the_hole_is_filled() {
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let mut world = World::new();
        let mut anna = world.device(1, "@anna:x");
        let objects = three(&mut anna);
        for place in order {
            world.takes(&[objects[place].clone()]);
        }
        assert_eq!(world.states(), ["accepted"; 3], "{order:?}");
        assert_eq!(world.records(), 5);
    }
}

#[test]
fn behind_a_hole_or_a_rejected_object_nothing_is_accepted_and_the_reason_is_said() {
    let mut world = World::new();
    let mut anna = world.device(1, "@anna:x");
    let objects = three(&mut anna);
    world.takes(&[objects[0].clone(), objects[2].clone()]);
    assert_eq!(world.states(), ["accepted", "held:predecessor"]);

    let mut world = World::new();
    let mut anna = world.device(1, "@anna:x");
    let mut talk = Talk::new(room("!r:x", "Overleg"));
    let mut fact = talk.event("@bram:x", "m.room.message", &json!({"body": "ja"}));
    fact.sender = "@eva:x".to_owned();
    anna.records(Some(&talk.room.clone()), Fact::Event(fact));
    let wrong = anna.seals();
    let rest = three(&mut anna);
    world.takes(&[rest[1].clone(), wrong, rest[0].clone()]);
    assert_eq!(
        world.states(),
        [
            "held:predecessor_rejected",
            "rejected:event_mismatch",
            "held:predecessor_rejected"
        ]
    );
}

#[test]
fn a_forgery_does_not_stop_the_true_object_of_its_place() {
    let mut world = World::new();
    let mut anna = world.device(1, "@anna:x");
    let objects = three(&mut anna);
    let mut forged = objects[0].clone();
    let last = forged.bytes.len() - 1;
    forged.bytes[last] ^= 1;
    let forged = world.lists(&forged);
    ingest(&mut world.vault, &[forged]).unwrap();
    world.takes(&objects);
    assert_eq!(
        world.states(),
        ["rejected:signature", "accepted", "accepted", "accepted"]
    );
}

#[test]
fn an_unknown_device_waits_until_the_gateway_says_who_it_is() {
    let mut world = World::new();
    let mut eva = Device::new(8, "@eva:x", &world.recipient);
    let objects = three(&mut eva);
    world.takes(&objects);
    assert_eq!(world.states(), ["held:device_unknown"; 3]);
    assert_eq!(world.fault_codes(), ["device_unknown"]);
    pin_device(&world.vault, &eva.info).unwrap();
    let done = retry(&mut world.vault).unwrap();
    assert_eq!(
        (done.accepted, world.states()),
        (3, vec!["accepted".to_owned(); 3])
    );
}

#[test]
fn an_object_that_the_gateway_lists_and_does_not_give_is_an_alarm_and_comes_later() {
    let mut world = World::new();
    let mut anna = world.device(1, "@anna:x");
    let objects = three(&mut anna);
    let mut arriving: Vec<_> = objects.iter().map(|object| world.lists(object)).collect();
    let lost = std::mem::take(&mut arriving[1].bytes);
    ingest(&mut world.vault, &arriving).unwrap();
    assert_eq!(world.states(), ["accepted", "held:missing", "held:predecessor"]);
    assert_eq!(world.fault_codes(), ["object_missing"]);
    // Nothing is vouched for beyond what is here.
    let (log, note) = (world.log.verifier().clone(), world.checkpoint(3));
    assert!(
        accept_checkpoint(&mut world.vault, &note, &log)
            .unwrap()
            .unwrap()
            .is_none()
    );
    arriving[1].bytes = lost;
    assert_eq!(supply(&mut world.vault, &arriving[1..2]).unwrap().accepted, 2);
    assert!(
        accept_checkpoint(&mut world.vault, &note, &log)
            .unwrap()
            .unwrap()
            .is_some()
    );
}

#[test]
fn a_device_with_another_key_than_at_first_sight_is_an_alarm_and_the_first_key_counts() {
    let mut world = World::new();
    let mut anna = world.device(1, "@anna:x");
    let mut changed = anna.info.clone();
    changed.public_key = PublicKey::from_bytes([3; 32]);
    assert_eq!(pin_device(&world.vault, &changed).unwrap().new_faults, 1);
    assert_eq!(
        pin_device(&world.vault, &changed).unwrap().new_faults,
        0,
        "one thing is one alarm"
    );
    assert_eq!(world.fault_codes(), ["device_changed"]);
    let objects = three(&mut anna);
    assert_eq!(world.takes(&objects).accepted, 3);
    let mut revoked = anna.info.clone();
    revoked.revoked = true;
    assert_eq!(
        pin_device(&world.vault, &revoked).unwrap().new_faults,
        0,
        "revoking is no fault"
    );
}

#[test]
fn damaged_bytes_are_an_alarm_and_are_asked_for_again_ever_less_often() {
    let mut world = World::new();
    let mut anna = world.device(1, "@anna:x");
    let objects = three(&mut anna);
    let mut arriving: Vec<_> = objects.iter().map(|object| world.lists(object)).collect();
    let good = arriving[1].clone();
    arriving[1].bytes[2000] ^= 1;
    ingest(&mut world.vault, &arriving).unwrap();
    assert_eq!(world.states(), ["accepted", "held:missing", "held:predecessor"]);
    assert_eq!(world.fault_codes(), ["listing_mismatch"]);
    assert!(verify(&world.vault).unwrap().is_clean(), "held is not wrong");
    // Nothing is vouched for beyond what is here as it is.
    let (log, note) = (world.log.verifier().clone(), world.checkpoint(3));
    let signed = accept_checkpoint(&mut world.vault, &note, &log).unwrap().unwrap();
    assert!(signed.is_none());

    // Damaged in another way, cut off, and another object: each time no verdict, and a longer pause.
    let mut now = NOW.0;
    for (pause, bytes) in [
        (2, arriving[1].bytes.iter().map(|byte| !byte).collect()),
        (4, good.bytes[..good.bytes.len() / 2].to_vec()),
        (8, arriving[0].bytes.clone()),
    ] {
        now += pause * 1000 - 1;
        world.vault.clock = Arc::new(StandingClock(Millis(now)));
        assert!(to_ask_again(&world.vault).unwrap().is_empty(), "before {pause} s");
        now += 1;
        world.vault.clock = Arc::new(StandingClock(Millis(now)));
        assert_eq!(to_ask_again(&world.vault).unwrap().len(), 1, "after {pause} s");
        let listed = good.listed;
        supply(&mut world.vault, &[Arriving { listed, bytes }]).unwrap();
        assert_eq!(world.states()[1], "held:missing");
    }
    assert_eq!(world.fault_codes(), ["listing_mismatch"], "one thing is one row");

    assert_eq!(supply(&mut world.vault, &[good]).unwrap().accepted, 2);
    assert_eq!(world.states(), ["accepted"; 3]);
    assert!(verify(&world.vault).unwrap().is_clean());
}

#[test]
fn damaged_bytes_of_an_unknown_device_are_not_vouched_for_either() {
    let mut world = World::new();
    let mut eva = Device::new(8, "@eva:x", &world.recipient);
    let mut arriving = world.lists(&three(&mut eva)[0]);
    arriving.bytes[2000] ^= 1;
    ingest(&mut world.vault, &[arriving]).unwrap();
    assert_eq!(world.states(), ["held:missing"]);
}
