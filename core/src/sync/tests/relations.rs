//! Events about other events, as strangers may send them: out of order, in circles, about nothing, by the wrong person, twice. Each has
//! its record; the screen shows what holds.

use griffie_wire::record::{Fact, GapCause};
use serde_json::{Value, json};

use super::world::{ME, ROOM, World, event, state, text};
use crate::{
    chat::{rebuild::rebuild, row::RowContent},
    store::sync_state,
};

const ALICE: &str = "@alice:x.nl";
const BOB: &str = "@bob:x.nl";

fn edit(event_id: &str, sender: &str, target: &str, body: &str) -> Value {
    let content = json!({ "msgtype": "m.text", "body": format!("* {body}"),
        "m.new_content": { "msgtype": "m.text", "body": body },
        "m.relates_to": { "rel_type": "m.replace", "event_id": target } });
    event(event_id, "m.room.message", sender, &content)
}

fn reaction(event_id: &str, target: &str) -> Value {
    let content = json!({ "m.relates_to": { "rel_type": "m.annotation", "event_id": target, "key": "👍" } });
    event(event_id, "m.reaction", BOB, &content)
}

fn redaction(event_id: &str, target: &str) -> Value {
    event(
        event_id,
        "m.room.redaction",
        ALICE,
        &json!({ "redacts": target, "reason": "fout" }),
    )
}

#[tokio::test]
async fn only_the_sender_edits_and_an_edit_of_an_edit_is_none() {
    let mut world = World::joined(false).await;
    let events = [
        text("$1", "eerst"),
        edit("$evil", BOB, "$1", "vervalst"),
        edit("$2", ALICE, "$1", "daarna"),
        edit("$3", ALICE, "$2", "bewerking van een bewerking"),
    ];
    world.timeline(&events).await;
    let line = world.line_of("$1");
    let versions: Vec<_> = line
        .versions
        .iter()
        .map(|version| version.body.as_str())
        .collect();
    assert_eq!((line.body.as_str(), versions), ("daarna", vec!["eerst"]));
    for id in ["$evil", "$2", "$3"] {
        assert!(world.record_of(id).raw.contains(id), "nothing is lost");
    }
}

#[tokio::test]
async fn relations_in_a_circle_end() {
    let mut world = World::joined(false).await;
    let self_edit = edit("$self", ALICE, "$self", "mezelf");
    let around = [edit("$a", ALICE, "$b", "a"), edit("$b", ALICE, "$a", "b")];
    let content = json!({ "msgtype": "m.text", "body": "ik", "m.relates_to": { "m.in_reply_to": { "event_id": "$me2" } } });
    let reply_to_self = event("$me2", "m.room.message", ALICE, &content);
    let content = json!({ "redacts": "$red", "reason": "kring" });
    let redacts_itself = event("$red", "m.room.redaction", ALICE, &content);
    world
        .timeline(&[
            self_edit,
            around[0].clone(),
            around[1].clone(),
            reply_to_self,
            redacts_itself,
        ])
        .await;
    assert_eq!(world.line_of("$me2").body, "ik");
    assert_eq!(
        world
            .event_records()
            .iter()
            .filter(|fact| fact.sender == ALICE && fact.state_key.is_none())
            .count(),
        5
    );
}

#[tokio::test]
async fn a_redaction_may_come_before_its_target() {
    let mut world = World::joined(false).await;
    world.timeline(&[redaction("$r", "$1")]).await;
    world.timeline(&[text("$1", "te laat")]).await;
    let line = world.line_of("$1");
    assert_eq!(
        (line.body.as_str(), line.redacted.unwrap().reason.as_str()),
        ("", "fout")
    );
    assert!(
        world.record_of("$1").raw.contains("te laat"),
        "the original is kept"
    );
}

#[tokio::test]
async fn a_reaction_to_nothing_changes_nothing() {
    let mut world = World::joined(false).await;
    let before = world.lines().len();
    world
        .timeline(&[reaction("$r", "$nergens"), redaction("$x", "$ook niet")])
        .await;
    assert_eq!(world.lines().len(), before);
    assert_eq!(world.record_of("$r").event_type, "m.reaction");
}

#[tokio::test]
async fn the_same_event_twice_in_one_batch_is_one() {
    let mut world = World::joined(false).await;
    world
        .timeline(&[text("$1", "een"), text("$1", "een, maar anders")])
        .await;
    assert_eq!(world.line_of("$1").body, "een");
    assert!(world.record_of("$1").raw.contains("een"));
}

