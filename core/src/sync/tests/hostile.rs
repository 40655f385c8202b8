//! A homeserver, or a member, that means harm: nothing they send stops a sync, and nothing they send is lost.

use griffie_wire::record::{Fact, GapCause};
use serde_json::json;

use super::world::{ROOM, World, text};
use crate::store::sync_state;

/// A timeline of these raw events, with a good one at each end.
fn around(events: &str) -> String {
    let (first, last) = (text("$first", "voor"), text("$last", "na"));
    format!(
        r#"{{"next_batch":"s2","rooms":{{"join":{{"{ROOM}":{{"timeline":{{"events":[{first},{events},{last}]}}}}}}}}}}"#
    )
}

#[tokio::test]
async fn hostile_events_are_recorded_to_the_byte() {
    let deep = format!("{}{}", "[".repeat(20_000), "]".repeat(20_000));
    let cases = [
        format!(r#"{{"event_id":"$h","type":"m.room.message","sender":"@a:x","origin_server_ts":1,"content":{{"body":{deep}}}}}"#),
        r#"{"event_id":"$h","type":"m.room.message","sender":"@a:x","origin_server_ts":1e999,"content":{"body":"\ud800"}}"#.into(),
        r#"{"event_id":"$h","type":"m.room.member","state_key":"@a:x","sender":"@a:x","origin_server_ts":1,"content":7}"#.into(),
        r#"{"event_id":"$h","type":"m.room.encrypted","sender":"@a:x","origin_server_ts":1,"content":{"algorithm":"m.megolm.v1.aes-sha2","ciphertext":"!","session_id":"s","sender_key":"k","device_id":"d"}}"#.into(),
        r#"{"event_id":"$h","type":"m.room.power_levels","state_key":"","sender":"@a:x","origin_server_ts":1,"content":{"users":{"@a:x":1e300}}}"#.into(),
        format!(r#"{{"event_id":"$h","type":"t","sender":"@a:x","origin_server_ts":1,"content":{{"x":"{}"}}}}"#, "x".repeat(2_000_000)),
        r#"{"event_id":"$h","type":"m.room.message","sender":"not a user","origin_server_ts":-1,"content":{"msgtype":"m.text","body":"x","m.relates_to":{"rel_type":"m.replace","event_id":"$h"}}}"#.into(),
    ];
    for case in cases {
        let world = World::joined(true).await;
        world.sync_text(&around(&case)).await.unwrap();
        assert_eq!(world.record_of("$h").raw, case, "{case:.80}");
        let texts = world.texts();
        assert_eq!(texts[1], "voor", "{case:.80}");
        assert_eq!(texts.last().map(String::as_str), Some("na"), "{case:.80}");
    }
}

#[tokio::test]
async fn what_has_no_event_id_is_a_gap_and_its_text_is_kept() {
    for case in [
        r#"{"type":"m.room.message","content":{"body":"spook"}}"#,
        r#""spook""#,
        "null",
        "[1]",
    ] {
        let world = World::joined(false).await;
        world.sync_text(&around(case)).await.unwrap();
        assert_eq!(world.open_gaps(GapCause::MalformedEvent), 1);
        let kept = world
            .records()
            .into_iter()
            .any(|record| matches!(record.fact, Fact::Alarm(alarm) if alarm.detail.ends_with(case)));
        assert!(kept, "{case}");
        assert_eq!(world.texts()[1..], ["voor", "na"]);
    }
}

#[tokio::test]
async fn a_room_that_is_no_room_spoils_only_itself() {
    let mut world = World::joined(false).await;
    world
        .sync(json!({ "rooms": { "join": {
            "!bad:x.nl": { "timeline": 7 },
            ROOM: { "timeline": { "events": [text("$1", "heel")] } },
        }, "invite": { "!worse:x.nl": [] } } }))
        .await;
    assert_eq!(world.texts()[1..], ["heel"]);
    assert_eq!(world.open_gaps(GapCause::MalformedEvent), 2);
}

#[tokio::test]
async fn hostile_keys_and_device_lists_are_passed_over() {
    let mut world = World::joined(true).await;
    world
        .sync(json!({
            "to_device": { "events": [7, {}, { "type": "m.room.encrypted", "sender": "x", "content": {} },
                { "type": "m.room_key", "sender": "@a:x.nl", "content": { "algorithm": 7 } }] },
            "device_lists": { "changed": ["no user", "@alice:x.nl"] },
            "rooms": { "join": { ROOM: { "timeline": { "events": [text("$1", "heel")] } } } },
        }))
        .await;
    assert_eq!(world.texts()[1..], ["heel"]);
}

#[tokio::test]
async fn unknown_types_are_kept_and_counted() {
    let mut world = World::joined(false).await;
    let strange = |id: &str| super::world::event(id, "nl.example.nieuw", "@alice:x.nl", &json!({ "x": 1 }));
    world.timeline(&[strange("$1"), strange("$2")]).await;
    assert_eq!(
        world.store.read(sync_state::unknown_types).unwrap(),
        [("nl.example.nieuw".to_owned(), 2)]
    );
    assert_eq!(world.line_of("$1").content.kind(), "unknown");
    assert!(world.record_of("$2").raw.contains("nl.example.nieuw"));
}

#[tokio::test]
async fn an_event_id_used_again_in_another_room_hides_nothing() {
    let mut world = World::joined(false).await;
    world.timeline(&[text("$1", "eerste")]).await;
    world
        .sync(json!({ "rooms": { "join": { "!other:x.nl": { "timeline": { "events": [text("$1", "tweede")] } } } } }))
        .await;
    let kept = world
        .records()
        .into_iter()
        .any(|record| matches!(record.fact, Fact::Alarm(alarm) if alarm.detail.contains("tweede")));
    assert!(kept);
}
