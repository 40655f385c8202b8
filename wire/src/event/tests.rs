//! The table has no hole; every content is read, and no malformed one is.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::{
    call::call,
    change::{self, Change, PowerOver, Tongue, sentence},
    extensible, location, poll,
    poll::{End, Vote},
    samples,
    vanish::{Vanish, vanish},
    voice::voice,
    *,
};

#[test]
fn no_name_stands_twice_in_one_place() {
    let mut seen = HashSet::new();
    for one in all() {
        assert!(!one.names.is_empty());
        for name in one.names {
            assert!(
                seen.insert((one.carrier, one.part, *name)),
                "{name} {:?}",
                one.part
            );
        }
    }
}

#[test]
fn every_type_of_a_room_has_a_sample() {
    let of_room = |one: &&EventType| matches!(one.carrier, Carrier::Message | Carrier::State);
    let without: Vec<_> = all()
        .filter(of_room)
        .filter(|one| samples::of(one).is_none())
        .map(|one| (one.names[0], one.part))
        .collect();
    assert_eq!(without, []);
    for (one, sample) in samples::of_rooms() {
        let shown = !matches!(one.exported, Exported::Counted);
        assert_eq!(sample.says[0].is_empty(), !shown, "{:?}", sample.name);
        assert!(serde_json::from_str::<Value>(sample.content).unwrap().is_object());
    }
}

#[test]
fn types_are_found_by_any_name_and_where_they_belong() {
    let found = |carrier, name| find(carrier, name).map(|one| one.shape);
    assert_eq!(
        found(Carrier::Message, "org.matrix.msc3381.poll.start"),
        Some(Shape::PollStart)
    );
    assert_eq!(found(Carrier::State, "m.room.name"), Some(Shape::Change));
    assert_eq!(
        found(Carrier::Message, "m.room.name"),
        None,
        "state without a state key is no state"
    );
    assert_eq!(
        found(Carrier::AccountData, "m.secret_storage.key.abc"),
        Some(Shape::Apart)
    );
    assert_eq!(found(Carrier::Message, "nl.example.thing"), None);
    assert!(is_known_msgtype("m.text") && !is_known_msgtype("nl.example.new"));
}

/// Values that a field may have instead of what it should.
fn wrong() -> Vec<Value> {
    vec![
        json!(7),
        json!("x"),
        json!([1]),
        json!({"a": {}}),
        json!(true),
        json!(-1.5e300),
        Value::Null,
    ]
}

#[test]
fn content_of_a_wrong_form_is_never_more_than_nothing() {
    let name = |user: &str| user.to_owned();
    for (one, sample) in samples::of_rooms() {
        let whole: Value = serde_json::from_str(sample.content).unwrap();
        let mut contents = wrong();
        for field in whole.as_object().unwrap().keys() {
            for value in wrong() {
                let mut content = whole.clone();
                content[field] = value;
                contents.push(content);
            }
        }
        for content in contents {
            let text = content.to_string();
            for event_type in one.names {
                if let Some(change) = change::read(event_type, "", &text, Some(&text)) {
                    assert!(!sentence(&change, "A", &name, Tongue::Dutch).is_empty());
                }
                let _ = (
                    call(event_type, &text),
                    poll::poll(&text),
                    poll::chosen(&text),
                    location::location(&text),
                );
                let _ = (
                    voice(&text),
                    vanish(&text),
                    extensible::file(&text),
                    extensible::text(&text),
                );
            }
        }
    }
}

