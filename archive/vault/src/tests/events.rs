//! Every type of the table, in every export: what a person must find is there, in Dutch and in English, and the record byte for byte.

use std::{fs, path::Path};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use griffie_wire::{
    Fact, Millis,
    event::{Carrier, EventType, Exported, Shape, samples, samples::Sample},
    record::{
        Direction, EventFact, KeyHolder, KeySharedFact, Receipt, ReceiptsFact, RoomKind, RoomThen, Via,
        Withheld,
    },
};
use serde_json::{Value, json};

use super::kit::{Device, Talk, World, room};
use crate::{
    export::{self, Language, Options, eml, html, jsonl},
    show::show,
};

const ANNA: &str = "@anna:min.example";
const BRAM: &str = "@bram:gemeente.example";
const AT: u64 = 1_793_600_000_000;

fn clear_room(number: usize) -> RoomThen {
    RoomThen {
        room_id: format!("!soort{number}:min.example"),
        name: Some(format!("Soort {number}")),
        kind: RoomKind::Group,
        encrypted: false,
        members: None,
    }
}

/// Captures an event of a room without encryption.
fn captures(device: &mut Device, room: &RoomThen, event_id: &str, place: (&str, Option<&str>), text: &str) {
    let (event_type, state_key) = place;
    let content: Value = serde_json::from_str(text).unwrap();
    let mut raw = json!({"type": event_type, "event_id": event_id, "sender": BRAM, "origin_server_ts": AT, "content": content});
    if let Some(key) = state_key {
        raw["state_key"] = key.into();
        raw["unsigned"] = json!({"prev_content": {"membership": "join", "displayname": "Bram Oud"}});
    }
    let fact = EventFact {
        event_id: event_id.to_owned(),
        event_type: event_type.to_owned(),
        state_key: state_key.map(str::to_owned),
        sender: BRAM.to_owned(),
        origin_server_ts: Millis(AT),
        received_at: Millis(AT),
        direction: Direction::Incoming,
        via: Via::Sync,
        backfilled: false,
        raw: raw.to_string(),
        decrypted: None,
        encryption: None,
        txn_id: None,
    };
    device.records(Some(room), Fact::Event(fact));
}

/// The event that a sample is about: a poll, a beacon, or a message.
fn target(shape: Shape) -> ((&'static str, Option<&'static str>), &'static str) {
    match shape {
        Shape::PollResponse | Shape::PollEnd => (
            ("m.poll.start", None),
            r#"{"m.poll":{"question":{"m.text":"Wanneer?"},"answers":[{"m.id":"1","m.text":"nu"},{"m.id":"2","m.text":"straks"}]}}"#,
        ),
        Shape::Beacon => (("m.beacon_info", Some(BRAM)), r#"{"live":true}"#),
        _ => (
            ("m.room.message", None),
            r#"{"msgtype":"m.text","body":"het doel"}"#,
        ),
    }
}

/// A room for each type, with its sample and what that is about.
fn all_types() -> (World, Vec<(&'static EventType, Sample, RoomThen)>) {
    let mut world = World::new();
    let mut anna = world.device(1, ANNA);
    let mut all = Vec::new();
    for (number, (one, sample)) in samples::of_rooms().enumerate() {
        let room = clear_room(number);
        let goal = format!("$doel{number}");
        let (place, text) = target(one.shape);
        captures(&mut anna, &room, &goal, place, text);
        let key = (one.carrier == Carrier::State).then_some(BRAM);
        let content = sample.content.replace(samples::TARGET, &goal);
        captures(
            &mut anna,
            &room,
            &format!("$e{number}"),
            (sample.name, key),
            &content,
        );
        all.push((one, sample, room));
    }
    let object = anna.seals();
    world.takes(&[object]);
    assert_eq!(world.states(), ["accepted"], "{:?}", world.fault_codes());
    (world, all)
}

fn options(out: &Path, language: Language) -> Options {
    Options {
        out: out.to_owned(),
        rooms: Vec::new(),
        language,
        zone: export::zone("Europe/Amsterdam").unwrap(),
        mail_domain: "archief.example".to_owned(),
    }
}

fn files(folder: &Path) -> Vec<String> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            texts.extend(files(&path));
        } else {
            texts.push(fs::read_to_string(path).unwrap());
        }
    }
    texts
}

