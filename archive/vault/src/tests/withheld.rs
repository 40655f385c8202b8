//! What stays on the devices: tombstones keep chain and count whole, disclosures bring what was committed to and nothing else
//! (D11, D12, 000-GE-08).

use std::sync::Arc;

use griffie_wire::{
    EntryNo, Fact, Millis, Sha256,
    record::{DisclosedFact, EventFact, Label, LabelFact, LabelTarget, Scope as Captured, event_digest},
};
use serde_json::{Value, json};

use super::kit::{Device, NOW, Talk, World, room};
use crate::{
    clock::StandingClock,
    ledger::{Ledger, witness},
    reconcile::{Scope, page, reconcile},
    show::show,
    store::withheld,
    verify::verify,
};

const LATER: Millis = Millis(1_793_600_900_000);
const SOON: Millis = Millis(1_793_600_000_500);

fn said(talk: &mut Talk, text: &str) -> EventFact {
    talk.event(
        "@bram:x",
        "m.room.message",
        &json!({"msgtype": "m.text", "body": text}),
    )
}

fn label(device: &mut Device, event: &EventFact, label: Label) {
    let fact = LabelFact {
        target: LabelTarget::Event(event_digest(&event.event_id)),
        label,
        former: Label::Business,
        inside: true,
        reason: None,
    };
    device.records(None, Fact::Label(fact));
}

#[test]
fn a_private_message_is_counted_and_nowhere_and_a_business_one_follows_its_commitment() {
    let mut world = World::new();
    let mut anna = world.device(1, "@anna:x");
    let mut talk = Talk::new(room("!r:x", "Overleg"));
    let here = talk.room.clone();
    let private = said(&mut talk, "echt geheim");
    anna.withholds(&here, Fact::Event(private.clone()), Label::Business, LATER);
    let business = said(&mut talk, "de begroting");
    let later = anna.withholds(&here, Fact::Event(business.clone()), Label::Business, LATER);
    let open = said(&mut talk, "nog open");
    anna.withholds(&here, Fact::Event(open), Label::Business, LATER);
    let party = said(&mut talk, "fractie");
    anna.withholds(&here, Fact::Event(party), Label::Party, LATER);
    label(&mut anna, &private, Label::Private);
    let first = anna.seals();
    let key = talk.key(1);
    anna.records(Some(&here), key);
    anna.records(Some(&here), Fact::Disclosed(later));
    let second = anna.seals();
    let done = world.takes(&[first, second]);
    assert_eq!(
        (done.accepted, done.events, done.proven, done.new_faults),
        (2, 1, 1, 0)
    );
    let stays = withheld::of_room(&world.vault.store, "!r:x").unwrap();
    assert_eq!(
        (stays.private, stays.party, stays.in_review, stays.others),
        (1, 1, 1, 0)
    );
    let report = verify(&world.vault).unwrap();
    assert!(report.is_clean(), "{}", report.in_words());
    let overview = show(&world.vault, None).unwrap().unwrap();
    assert!(overview.contains("1 messages private"), "{overview}");
    let of_room = show(&world.vault, Some("!r:x")).unwrap().unwrap();
    assert!(of_room.contains("private, 1"), "{of_room}");
    let event = show(&world.vault, Some(&business.event_id)).unwrap().unwrap();
    assert!(event.contains("de begroting"), "{event}");
    assert!(show(&world.vault, Some(&private.event_id)).unwrap().is_none());
}

/// Takes in a disclosure that `lie` made of an honest one.
fn fault_of(lie: impl FnOnce(&mut DisclosedFact)) -> Vec<String> {
    let mut world = World::new();
    let mut anna = world.device(1, "@anna:x");
    let mut talk = Talk::new(room("!r:x", "Overleg"));
    let here = talk.room.clone();
    let event = said(&mut talk, "iets");
    let mut later = anna.withholds(&here, Fact::Event(event), Label::Business, SOON);
    lie(&mut later);
    anna.records(Some(&here), talk.key(0));
    anna.records(Some(&here), Fact::Disclosed(later));
    let object = anna.seals();
    world.takes(&[object]);
    world.fault_codes()
}