#[test]
fn a_defining_field_of_another_type_is_no_change() {
    for (event_type, content) in [
        ("m.room.name", r#"{"name":5}"#),
        ("m.room.topic", "[]"),
        ("m.room.power_levels", r#"{"users":{"@a:x":"veel"}}"#),
        ("m.room.server_acl", r#"{"deny":"*"}"#),
        ("m.room.pinned_events", r#"{"pinned":[1]}"#),
        ("m.space.child", r#"{"via":{}}"#),
        ("m.beacon_info", r#"{"live":"ja"}"#),
        ("nl.example.state", "{}"),
    ] {
        assert_eq!(change::read(event_type, "", content, None), None, "{event_type}");
    }
    let deep = format!("{{\"name\":{}1{}}}", "[".repeat(5000), "]".repeat(5000));
    assert_eq!(change::read("m.room.name", "", &deep, None), None);
}

#[test]
fn power_changes_are_told_against_their_defaults() {
    let before = r#"{"users":{"@a:x":100},"ban":50,"events":{"m.room.name":50}}"#;
    let now = r#"{"users":{"@a:x":100,"@b:x":"50"},"users_default":0,"ban":75,"events":{}}"#;
    let Some(Change::Power { changes }) = change::read("m.room.power_levels", "", now, Some(before)) else {
        panic!()
    };
    let told: Vec<_> = changes
        .iter()
        .map(|change| (&change.over, change.before, change.now))
        .collect();
    let user = PowerOver::User { user: "@b:x".into() };
    let act = PowerOver::Act { act: "ban".into() };
    assert_eq!(told, [(&user, 0, 50), (&act, 50, 75)]);
    let change = Change::Power { changes };
    let name = |user: &str| user.trim_start_matches('@').to_owned();
    assert_eq!(
        sentence(&change, "Anna", &name, Tongue::Dutch),
        "Anna heeft ingesteld wie wat mag: b:x van 0 naar 50; nodig voor de toegang ontzeggen van 50 naar 75"
    );
}

#[test]
fn pins_are_told_by_what_changed() {
    let read = |now: &str, before: &str| change::read("m.room.pinned_events", "", now, Some(before)).unwrap();
    let change = read(r#"{"pinned":["$b","$c"]}"#, r#"{"pinned":["$a","$b"]}"#);
    assert_eq!(
        change,
        Change::Pinned {
            added: vec!["$c".into()],
            removed: vec!["$a".into()]
        }
    );
    assert_eq!(
        sentence(&change, "Bo", &str::to_owned, Tongue::English),
        "Bo pinned a message and unpinned a message"
    );
}

#[test]
fn of_each_person_the_last_vote_before_the_end_counts() {
    let poll = poll::poll(
        r#"{"org.matrix.msc3381.poll.start":{"question":{"org.matrix.msc1767.text":"?"},"max_selections":2,
            "answers":[{"id":"1","org.matrix.msc1767.text":"een"},{"id":"2","body":"twee"},{"id":"3","body":"drie"}]}}"#,
    )
    .unwrap();
    let vote = |by: &'static str, at, chosen: &[&str]| Vote {
        by,
        at,
        chosen: chosen.iter().map(|id| (*id).to_owned()).collect(),
    };
    let votes = [
        vote("@a:x", 1, &["1"]),
        vote("@a:x", 3, &["2", "1", "3"]),
        vote("@b:x", 2, &["3"]),
        vote("@c:x", 2, &["2"]),
        vote("@c:x", 4, &[]),
        vote("@d:x", 2, &["9"]),
        vote("@b:x", 9, &["1"]),
    ];
    let ends = [
        End {
            by: "@evil:x",
            at: 1,
            may_redact: false,
        },
        End {
            by: "@me:x",
            at: 8,
            may_redact: false,
        },
        End {
            by: "@mod:x",
            at: 7,
            may_redact: true,
        },
    ];
    let tally = poll::tally(&poll, "@me:x", &votes, &ends);
    assert_eq!(
        tally.voters,
        [
            vec!["@a:x".to_owned()],
            vec!["@a:x".to_owned()],
            vec!["@b:x".to_owned()]
        ]
    );
    assert_eq!((tally.people, tally.ended), (2, Some(7)));
}

#[test]
fn a_voice_message_has_its_waveform() {
    let marked = r#"{"m.voice":{},"m.audio_details":{"duration":3000.7,"waveform":[0,512,9000,-3,"x"]}}"#;
    let voice_of = voice(marked).unwrap();
    assert_eq!(
        (voice_of.duration_ms, voice_of.waveform),
        (Some(3000), vec![0, 512, 1024, 0, 0])
    );
    assert_eq!(
        voice(r#"{"org.matrix.msc1767.audio":{"duration":1}}"#),
        None,
        "any audio is not a voice message"
    );
    let long = format!(
        r#"{{"m.voice":{{}},"m.audio_details":{{"waveform":[{}1]}}}}"#,
        "1,".repeat(5000)
    );
    assert_eq!(voice(&long).unwrap().waveform.len(), 1000);
}

#[test]
fn a_message_that_is_to_vanish_says_so() {
    assert_eq!(
        vanish(r#"{"org.matrix.self_destruct_after":9}"#),
        Some(Vanish::At { at: 9 })
    );
    let timer = |kind: &str| {
        vanish(&format!(
            r#"{{"com.beeper.disappearing_timer":{{"type":"{kind}","timer":5}}}}"#
        ))
    };
    assert_eq!(timer("after_send"), Some(Vanish::AfterSending { ms: 5 }));
    assert_eq!(
        timer("after_read_by_recipient"),
        Some(Vanish::AfterReading { ms: 5 })
    );
    assert_eq!(vanish(r#"{"com.beeper.disappearing_timer":{}}"#), None);
    assert_eq!(vanish(r#"{"body":"self_destruct_after"}"#), None);
}

#[test]
fn lengths_of_time_are_said_in_whole_units() {
    use change::duration;
    assert_eq!(duration(86_400_000, Tongue::Dutch), "1 dag");
    assert_eq!(duration(90 * 60_000, Tongue::English), "90 minutes");
    assert_eq!(duration(0, Tongue::Dutch), "0 seconden");
    assert_eq!(duration(1_001, Tongue::English), "1001 milliseconds");
}

/// The types of reference/records.md 4.2, as that table has them.
const WANTED: &[(Carrier, &str)] = &[
    (
        Carrier::Message,
        "m.room.message m.voice org.matrix.msc3245.voice.v2 m.sticker m.reaction m.room.redaction",
    ),
    (
        Carrier::Message,
        "m.poll.start m.poll.response m.poll.end org.matrix.msc3381.poll.start org.matrix.msc3381.poll.response",
    ),
    (
        Carrier::Message,
        "org.matrix.msc3381.poll.end m.message org.matrix.msc1767.message m.file m.image m.video m.audio m.emote",
    ),
    (
        Carrier::Message,
        "m.encrypted m.location m.beacon org.matrix.msc3672.beacon m.room.encrypted",
    ),
    (
        Carrier::Message,
        "m.call.invite m.call.answer m.call.hangup m.call.reject m.call.candidates m.call.negotiate",
    ),
    (
        Carrier::Message,
        "m.call.select_answer m.call.sdp_stream_metadata_changed m.rtc.notification m.rtc.decline m.call.notify",
    ),
    (
        Carrier::State,
        "m.beacon_info org.matrix.msc3672.beacon_info m.call.member org.matrix.msc3401.call.member m.room.create",
    ),
    (
        Carrier::State,
        "m.room.member m.room.name m.room.topic m.room.avatar m.room.canonical_alias m.room.join_rules",
    ),
    (
        Carrier::State,
        "m.room.guest_access m.room.history_visibility m.room.power_levels m.room.encryption m.room.pinned_events",
    ),
    (
        Carrier::State,
        "m.room.server_acl m.room.third_party_invite m.room.tombstone m.room.policy m.room.retention",
    ),
    (
        Carrier::State,
        "org.matrix.msc1763.retention m.space.child m.space.parent m.room.encrypted m.policy.rule.user",
    ),
    (
        Carrier::State,
        "m.policy.rule.room m.policy.rule.server m.bridge uk.half-shot.bridge io.element.functional_members",
    ),
    (Carrier::State, "im.vector.room.access_rules"),
    (Carrier::Ephemeral, "m.receipt m.typing m.presence"),
    (Carrier::RoomData, "m.fully_read m.tag m.marked_unread"),
    (Carrier::AccountData, "m.direct m.push_rules"),
    (
        Carrier::ToDevice,
        "m.room_key m.room_key.withheld m.forwarded_room_key m.key.verification.request",
    ),
];

#[test]
fn every_type_that_was_asked_for_is_in_the_table() {
    for (carrier, names) in WANTED {
        for name in names.split(' ') {
            assert!(find(*carrier, name).is_some(), "{name}");
        }
    }
    for msgtype in [
        "m.text",
        "m.notice",
        "m.emote",
        "m.image",
        "m.file",
        "m.audio",
        "m.video",
        "m.location",
        "m.server_notice",
        "m.key.verification.request",
        "dm.filament.gallery",
    ] {
        assert!(is_known_msgtype(msgtype), "{msgtype}");
    }
}
