//! What the vault asks for is captured as if it had come, once; what is not the user's to have had is a gap that says why.

use griffie_wire::{
    ids::{Millis, Sha256},
    record::{Fact, Via},
};
use serde_json::{Value, json};

use super::settle::{is_due, settle};
use crate::{
    store::recall::{self, EventWanted, Todo},
    sync::tests::world::{ME, ROOM, World, member, text},
};

async fn wants(world: &World, room_id: &str, event_id: &str) -> EventWanted {
    let unit = world.store.begin("test").await.unwrap();
    let number = unit.write(recall::newest).unwrap() + 1;
    let todo = [Todo::Event {
        room_id: room_id.to_owned(),
        event_id: event_id.to_owned(),
    }];
    recall::take(
        &unit,
        (number, &Sha256::of(b"")),
        Millis(1 << 50),
        &todo,
        Millis(0),
    )
    .unwrap();
    let want = unit
        .write(|c| recall::events(c, Millis(0)))
        .unwrap()
        .pop()
        .unwrap();
    unit.commit().await.unwrap();
    want
}

async fn due(world: &World, want: &EventWanted) -> bool {
    is_due(&world.store, &world.clock, ME, want).await.unwrap()
}

async fn settled(world: &World, want: &EventWanted, answer: Option<&Value>) {
    let answer = answer.map(Value::to_string);
    let answer = answer.as_ref().map(String::as_bytes);
    settle(&world.store, &world.clock, ME, want, answer)
        .await
        .unwrap();
}

fn left(world: &World) -> usize {
    world.store.read(|c| recall::events(c, Millis(0))).unwrap().len()
}

fn context(event: &Value, membership: &str) -> Value {
    json!({"event": event, "state": [member("$alice", "@alice:x.nl", "join", "Alice"), member("$me", ME, membership, "Ik")]})
}

/// Kinds and codes of the last records.
fn last(world: &World, count: usize) -> Vec<String> {
    let records = world.records();
    let tail = records.iter().skip(records.len() - count);
    tail.map(|record| match &record.fact {
        Fact::Gap(gap) => format!("gap {}", gap.code.as_deref().unwrap_or_default()),
        other => other.kind().to_owned(),
    })
    .collect()
}

#[tokio::test]
async fn an_event_that_never_reached_the_journal_is_captured_between_a_gap_and_its_end() {
    let mut world = World::joined(false).await;
    world.timeline(&[text("$1", "een")]).await;
    let want = wants(&world, ROOM, "$lost").await;
    assert!(due(&world, &want).await);
    let answer = context(&text("$lost", "kwijt"), "join");
    settled(&world, &want, Some(&answer)).await;
    assert_eq!(last(&world, 3), ["gap recalled", "event", "gap_closed"]);
    assert_eq!(world.record_of("$lost").via, Via::GapFill);
    // Killed before it was known to be done, or asked once more: nothing twice.
    let before = world.records().len();
    settled(&world, &want, Some(&answer)).await;
    let again = wants(&world, ROOM, "$lost").await;
    assert!(!due(&world, &again).await);
    assert_eq!((world.records().len(), left(&world)), (before, 0));
    // The sync that brings it after all makes no second record.
    world.timeline(&[text("$lost", "kwijt")]).await;
    world.record_of("$lost");
}

#[tokio::test]
async fn the_vault_gets_nothing_that_capture_would_not_have_given_it() {
    let world = World::joined(false).await;
    let cases = [
        ("!strange:x.nl", None, "recall_other_room"),
        (ROOM, None, "recall_not_shown"),
        (
            ROOM,
            Some(context(&text("$other", "iets anders"), "join")),
            "recall_other_event",
        ),
        (
            ROOM,
            Some(context(&text("$lost", "van vóór mij"), "leave")),
            "recall_not_there",
        ),
        (
            ROOM,
            Some(json!({"event": text("$lost", "zonder leden")})),
            "recall_not_there",
        ),
    ];
    for (room, answer, code) in cases {
        let want = wants(&world, room, "$lost").await;
        if due(&world, &want).await {
            settled(&world, &want, answer.as_ref()).await;
        }
        assert_eq!(last(&world, 1), [format!("gap {code}")]);
        assert_eq!(left(&world), 0, "{code}");
    }
    assert!(
        world
            .event_records()
            .iter()
            .all(|event| event.event_id != "$lost")
    );
}

#[tokio::test]
async fn an_answer_that_is_none_changes_nothing() {
    let world = World::joined(false).await;
    let want = wants(&world, ROOM, "$lost").await;
    let before = world.records().len();
    assert!(
        settle(&world.store, &world.clock, ME, &want, Some(b"<html>"))
            .await
            .is_err()
    );
    assert_eq!((world.records().len(), left(&world)), (before, 1));
}
