//! Clear text that nothing proves and nothing contradicts: its record is kept and flagged, its text is not believed, and the chain goes on.
//! And what only looks so: one session id in two rooms.

use std::{fs, path::Path};

use griffie_wire::{
    Fact,
    record::{EventFact, GapCause, GapFact, LateKeyFact},
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
    let pages = pages(&out);
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

#[test]
fn one_session_id_with_two_ratchets_in_two_rooms_is_two_sessions() {
    // Once from the sessions at hand, once from the database.
    for restarted in [false, true] {
        let mut world = World::new();
        let mut anna = world.device(1, "@anna:x");
        let mut here = Talk::new(room("!r:x", "Overleg"));
        let mut there = here.same_session_in(room("!s:x", "Elders"));
        anna.records(Some(&here.room.clone()), here.key(0));
        anna.records(Some(&there.room.clone()), there.key(0));
        if restarted {
            world.takes(&[anna.seals()]);
            world.vault.sessions.clear();
        }
        // The same index in both: no replay either.
        let said = [
            here.says(&mut anna, "@bram:x", "hier"),
            there.says(&mut anna, "@bram:x", "daar"),
        ];
        let done = world.takes(&[anna.seals()]);
        assert_eq!((done.accepted, done.proven, done.new_faults), (1, 2, 0));
        assert!(said.iter().all(|id| marks(&world, id) == [false]));
        there.says(&mut anna, "@bram:x", "en verder");
        let done = world.takes(&[anna.seals()]);
        assert_eq!((done.accepted, done.proven, done.rejected), (1, 1, 0));
        assert!(verify(&world.vault).unwrap().is_clean());
    }
}

#[test]
fn a_withheld_replay_is_not_said_to_lack_its_key() {
    // Once withheld by the vault, once by the device.
    for by_device in [false, true] {
        let mut world = World::new();
        let mut anna = world.device(1, "@anna:x");
        let mut talk = Talk::new(room("!r:x", "Overleg"));
        anna.records(Some(&talk.room.clone()), talk.key(0));
        let (fact, mut replay) = said_and_replayed(&mut talk);
        anna.records(Some(&talk.room.clone()), Fact::Event(fact));
        replay.decrypted = replay.decrypted.filter(|_| !by_device);
        anna.records(Some(&talk.room.clone()), Fact::Event(replay));
        if by_device {
            let gap = GapFact {
                gap_id: "g".to_owned(),
                cause: GapCause::Undecryptable,
                event_id: Some("$again".to_owned()),
                session_id: None,
                from: None,
                to: None,
                code: Some("replayed".to_owned()),
            };
            anna.records(Some(&talk.room.clone()), Fact::Gap(gap));
        }
        world.takes(&[anna.seals()]);
        let out = world.path().join("out");
        html::export(&world.vault, &options(&out)).unwrap();
        let pages = pages(&out);
        assert_eq!(pages.matches(Language::English.replayed()).count(), 1);
        assert_eq!(pages.matches("betaal").count(), 1);
        assert!(!pages.contains("if the key still comes") && !pages.contains("never reached"));
    }
}

/// All pages of an export.
fn pages(out: &Path) -> String {
    fs::read_dir(out)
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| fs::read_to_string(path).unwrap())
        .collect()
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