fn vote(event_id: &str, sender: &str, answers: &[&str]) -> Value {
    let content = json!({ "m.relates_to": { "rel_type": "m.reference", "event_id": "$poll" },
        "org.matrix.msc3381.poll.response": { "answers": answers } });
    event(event_id, "org.matrix.msc3381.poll.response", sender, &content)
}

fn end(event_id: &str, sender: &str, at: u64) -> Value {
    let content =
        json!({ "m.relates_to": { "rel_type": "m.reference", "event_id": "$poll" }, "m.poll.end": {} });
    let mut event = event(event_id, "org.matrix.msc3381.poll.end", sender, &content);
    event["origin_server_ts"] = at.into();
    event
}

#[tokio::test]
async fn a_poll_in_the_timeline_is_counted() {
    let mut world = World::joined(false).await;
    let content = json!({ "org.matrix.msc3381.poll.start": { "question": { "org.matrix.msc1767.text": "Wanneer?" },
        "answers": [{ "id": "1", "org.matrix.msc1767.text": "nu" }, { "id": "2", "org.matrix.msc1767.text": "straks" }] } });
    let poll = event("$poll", "org.matrix.msc3381.poll.start", BOB, &content);
    let mut changed = vote("$v2", ME, &["2"]);
    changed["origin_server_ts"] = 600.into();
    let mut late = vote("$late", "@cas:x.nl", &["1"]);
    late["origin_server_ts"] = 900.into();
    world
        .timeline(&[
            vote("$v1", ME, &["1"]),
            poll,
            changed,
            vote("$v3", BOB, &["1"]),
            late,
        ])
        .await;
    let stand = |world: &World| match world.line_of("$poll").content {
        RowContent::Poll(poll) => {
            let voters: Vec<_> = poll.answers.into_iter().map(|answer| answer.voters).collect();
            (voters, poll.ended)
        }
        other => panic!("{other:?}"),
    };
    let (me, bob, cas) = (ME.to_owned(), BOB.to_owned(), "@cas:x.nl".to_owned());
    assert_eq!(
        stand(&world),
        (vec![vec![bob.clone(), cas], vec![me.clone()]], false)
    );
    // One who may not end it; then alice, who may take back what others say.
    world
        .timeline(&[end("$e1", "@cas:x.nl", 550), end("$e2", ALICE, 700)])
        .await;
    let ended = (vec![vec![bob], vec![me]], true);
    assert_eq!(stand(&world), ended);
    rebuild(&world.store, &world.clock).await.unwrap();
    assert_eq!(stand(&world), ended, "the same from the journal");
}