#[test]
fn a_disclosure_that_is_not_what_was_withheld_is_refused() {
    assert_eq!(fault_of(|_| {}), [""; 0]);
    let mismatch = ["disclosure_mismatch"];
    assert_eq!(
        fault_of(|later| later.record = later.record.replace("iets", "niets")),
        mismatch
    );
    assert_eq!(fault_of(|later| later.salt = Sha256::of(b"x")), mismatch);
    assert_eq!(
        fault_of(|later| later.entry = EntryNo(1)),
        ["disclosure_unbound"],
        "that entry withheld nothing"
    );
}

#[test]
fn what_was_disclosed_is_not_disclosed_again() {
    for together in [true, false] {
        let mut world = World::new();
        let mut anna = world.device(1, "@anna:x");
        let mut talk = Talk::new(room("!r:x", "Overleg"));
        let here = talk.room.clone();
        let event = said(&mut talk, "iets");
        let later = anna.withholds(&here, Fact::Event(event), Label::Business, SOON);
        anna.records(Some(&here), talk.key(0));
        anna.records(Some(&here), Fact::Disclosed(later.clone()));
        let mut objects = Vec::new();
        if !together {
            objects.push(anna.seals());
        }
        anna.records(Some(&here), Fact::Disclosed(later));
        objects.push(anna.seals());
        world.takes(&objects);
        assert_eq!(
            world.fault_codes(),
            ["disclosure_unbound"],
            "together: {together}"
        );
    }
}

fn dutch() -> page::View {
    page::View {
        language: crate::export::Language::Dutch,
        zone: jiff::tz::TimeZone::UTC,
    }
}

#[test]
fn reconcile_counts_what_stays_and_is_complete() {
    let mut world = World::new();
    let dir = world.path().join("ledger");
    let clock = Arc::new(StandingClock(NOW));
    let (mut ledger, _) = Ledger::create(&dir, "x", "http://127.0.0.1:9009", clock).unwrap();
    let mut anna = world.device(1, "@anna:x");
    let mut talk = Talk::new(room("!r:x", "Overleg"));
    let here = talk.room.clone();
    let mut accepts = |fact: &EventFact| {
        let mut event: Value = serde_json::from_str(&fact.raw).unwrap();
        event["room_id"] = json!("!r:x");
        witness(&mut ledger, vec![event]);
    };
    let mut joins = talk.event("@anna:x", "m.room.member", &json!({}));
    let raw = json!({"type": "m.room.member", "event_id": "$join", "sender": "@anna:x", "state_key": "@anna:x",
        "origin_server_ts": talk.at, "content": {"membership": "join"}});
    (joins.event_id, joins.event_type) = ("$join".to_owned(), "m.room.member".to_owned());
    (joins.decrypted, joins.encryption) = (None, None);
    (joins.state_key, joins.raw) = (Some("@anna:x".to_owned()), raw.to_string());
    accepts(&joins);
    anna.records(Some(&here), Fact::Event(joins));
    let private = said(&mut talk, "echt geheim");
    accepts(&private);
    anna.withholds(&here, Fact::Event(private.clone()), Label::Business, LATER);
    label(&mut anna, &private, Label::Private);
    // Nobody labelled it and it never came: it goes with a message that is private.
    let edit = said(&mut talk, "bewerking");
    accepts(&edit);
    anna.withholds(&here, Fact::Event(edit), Label::Business, SOON);
    let open = said(&mut talk, "nog open");
    accepts(&open);
    anna.withholds(&here, Fact::Event(open), Label::Business, LATER);
    let excluded = said(&mut talk, "niet van het archief");
    accepts(&excluded);
    anna.keeps(
        &here,
        Fact::Event(excluded),
        Label::Business,
        SOON,
        Captured::OptIn,
    );
    let object = anna.seals();
    world.takes(&[object]);

    let report = reconcile(&world.vault, &dir, &Scope::default()).unwrap();
    let total = &report.total;
    assert!(report.is_complete() && report.lines[0].complete);
    assert_eq!(
        (
            total.expected,
            total.captured,
            total.private,
            total.in_review,
            total.excluded,
            total.missing
        ),
        (5, 1, 2, 1, 1, 0)
    );
    assert!(report.sentence().contains("1 are excluded by policy"));
    assert!(report.sentence().contains("2 stay with their users as private"));
    assert!(page::page(&report, &dutch()).contains("blijven privé"));
}
