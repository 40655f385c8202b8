//! Clear text that nothing proves and nothing contradicts: its record is kept and flagged, its text is not believed, and the chain goes on.

use std::{fs, path::Path};

use griffie_wire::{
    Fact,
    record::{EventFact, LateKeyFact},
};
use serde_json::{Value, json};

use super::kit::{Device, Talk, World, room};
use crate::{
    Fault,
    export::{self, Language, Options, html, jsonl},
    store::reading,
    verify::verify,
};

/// What Bram said, and the same ciphertext under another event id.
fn said_and_replayed(talk: &mut Talk) -> (EventFact, EventFact) {
    let fact = talk.event(
        "@bram:x",
        "m.room.message",
        &json!({"msgtype": "m.text", "body": "betaal"}),
    );
    let replay = EventFact {
        event_id: "$again".to_owned(),
        raw: fact.raw.replace(&fact.event_id, "$again"),
        ..fact.clone()
    };
    (fact, replay)
}

/// The chain goes on behind the object with the flagged record, and the vault computes the same again.
fn assert_goes_on(world: &mut World, anna: &mut Device, talk: &mut Talk, fault: Fault) {
    anna.records(Some(&talk.room.clone()), talk.key(0));
    talk.says(anna, "@bram:x", "en verder");
    world.takes(&[anna.seals()]);
    assert!(
        world.states().iter().all(|state| state == "accepted"),
        "{:?}",
        world.states()
    );
    assert_eq!(world.fault_codes(), [fault.code()]);
    let report = verify(&world.vault).unwrap();
    assert!(report.is_clean(), "{report:?}");
}

fn marks(world: &World, event_id: &str) -> Vec<bool> {
    let all = reading::of_event(&world.vault.store, event_id).unwrap();
    all.iter().map(|kept| kept.unproven).collect()
}

#[test]
fn one_message_passed_off_as_two_events_is_kept_and_flagged() {
    // Once in the same object, once against an object kept before.
    for apart in [false, true] {
        let mut world = World::new();
        let mut anna = world.device(1, "@anna:x");
        let mut talk = Talk::new(room("!r:x", "Overleg"));
        anna.records(Some(&talk.room.clone()), talk.key(0));
        let (fact, replay) = said_and_replayed(&mut talk);
        let said = fact.event_id.clone();
        anna.records(Some(&talk.room.clone()), Fact::Event(fact));
        if apart {
            world.takes(&[anna.seals()]);
        }
        anna.records(Some(&talk.room.clone()), Fact::Event(replay));
        let done = world.takes(&[anna.seals()]);
        assert_eq!((done.accepted, done.rejected, done.new_faults), (1, 0, 1));
        assert_eq!(
            (marks(&world, &said), marks(&world, "$again")),
            (vec![false], vec![true])
        );
        assert_goes_on(&mut world, &mut anna, &mut talk, Fault::MessageReplayed);
    }
}

#[test]
fn a_text_without_its_key_is_kept_and_flagged_and_no_export_passes_it_on() {
    let mut world = World::new();
    let mut anna = world.device(1, "@anna:x");
    let mut talk = Talk::new(room("!r:x", "Overleg"));
    let unproven = talk.says(&mut anna, "@bram:x", "zonder sleutel");
    let done = world.takes(&[anna.seals()]);
    assert_eq!(
        (done.accepted, done.events, done.proven, done.new_faults),
        (1, 1, 0, 1)
    );
    assert_eq!(marks(&world, &unproven), [true]);
    assert_goes_on(&mut world, &mut anna, &mut talk, Fault::SessionKeyMissing);

    let out = world.path().join("out");
    html::export(&world.vault, &options(&out)).unwrap();
    let pages: String = fs::read_dir(&out)
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    assert!(pages.contains("en verder") && !pages.contains("zonder sleutel"));
    // The record itself is given out byte for byte, and says what it lacks.
    jsonl::export(&world.vault, &options(&out)).unwrap();
    let lines = fs::read_to_string(out.join("records.jsonl")).unwrap();
    let flagged: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .filter(|line: &Value| line["proof"]["unproven"] == true)
        .collect();
    assert_eq!(flagged.len(), 1);
    assert_eq!(flagged[0]["record"]["fact"]["event_id"], unproven.as_str());
}

#[test]
fn a_late_text_is_proven_when_it_is_the_first_and_flagged_when_it_is_a_replay() {
    let mut world = World::new();
    let mut anna = world.device(1, "@anna:x");
    let mut talk = Talk::new(room("!r:x", "Overleg"));
    let (fact, replay) = said_and_replayed(&mut talk);
    let late = |fact: &EventFact| {
        Fact::LateKey(LateKeyFact {
            event_id: fact.event_id.clone(),
            decrypted: fact.decrypted.clone().unwrap(),
            encryption: fact.encryption.clone().unwrap(),
            waited_ms: 1,
        })
    };
    for fact in [&fact, &replay] {
        let locked = EventFact {
            decrypted: None,
            ..fact.clone()
        };
        anna.records(Some(&talk.room.clone()), Fact::Event(locked));
    }
    anna.records(Some(&talk.room.clone()), talk.key(0));
    anna.records(Some(&talk.room.clone()), late(&fact));
    anna.records(Some(&talk.room.clone()), late(&replay));
    let done = world.takes(&[anna.seals()]);
    assert_eq!((done.accepted, done.proven, done.new_faults), (1, 1, 1));
    assert_goes_on(&mut world, &mut anna, &mut talk, Fault::MessageReplayed);
}

fn options(out: &Path) -> Options {
    Options {
        out: out.to_owned(),
        rooms: Vec::new(),
        language: Language::English,
        zone: export::zone("Europe/Amsterdam").unwrap(),
        mail_domain: "archief.example".to_owned(),
    }
}
