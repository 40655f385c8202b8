//! Events that mean harm, put into the real homeserver's sync answers on their way to one phone: the sync goes on, each is
//! kept to the byte (000-RO-01), and what comes after it arrives.

use std::sync::{Arc, Mutex};

use griffie_tests::kit::{Outcome, person::Person};
use serde_json::{Value, json};

use super::proxy::{Roads, roads};
use crate::play::{difference, pair, rest};

const TIMELINE: &[u8] = br#""timeline":{"events":["#;

/// Puts `event` before the first event of the next timeline that this person gets.
fn insert(roads: &Roads, person: &Person, event: &str) -> Arc<Mutex<Option<String>>> {
    let waiting = Arc::new(Mutex::new(Some(event.to_owned())));
    let (next, user) = (Arc::clone(&waiting), person.user_id.clone());
    roads.near.changes(move |asked, mut body| {
        let is_sync = asked.target.starts_with("/_matrix/client/v3/sync");
        if !is_sync || asked.user != Some(user.as_str()) {
            return body;
        }
        let place = body.windows(TIMELINE.len()).position(|part| part == TIMELINE);
        if let Some(place) = place
            && let Some(event) = next.lock().unwrap().take()
        {
            let at = place + TIMELINE.len();
            body.splice(at..at, format!("{event},").into_bytes());
        }
        body
    });
    waiting
}

/// Raw texts of events and details of alarms that this person's records hold.
fn texts(dir: &std::path::Path, user: &str) -> Outcome<Vec<String>> {
    let mut texts = Vec::new();
    for line in std::fs::read_to_string(dir.join("records/records.jsonl"))?.lines() {
        let line: Value = serde_json::from_str(line)?;
        let record = &line["record"];
        if record["custodian"] == user {
            let fact = &record["fact"];
            let text = fact["raw"].as_str().or_else(|| fact["detail"].as_str());
            texts.extend(text.map(ToOwned::to_owned));
        }
    }
    Ok(texts)
}

/// Whether the event is kept to the byte, and nothing else suffered.
async fn is_kept(event: String) -> Outcome<()> {
    let mut roads = roads().await?;
    let (anouk, bram, room) = pair(&roads.world).await?;
    let waiting = insert(&roads, &anouk, &event);
    bram.sends(&room, "Met iets ernaast").await?;
    anouk.sees(&room, "Met iets ernaast").await?;
    assert!(waiting.lock().unwrap().is_none(), "the event was never put in");
    bram.sends(&room, "En daarna").await?;
    anouk.sees(&room, "En daarna").await?;
    let status = anouk.status().await?;
    assert_eq!(status["state"], "running", "{status}");
    assert_eq!(status["errors"], json!({}), "{status}");
    rest(&[&anouk, &bram]).await?;
    let difference = difference(&roads.world, roads.dir.path(), &[&anouk, &bram]).await?;
    assert!(difference.missing.is_empty(), "{:?}", difference.missing);
    assert!(difference.twice.is_empty(), "{:?}", difference.twice);
    assert!(difference.unreadable.is_empty(), "{:?}", difference.unreadable);
    // The homeserver does not know the event; whoever holds it holds it from this answer.
    let own = format!("{} $hostile", anouk.user_id);
    assert!(
        difference.unknown.iter().all(|id| *id == own),
        "{:?}",
        difference.unknown
    );
    let kept = texts(roads.dir.path(), &anouk.user_id)?;
    assert_eq!(
        kept.iter().filter(|text| text.ends_with(&event)).count(),
        1,
        "the event is not in the vault as it came"
    );
    roads.world.stop().await
}

fn with(event_type: &str, content: &str) -> String {
    format!(
        r#"{{"type":"{event_type}","sender":"@bram:griffie.test","content":{content},"event_id":"$hostile","origin_server_ts":1793600000000}}"#
    )
}

#[tokio::test]
async fn json_nested_without_end_is_kept() -> Outcome<()> {
    let deep = format!("{}{}", "[".repeat(20_000), "]".repeat(20_000));
    is_kept(with(
        "m.room.message",
        &format!(r#"{{"msgtype":"m.text","body":{deep}}}"#),
    ))
    .await
}

#[tokio::test]
async fn numbers_beyond_two_to_the_53rd_are_kept_to_the_digit() -> Outcome<()> {
    let numbers = r#"{"msgtype":"m.text","body":"getallen","a":9007199254740993,"b":123456789012345678901234567890,"c":1e999,"d":-0.10}"#;
    is_kept(with("m.room.message", numbers)).await
}

#[tokio::test]
async fn lone_surrogates_are_kept_as_they_were_written() -> Outcome<()> {
    is_kept(with(
        "m.room.message",
        r#"{"msgtype":"m.text","body":"half \ud83d teken \udc00"}"#,
    ))
    .await
}

#[tokio::test]
async fn an_unknown_type_is_kept() -> Outcome<()> {
    is_kept(with("nl.example.nog.nooit.gezien", r#"{"x":[1,{"y":null}]}"#)).await
}

#[tokio::test]
async fn an_event_without_content_is_kept() -> Outcome<()> {
    is_kept(
        r#"{"type":"m.room.message","sender":"@bram:griffie.test","event_id":"$hostile","origin_server_ts":1793600000000}"#
            .to_owned(),
    )
    .await
}

#[tokio::test]
async fn an_event_without_an_id_is_kept_as_a_gap_with_its_text() -> Outcome<()> {
    is_kept(r#"{"type":"m.room.message","sender":7,"content":{"body":"spook"}}"#.to_owned()).await
}

#[tokio::test]
async fn an_event_of_a_megabyte_is_kept() -> Outcome<()> {
    let body = "groot ".repeat(175_000);
    is_kept(with(
        "m.room.message",
        &format!(r#"{{"msgtype":"m.text","body":"{body}"}}"#),
    ))
    .await
}
