//! The homeserver's list against the vault: *complete to this point*, or exactly what is missing and why (requirement E.2, D11).

use std::{path::PathBuf, sync::Arc};

use griffie_wire::{Fact, Millis, record::EventFact};
use serde_json::{Value, json};

use super::kit::{Device, NOW, Talk, World, room};
use crate::{
    clock::StandingClock,
    ledger::{Ledger, witness},
    reconcile::{
        Scope, page, reconcile,
        report::{Cause, Contradicts, Line, Report},
    },
};

const ROOM: &str = "!r:x";
const HOUR: u64 = 3_600_000;

/// A vault, its witness, and one conversation.
pub(super) struct Scene {
    pub(super) world: World,
    ledger: Ledger,
    pub(super) dir: PathBuf,
    pub(super) talk: Talk,
    joins: u64,
}

impl Scene {
    pub(super) fn new() -> Self {
        let world = World::new();
        let dir = world.path().join("ledger");
        let clock = Arc::new(StandingClock(NOW));
        let (ledger, _) = Ledger::create(&dir, "x", "http://127.0.0.1:9009", clock).unwrap();
        Self {
            world,
            ledger,
            dir,
            talk: Talk::new(room(ROOM, "Overleg")),
            joins: 0,
        }
    }

    /// The homeserver accepts a membership and whoever is given captures it.
    pub(super) fn membership(&mut self, who: &str, membership: &str, captured_by: &mut [&mut Device]) {
        self.joins += 1;
        let mut fact = self.talk.event(who, "m.room.member", &json!({}));
        let id = format!("$member-{}", self.joins);
        let raw = json!({"type": "m.room.member", "event_id": id, "sender": who, "state_key": who,
            "origin_server_ts": self.talk.at, "content": {"membership": membership}});
        (fact.event_id, fact.event_type) = (id, "m.room.member".to_owned());
        (fact.decrypted, fact.encryption) = (None, None);
        (fact.state_key, fact.raw) = (Some(who.to_owned()), raw.to_string());
        self.happens(&fact, captured_by);
    }

    /// The homeserver accepts a message and whoever is given captures it. Gives its event id.
    pub(super) fn message(&mut self, text: &str, captured_by: &mut [&mut Device]) -> String {
        let content = json!({"msgtype": "m.text", "body": text});
        let fact = self.talk.event("@bram:x", "m.room.message", &content);
        self.happens(&fact, captured_by);
        fact.event_id
    }

    /// The homeserver accepts a message that some capture now and others later. Gives its event id and what they capture.
    pub(super) fn message_captured_later(
        &mut self,
        text: &str,
        captured_by: &mut [&mut Device],
    ) -> (String, EventFact) {
        let content = json!({"msgtype": "m.text", "body": text});
        let fact = self.talk.event("@bram:x", "m.room.message", &content);
        self.happens(&fact, captured_by);
        (fact.event_id.clone(), fact)
    }

    pub(super) fn happens(&mut self, fact: &EventFact, captured_by: &mut [&mut Device]) {
        let mut event: Value = serde_json::from_str(&fact.raw).unwrap();
        event["room_id"] = json!(ROOM);
        witness(&mut self.ledger, vec![event]);
        for device in captured_by {
            device.records(Some(&self.talk.room.clone()), Fact::Event(fact.clone()));
        }
    }

    pub(super) fn device(&mut self, number: u8, user: &str) -> Device {
        let mut device = self.world.device(number, user);
        device.records(Some(&self.talk.room.clone()), self.talk.key(0));
        device
    }

    pub(super) fn report(&self, scope: &Scope) -> Report {
        reconcile(&self.world.vault, &self.dir, scope).unwrap()
    }
}

fn line<'a>(report: &'a Report, user: &str) -> &'a Line {
    report.lines.iter().find(|line| line.user == user).unwrap()
}

#[test]
fn all_that_was_seen_is_complete_to_the_last_event() {
    let mut scene = Scene::new();
    let (mut anna, mut bram) = (scene.device(1, "@anna:x"), scene.device(2, "@bram:x"));
    scene.membership("@bram:x", "join", &mut [&mut bram]);
    scene.message("vóór Anna", &mut [&mut bram]);
    scene.membership("@anna:x", "join", &mut [&mut anna, &mut bram]);
    let last = scene.message("hoi", &mut [&mut anna, &mut bram]);
    let objects = [anna.seals(), bram.seals()];
    scene.world.takes(&objects);

    let report = scene.report(&Scope::default());
    assert!(report.is_complete());
    assert_eq!((report.total.expected, report.total.archived), (6, 6));
    let anna = line(&report, "@anna:x");
    assert_eq!((anna.counts.expected, anna.complete), (2, true));
    assert_eq!(anna.complete_to.as_ref().unwrap().event, last);
    assert_eq!(
        report.sentence(),
        "Complete to here: all 6 events that the homeserver lists are in the archive."
    );
}

