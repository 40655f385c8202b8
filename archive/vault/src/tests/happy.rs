//! What goes in whole comes in whole, once.

use griffie_wire::{Fact, gso1::Kind, record::LateKeyFact};
use serde_json::json;

use super::kit::{Talk, World, room};
use crate::ingest::ingest;

#[test]
fn batches_of_two_custodians_are_opened_proven_and_kept_each_once() {
    let mut world = World::new();
    let mut anna = world.device(1, "@anna:x");
    let mut bram = world.device(2, "@bram:x");
    let mut talk = Talk::new(room("!r:x", "Overleg"));
    for device in [&mut anna, &mut bram] {
        device.records(Some(&talk.room.clone()), talk.key(0));
    }
    let event = talk.event(
        "@anna:x",
        "m.room.message",
        &json!({"msgtype": "m.text", "body": "hoi"}),
    );
    for device in [&mut anna, &mut bram] {
        device.records(Some(&talk.room.clone()), Fact::Event(event.clone()));
    }
    let objects = [anna.seals(), bram.seals()];
    let done = world.takes(&objects);
    assert_eq!(
        (
            done.accepted,
            done.records,
            done.events,
            done.proven,
            done.new_faults
        ),
        (2, 6, 2, 2, 0)
    );
    assert_eq!(world.states(), ["accepted", "accepted"]);
    // The same event of two custodians is two records; the same objects again are none.
    let again = ingest(&mut world.vault, &world.listed.clone()).unwrap();
    assert_eq!((again.new, again.records, world.records()), (0, 0, 6));
}

#[test]
fn sessions_go_on_over_objects_and_a_heartbeat_keeps_the_chain() {
    let mut world = World::new();
    let mut anna = world.device(1, "@anna:x");
    let mut talk = Talk::new(room("!r:x", "Overleg"));
    anna.records(Some(&talk.room.clone()), talk.key(0));
    let mut objects = vec![anna.seals()];
    for text in ["een", "twee"] {
        objects.push(anna.seals_payload(Kind::Heartbeat, &[0; 64]));
        talk.says(&mut anna, "@bram:x", text);
        objects.push(anna.seals());
    }
    world.takes(&objects[..2]);
    // As after a restart: the session is in the database only.
    world.vault.sessions.clear();
    let done = world.takes(&objects[2..]);
    assert_eq!((done.proven, done.rejected), (2, 0));
    assert!(
        world.states().iter().all(|state| state == "accepted"),
        "{:?}",
        world.states()
    );
}

#[test]
fn late_clear_text_is_proven_from_the_ciphertext_kept_before() {
    let mut world = World::new();
    let mut anna = world.device(1, "@anna:x");
    let mut talk = Talk::new(room("!r:x", "Overleg"));
    let mut event = talk.event(
        "@bram:x",
        "m.room.message",
        &json!({"msgtype": "m.text", "body": "laat"}),
    );
    let clear = event.decrypted.take().unwrap();
    let encryption = event.encryption.clone().unwrap();
    anna.records(Some(&talk.room.clone()), Fact::Event(event.clone()));
    let first = anna.seals();
    anna.records(Some(&talk.room.clone()), talk.key(0));
    let late = LateKeyFact {
        event_id: event.event_id,
        decrypted: clear,
        encryption,
        waited_ms: 1,
    };
    anna.records(Some(&talk.room.clone()), Fact::LateKey(late));
    let second = anna.seals();
    let done = world.takes(&[first, second]);
    assert_eq!((done.accepted, done.proven), (2, 1));
}