#[test]
fn every_type_reads_in_both_languages_in_the_transcript() {
    let (world, all) = all_types();
    for (place, language) in [Language::Dutch, Language::English].into_iter().enumerate() {
        let out = world.path().join(format!("html{place}"));
        html::export(&world.vault, &options(&out, language)).unwrap();
        let pages = files(&out);
        for (one, sample, room) in &all {
            let page = pages.iter().find(|page| page.contains(&room.room_id)).unwrap();
            let about = format!("{} {:?}", sample.name, one.part);
            assert!(
                page.contains(sample.says[place]),
                "{about}: {} is not in {page}",
                sample.says[place]
            );
            let counted = page.contains(["tussen apparaten", "between devices"][place]);
            assert_eq!(counted, one.exported == Exported::Counted, "{about}");
            let unknown = page.contains(&format!(" {}", sample.name))
                && page.contains(["Gebeurtenis van de soort", "Event of type"][place]);
            assert_eq!(
                unknown,
                one.shape == Shape::Message && one.part.is_none(),
                "{about} has words of its own"
            );
        }
    }
}

/// The text of a mail, and its headers.
fn read_mail(mail: &str) -> (String, String) {
    let (head, rest) = mail.split_once("\r\n\r\n").unwrap();
    let part = rest.split("text/plain").nth(1).unwrap();
    let encoded = part
        .split_once("\r\n\r\n")
        .unwrap()
        .1
        .split("\r\n--")
        .next()
        .unwrap();
    let bytes = STANDARD.decode(encoded.replace("\r\n", "")).unwrap();
    (
        head.replace("\r\n ", " ").replace("\r\n\t", " "),
        String::from_utf8(bytes).unwrap(),
    )
}

#[test]
fn every_type_is_a_mail_with_its_words_and_its_record() {
    let (world, all) = all_types();
    for (place, language) in [Language::Dutch, Language::English].into_iter().enumerate() {
        let out = world.path().join(format!("eml{place}"));
        eml::export(&world.vault, &options(&out, language)).unwrap();
        let mails: Vec<_> = files(&out).iter().map(|mail| read_mail(mail)).collect();
        for (number, (one, sample, _)) in all.iter().enumerate() {
            let about = format!("{} {:?}", sample.name, one.part);
            let id = format!("X-Griffie-Event-Id: $e{number}\r\n");
            let (head, text) = mails.iter().find(|(head, _)| head.contains(&id)).expect(&about);
            assert!(
                head.contains(&format!("X-Griffie-Event-Type: {}", sample.name)),
                "{about}: {head}"
            );
            let says = match one.exported {
                Exported::Message | Exported::Line => sample.says[place].replace("&#39;", "'"),
                _ => String::new(),
            };
            assert!(text.contains(&says), "{about}: {says} is not in {text}");
            if one.exported == Exported::WithMessage {
                assert!(head.contains("In-Reply-To:"), "{about}: {head}");
            }
        }
    }
}

#[test]
fn every_type_is_in_the_line_export_to_the_byte() {
    let (world, all) = all_types();
    let out = world.path().join("jsonl");
    jsonl::export(&world.vault, &options(&out, Language::Dutch)).unwrap();
    let text = fs::read_to_string(out.join("records.jsonl")).unwrap();
    for (number, (_, sample, _)) in all.iter().enumerate() {
        let lines: Vec<Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .filter(|line: &Value| line["record"]["fact"]["event_id"] == format!("$e{number}"))
            .collect();
        assert_eq!(lines.len(), 1, "{}", sample.name);
        let raw: Value = serde_json::from_str(lines[0]["record"]["fact"]["raw"].as_str().unwrap()).unwrap();
        assert_eq!(raw["type"], sample.name);
    }
}