#[tokio::test]
async fn a_shared_place_moves_with_its_beacon() {
    let mut world = World::joined(false).await;
    let info = json!({ "live": true, "timeout": 3_600_000, "description": "onderweg" });
    world
        .timeline(&[state(
            "$live",
            "org.matrix.msc3672.beacon_info",
            ALICE,
            ALICE,
            &info,
        )])
        .await;
    let place = |id: &str, sender: &str, uri: &str| {
        let content = json!({ "m.relates_to": { "rel_type": "m.reference", "event_id": "$live" },
            "org.matrix.msc3488.location": { "uri": uri } });
        event(id, "org.matrix.msc3672.beacon", sender, &content)
    };
    world
        .timeline(&[
            place("$p1", ALICE, "geo:1,1"),
            place("$p2", ALICE, "geo:2,2"),
            place("$p3", BOB, "geo:9,9"),
        ])
        .await;
    match world.line_of("$live").content {
        RowContent::Change(row) => {
            assert_eq!(
                row.geo_uri.as_deref(),
                Some("geo:2,2"),
                "of who shares it, not of anybody"
            );
            assert_eq!(row.en, "Alice shares their location (onderweg), 1 hour");
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn public_receipts_are_recorded_once_and_private_ones_never() {
    let mut world = World::joined(false).await;
    let receipts = |content: &Value| {
        let ephemeral = json!([{ "type": "m.receipt", "content": content }, { "type": "m.typing", "content": { "user_ids": [BOB] } }]);
        json!({ "rooms": { "join": { ROOM: { "ephemeral": { "events": ephemeral } } } } })
    };
    let read = json!({ "$1": { "m.read": { BOB: { "ts": 7, "thread_id": "main" }, ALICE: { "ts": "fout" } },
        "m.read.private": { ME: { "ts": 8 } }, "nl.example.read": { BOB: {} } } });
    world.sync(receipts(&read)).await;
    world.sync(receipts(&read)).await;
    world
        .sync(receipts(&json!({ "$2": { "m.read": { ME: { "ts": 9 } } } })))
        .await;
    world.sync(receipts(&json!({ "$3": [7] }))).await;
    let told: Vec<_> = world
        .records()
        .into_iter()
        .filter_map(|record| match record.fact {
            Fact::Receipts(fact) => Some(fact.receipts),
            _ => None,
        })
        .flatten()
        .map(|receipt| (receipt.event_id, receipt.user_id, receipt.at.0, receipt.thread))
        .collect();
    let expected = [
        ("$1", ALICE, 0, None),
        ("$1", BOB, 7, Some("main")),
        ("$2", ME, 9, None),
    ];
    let expected = expected
        .map(|(event, user, at, thread)| (event.to_owned(), user.to_owned(), at, thread.map(str::to_owned)));
    assert_eq!(told, expected);
    assert_eq!(
        world.open_gaps(GapCause::MalformedEvent),
        1,
        "receipts that cannot be read are kept as they came"
    );
}

#[tokio::test]
async fn an_unknown_msgtype_is_counted_by_its_name() {
    let mut world = World::joined(false).await;
    let strange = event(
        "$1",
        "m.room.message",
        BOB,
        &json!({ "msgtype": "nl.example.new", "body": "hoi" }),
    );
    let malformed = event("$2", "m.room.message", BOB, &json!({ "msgtype": 7 }));
    world.timeline(&[strange, malformed]).await;
    assert_eq!(
        world.store.read(sync_state::unknown_types).unwrap(),
        [("m.room.message/nl.example.new".to_owned(), 1)]
    );
    assert_eq!(
        (
            world.line_of("$1").body.as_str(),
            world.line_of("$2").content.kind()
        ),
        ("hoi", "unknown")
    );
}

#[tokio::test]
async fn what_is_said_in_another_room_changes_nothing_here() {
    let mut world = World::joined(false).await;
    world.timeline(&[text("$1", "blijft")]).await;
    let me = super::world::member("$me-elsewhere", ME, "join", "Ik");
    let elsewhere = [
        me,
        redaction("$r", "$1"),
        reaction("$a", "$1"),
        edit("$e", ALICE, "$1", "anders"),
        redaction("$early", "$2"),
    ];
    world
        .sync(json!({ "rooms": { "join": { "!elsewhere:x.nl": { "timeline": { "events": elsewhere } } } } }))
        .await;
    world.timeline(&[text("$2", "blijft ook")]).await;
    for anew in [false, true] {
        if anew {
            rebuild(&world.store, &world.clock).await.unwrap();
        }
        for (id, body) in [("$1", "blijft"), ("$2", "blijft ook")] {
            let line = world.line_of(id);
            assert_eq!(
                (line.body.as_str(), line.redacted, line.reactions, line.versions),
                (body, None, vec![], vec![])
            );
        }
    }
    assert_eq!(world.record_of("$r").event_type, "m.room.redaction");
}

#[tokio::test]
async fn an_own_redaction_that_was_refused_is_not_shown_as_done() {
    let mut world = World::joined(false).await;
    world.timeline(&[text("$1", "blijft")]).await;
    let unit = world.store.begin("test").await.unwrap();
    unit.write(|c| {
        let echo = "INSERT INTO timeline (room, segment, position, txn_id, kind, hidden, sender, at, body, target, send_state)
            SELECT room, 9223372036854775807, 1, 't', 'redaction', 1, ?1, 9, 'weg', '$1', 'sending' FROM timeline WHERE event_id = '$1'";
        Ok(c.execute(echo, [ME])?)
    })
    .unwrap();
    unit.commit().await.unwrap();
    assert!(
        world.line_of("$1").redacted.is_some(),
        "as long as it is on its way"
    );
    let unit = world.store.begin("test").await.unwrap();
    unit.write(|c| crate::store::timeline::set_echo_state(c, "t", "failed", None))
        .unwrap();
    unit.commit().await.unwrap();
    let line = world.line_of("$1");
    assert_eq!((line.body.as_str(), line.redacted), ("blijft", None));
}