#[test]
fn a_dropped_event_is_named_with_its_cause_and_ends_what_is_complete() {
    let mut scene = Scene::new();
    let mut bram = scene.device(2, "@bram:x");
    scene.membership("@bram:x", "join", &mut [&mut bram]);
    let good = scene.message("een", &mut [&mut bram]);
    let dropped = scene.message("twee", &mut []);
    scene.message("drie", &mut [&mut bram]);
    let object = bram.seals();
    scene.world.takes(&[object]);

    let report = scene.report(&Scope::default());
    let line = line(&report, "@bram:x");
    assert!(!report.is_complete() && !line.complete);
    let missing: Vec<_> = line.missing.iter().map(|one| one.point.event.as_str()).collect();
    assert_eq!(missing, [dropped.as_str()], "exactly the injected gap");
    assert_eq!(line.complete_to.as_ref().unwrap().event, good);
    assert_eq!((line.counts.captured, line.counts.missing), (3, 1));
}

#[test]
fn what_is_within_its_time_is_waiting_and_what_the_device_did_not_report_yet_says_so() {
    let mut scene = Scene::new();
    let mut bram = scene.device(2, "@bram:x");
    scene.membership("@bram:x", "join", &mut [&mut bram]);
    let object = bram.seals();
    scene.world.takes(&[object]);
    scene.talk.at = NOW.0 + HOUR;
    scene.message("onderweg", &mut []);

    let patient = scene.report(&Scope {
        grace: 48 * HOUR,
        ..Scope::default()
    });
    assert!(patient.is_complete());
    assert_eq!((patient.total.waiting, patient.total.missing), (1, 0));
    let strict = scene.report(&Scope::default());
    assert_eq!((strict.total.waiting, strict.total.missing), (0, 1));
    let missing = &line(&strict, "@bram:x").missing;
    assert_eq!(missing.first().unwrap().cause, Cause::NotReportedYet);
}

#[test]
fn an_event_that_the_homeserver_never_had_and_one_with_another_time_are_named() {
    let mut scene = Scene::new();
    let mut bram = scene.device(2, "@bram:x");
    scene.membership("@bram:x", "join", &mut [&mut bram]);
    scene.message("eerlijk", &mut [&mut bram]);
    // The device makes one up: well formed, encrypted in a session that it shares, without a contradiction inside.
    let content = json!({"msgtype": "m.text", "body": "nooit gezegd"});
    let invented = scene.talk.event("@bram:x", "m.room.message", &content);
    bram.records(Some(&scene.talk.room.clone()), Fact::Event(invented.clone()));
    // The homeserver dates one otherwise for the witness than for the device.
    let dated = scene.talk.event("@bram:x", "m.room.message", &content);
    let mut event: Value = serde_json::from_str(&dated.raw).unwrap();
    event["room_id"] = json!(ROOM);
    event["origin_server_ts"] = json!(dated.origin_server_ts.0 - HOUR);
    witness(&mut scene.ledger, vec![event]);
    bram.records(Some(&scene.talk.room.clone()), Fact::Event(dated.clone()));
    let object = bram.seals();
    scene.world.takes(&[object]);

    let report = scene.report(&Scope::default());
    assert!(report.is_complete() && !report.is_consistent());
    let said: Vec<_> = report
        .contradictions
        .iter()
        .map(|one| (one.event.as_str(), one.what, one.listed_at))
        .collect();
    let listed = Millis(dated.origin_server_ts.0 - HOUR);
    let mut expected = vec![
        (invented.event_id.as_str(), Contradicts::NotListed, None),
        (dated.event_id.as_str(), Contradicts::OtherTime, Some(listed)),
    ];
    expected.sort_by_key(|(event, ..)| *event);
    assert_eq!(said, expected);
    assert!(
        report
            .sentence()
            .ends_with("2 events in the archive contradict the homeserver's list.")
    );
    let elsewhere = Scope {
        room: Some("!other:x".to_owned()),
        ..Scope::default()
    };
    assert!(scene.report(&elsewhere).is_consistent());
    let patient = Scope {
        grace: HOUR,
        ..Scope::default()
    };
    assert!(scene.report(&patient).is_consistent(), "the list may be behind");
}