#[test]
fn every_type_with_content_of_a_wrong_form_is_still_there() {
    let mut world = World::new();
    let mut anna = world.device(1, ANNA);
    let wrong = [
        "7",
        "\"x\"",
        "[1]",
        r#"{"a":{}}"#,
        "true",
        "null",
        r#"{"body":7,"name":[],"m.relates_to":[],"membership":{}}"#,
    ];
    let mut count = 0;
    let room = clear_room(0);
    for (one, sample) in samples::of_rooms() {
        for content in wrong {
            let key = (one.carrier == Carrier::State).then_some("");
            captures(
                &mut anna,
                &room,
                &format!("$w{count}"),
                (sample.name, key),
                content,
            );
            count += 1;
        }
    }
    let object = anna.seals();
    world.takes(&[object]);
    assert_eq!(world.states(), ["accepted"], "{:?}", world.fault_codes());
    let out = world.path().join("eml");
    assert_eq!(
        eml::export(&world.vault, &options(&out, Language::Dutch))
            .unwrap()
            .files,
        count
    );
    let out = world.path().join("html");
    html::export(&world.vault, &options(&out, Language::Dutch)).unwrap();
}

#[test]
#[expect(clippy::too_many_lines, reason = "a story reads best in one piece")]
fn who_could_see_a_message_is_shown() {
    let mut world = World::new();
    let mut anna = world.device(1, ANNA);
    let mut talk = Talk::new(room("!zicht:min.example", "Zicht"));
    talk.has(&mut anna, &[(ANNA, "Anna"), (BRAM, "Bram")]);
    anna.records(Some(&talk.room.clone()), talk.key(0));
    let session_id = talk
        .event(ANNA, "m.room.message", &json!({}))
        .encryption
        .unwrap()
        .session_id;
    let holder = |user: &str, device: &str| KeyHolder {
        user_id: user.to_owned(),
        device_id: device.to_owned(),
    };
    let shared = |first_index, devices, withheld| {
        Fact::KeyShared(KeySharedFact {
            session_id: session_id.clone(),
            first_index,
            devices,
            withheld,
        })
    };
    let kept_from = Withheld {
        user_id: BRAM.to_owned(),
        device_id: "OUD".to_owned(),
        code: "m.unverified".to_owned(),
    };
    anna.records(
        Some(&talk.room.clone()),
        shared(0, vec![holder(BRAM, "TELEFOON")], vec![kept_from]),
    );
    anna.records(
        Some(&talk.room.clone()),
        shared(900, vec![holder(BRAM, "LATER")], Vec::new()),
    );
    let id = talk.says(&mut anna, ANNA, "Wie ziet dit?");
    let receipt = Receipt {
        event_id: id.clone(),
        user_id: BRAM.to_owned(),
        at: Millis(AT),
        thread: None,
    };
    anna.records(
        Some(&talk.room.clone()),
        Fact::Receipts(ReceiptsFact {
            receipts: vec![receipt],
        }),
    );
    let object = anna.seals();
    world.takes(&[object]);
    assert_eq!(world.states(), ["accepted"], "{:?}", world.fault_codes());
    let text = show(&world.vault, Some(&id)).unwrap().unwrap();
    for told in [
        "join @anna:min.example (Anna)",
        "copies at the servers gemeente.example, min.example",
        "key given to @bram:gemeente.example TELEFOON",
        "key kept from @bram:gemeente.example OUD (m.unverified)",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    assert!(
        !text.contains("LATER"),
        "a device that got the key later cannot read what was before"
    );
    let out = world.path().join("html");
    html::export(&world.vault, &options(&out, Language::Dutch)).unwrap();
    assert!(files(&out).iter().any(|page| page.contains("gelezen door")));
}
