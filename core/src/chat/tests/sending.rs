//! 000-RO-01, design D6: an own message is journaled before it leaves, sent once, and its end is told.

use griffie_wire::record::{Fact, GapCause};
use serde_json::{Value, json};

use super::{Scene, ok, refused, said, silence};
use crate::{
    chat::{
        compose::{ComposeError, SentAs},
        row::SendState,
    },
    store::{attachment, queue},
    sync::tests::world::{ME, ROOM, event, text},
};

fn waiting(scene: &Scene) -> u64 {
    scene.world.store.read(queue::count_waiting).unwrap()
}

#[tokio::test]
async fn a_message_whose_answer_was_lost_is_sent_again_as_the_same_event() {
    let scene = Scene::with(vec![silence(), ok(&json!({ "event_id": "$1" }))]).await;
    let sent = scene.composer().text(ROOM, &said("hallo")).await.unwrap();
    assert_eq!(scene.kinds(), ["send_intent"], "journaled before anything leaves");
    scene.send_until(|scene| waiting(scene) == 0).await;
    let asked = scene.homeserver.asked();
    assert_eq!(asked.len(), 2);
    assert_eq!(
        asked[0], asked[1],
        "same address, same transaction id, same bytes"
    );
    assert_eq!(scene.kinds(), ["send_intent", "send_result"]);
    let state = scene.composer().outcome(&sent.txn_id).unwrap();
    assert_eq!(
        state,
        SendState::Sent {
            event_id: "$1".into()
        }
    );
}

#[tokio::test]
async fn a_message_that_the_sync_brings_back_first_is_settled_once() {
    let mut scene = Scene::with(vec![]).await;
    let txn_id = scene.composer().text(ROOM, &said("hallo")).await.unwrap().txn_id;
    let mut own = event(
        "$1",
        "m.room.message",
        ME,
        &json!({ "msgtype": "m.text", "body": "hallo" }),
    );
    own["unsigned"] = json!({ "transaction_id": txn_id });
    scene.world.timeline(&[own]).await;
    assert_eq!(waiting(&scene), 0);
    let unit = scene.world.store.begin("answer").await.unwrap();
    let news = crate::chat::queue::settle_sent(&unit, &scene.world.clock, &txn_id, "$1").unwrap();
    unit.commit().await.unwrap();
    assert!(!news);
    assert_eq!(scene.kinds(), ["send_intent", "send_result"]);
    let hallo = scene
        .world
        .texts()
        .into_iter()
        .filter(|text| text == "hallo")
        .count();
    assert_eq!(hallo, 1, "the event took the echo's place");
}

#[tokio::test]
async fn a_refusal_is_a_record_and_a_gap_and_lets_the_next_message_through() {
    let answers = vec![
        refused("403 Forbidden", "M_FORBIDDEN"),
        ok(&json!({ "event_id": "$2" })),
    ];
    let scene = Scene::with(answers).await;
    let first = scene.composer().text(ROOM, &said("een")).await.unwrap();
    scene.composer().text(ROOM, &said("twee")).await.unwrap();
    scene.send_until(|scene| waiting(scene) == 0).await;
    let state = scene.composer().outcome(&first.txn_id).unwrap();
    assert_eq!(
        state,
        SendState::Failed {
            code: "forbidden".into()
        }
    );
    let gaps = scene.facts().into_iter().filter(
        |fact| matches!(fact, Fact::Gap(gap) if gap.cause == GapCause::SendFailed && gap.code.as_deref() == Some("M_FORBIDDEN")),
    );
    assert_eq!(gaps.count(), 1);
    let states: Vec<_> = scene
        .world
        .lines()
        .into_iter()
        .filter_map(|row| row.send_state)
        .collect();
    let sent = SendState::Sent {
        event_id: "$2".into(),
    };
    assert_eq!(states, [state, sent]);
}

#[tokio::test]
async fn what_cannot_be_sent_leaves_no_trace() {
    let mut scene = Scene::with(vec![]).await;
    scene.world.timeline(&[text("$alice1", "van alice")]).await;
    let before = scene.facts().len();
    let composer = scene.composer();
    let is = |result: Result<_, ComposeError>| result.unwrap_err().to_string();
    assert_eq!(
        is(composer.text("!elsewhere:x.nl", &said("x")).await),
        "not a member of the room"
    );
    assert_eq!(is(composer.text(ROOM, &said("")).await), "message is empty");
    assert_eq!(
        is(composer.react(ROOM, "$nowhere", "👍").await),
        "event is not in the room"
    );
    assert_eq!(
        is(composer.edit(ROOM, "$alice1", &said("x")).await),
        "event is of somebody else"
    );
    assert_eq!((scene.facts().len(), waiting(&scene)), (before, 0));
}

#[tokio::test]
async fn a_reply_notifies_whom_it_answers() {
    let mut scene = Scene::with(vec![ok(&json!({ "event_id": "$2" }))]).await;
    scene.world.timeline(&[text("$alice1", "van alice")]).await;
    scene
        .composer()
        .reply(ROOM, "$alice1", &said("antwoord"))
        .await
        .unwrap();
    scene.send_until(|scene| waiting(scene) == 0).await;
    let content = body(&scene.homeserver.asked()[0]);
    assert_eq!(content["m.mentions"]["user_ids"], json!(["@alice:x.nl"]));
    assert_eq!(content["m.relates_to"]["m.in_reply_to"]["event_id"], "$alice1");
}

#[tokio::test]
async fn a_text_that_fits_no_event_travels_as_a_file() {
    let long = "a".repeat(70_000);
    let answers = vec![
        ok(&json!({ "content_uri": "mxc://x.nl/long" })),
        ok(&json!({ "event_id": "$long" })),
    ];
    let scene = Scene::with(answers).await;
    let sent = scene.composer().text(ROOM, &said(&long)).await.unwrap();
    assert_eq!(sent.sent_as, SentAs::File);
    scene.send_until(|scene| waiting(scene) == 0).await;
    let asked = scene.homeserver.asked();
    assert!(
        asked[0].ends_with(&long),
        "the room is in clear, so the homeserver gets the text"
    );
    let content = body(&asked[1]);
    assert_eq!(
        (&content["filename"], &content["url"]),
        (&json!("bericht.txt"), &json!("mxc://x.nl/long"))
    );
    let row = scene
        .world
        .store
        .read(|c| attachment::find(c, "$long", "file"))
        .unwrap()
        .unwrap();
    assert!(
        row.own.is_some(),
        "it is sealed from the own copy, not fetched back"
    );
}

fn body(request: &str) -> Value {
    serde_json::from_str(request.split_once("\r\n\r\n").unwrap().1).unwrap()
}

/// A homeserver makes a room event by event; a sync that falls in between shows it without its encryption.
#[tokio::test]
async fn nothing_goes_in_clear_to_a_room_of_which_the_homeserver_says_that_it_is_encrypted() {
    let scene = Scene::with(vec![
        ok(&json!({ "algorithm": "m.megolm.v1.aes-sha2" })),
        refused("404 Not Found", "M_NOT_FOUND"),
        ok(&json!({ "event_id": "$1" })),
    ])
    .await;
    scene.in_clear.lock().clear();
    scene.composer().text(ROOM, &said("hallo")).await.unwrap();
    scene.send_until(|scene| waiting(scene) == 0).await;
    let asked = scene.homeserver.asked();
    let about = "/state/m.room.encryption";
    assert!(
        asked[0].contains(about) && asked[1].contains(about),
        "asked again"
    );
    assert!(asked[2].contains("hallo"), "then it may");
}