#[test]
fn two_devices_make_one_event_and_one_duplicate_and_either_is_enough() {
    let mut scene = Scene::new();
    let (mut phone, mut tablet) = (scene.device(1, "@bram:x"), scene.device(2, "@bram:x"));
    scene.membership("@bram:x", "join", &mut [&mut phone, &mut tablet]);
    scene.message("alleen op de telefoon", &mut [&mut phone]);
    scene.message("alleen op de tablet", &mut [&mut tablet]);
    let objects = [phone.seals(), tablet.seals()];
    scene.world.takes(&objects);
    let report = scene.report(&Scope::default());
    assert!(report.is_complete());
    assert_eq!(
        (
            report.total.expected,
            report.total.captured,
            report.total.duplicates
        ),
        (3, 3, 1)
    );
}

#[test]
fn a_missing_object_and_a_broken_chain_are_causes_of_their_own() {
    let mut scene = Scene::new();
    let mut bram = scene.device(2, "@bram:x");
    scene.membership("@bram:x", "join", &mut [&mut bram]);
    let first = bram.seals();
    scene.message("in het verloren pakket", &mut [&mut bram]);
    let lost = bram.seals();
    scene.message("in het volgende", &mut [&mut bram]);
    let third = bram.seals();
    scene.world.takes(&[first, third]);
    let report = scene.report(&Scope::default());
    let causes: Vec<_> = line(&report, "@bram:x")
        .missing
        .iter()
        .map(|one| one.cause)
        .collect();
    assert_eq!(causes, [Cause::ObjectMissing, Cause::ObjectMissing]);
    scene.world.takes(&[lost]);
    assert!(
        scene.report(&Scope::default()).is_complete(),
        "healed by itself when the object came"
    );
}

#[test]
fn a_person_a_room_or_a_period_can_be_asked_for() {
    let mut scene = Scene::new();
    let (mut anna, mut bram) = (scene.device(1, "@anna:x"), scene.device(2, "@bram:x"));
    scene.membership("@bram:x", "join", &mut [&mut bram]);
    scene.membership("@anna:x", "join", &mut [&mut anna, &mut bram]);
    scene.message("Anna mist dit", &mut [&mut bram]);
    let from = Millis(scene.talk.at + 1);
    scene.message("later", &mut [&mut anna, &mut bram]);
    let objects = [anna.seals(), bram.seals()];
    scene.world.takes(&objects);
    let of = |user: Option<&str>, room: Option<&str>, from: Option<Millis>| Scope {
        user: user.map(str::to_owned),
        room: room.map(str::to_owned),
        from,
        ..Scope::default()
    };
    assert!(scene.report(&of(Some("@bram:x"), None, None)).is_complete());
    assert_eq!(scene.report(&of(Some("@anna:x"), None, None)).total.missing, 1);
    assert!(scene.report(&of(None, None, Some(from))).is_complete());
    assert_eq!(scene.report(&of(None, Some("!other:x"), None)).total.expected, 0);
}

#[test]
fn the_page_says_the_verdict_names_what_is_missing_and_escapes_what_others_wrote() {
    let mut scene = Scene::new();
    let mut bram = scene.device(2, "@bram:x");
    scene.membership("@bram:x", "join", &mut [&mut bram]);
    let object = bram.seals();
    scene.world.takes(&[object]);
    let mut event = json!({"type": "<script>", "event_id": "$<b>", "sender": "@bram:x", "room_id": ROOM,
        "origin_server_ts": 5, "content": {}});
    event["origin_server_ts"] = json!(scene.talk.at + 1);
    witness(&mut scene.ledger, vec![event]);
    let report = scene.report(&Scope::default());
    for (language, verdict) in [
        (crate::export::Language::Dutch, "Niet volledig"),
        (crate::export::Language::English, "NOT complete"),
    ] {
        let view = page::View {
            language,
            zone: crate::export::zone("Europe/Amsterdam").unwrap(),
        };
        let page = page::page(&report, &view);
        assert!(page.contains(verdict) && page.contains("$&lt;b&gt;"), "{page}");
        assert!(!page.contains("<script>") && !page.contains("http://") && !page.contains("https://"));
    }
}
