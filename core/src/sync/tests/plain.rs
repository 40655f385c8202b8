//! Rooms without encryption: what is recorded, once, and what is shown.

use griffie_wire::record::{Direction, Fact, Via};
use serde_json::json;

use super::world::{ME, ROOM, World, event, member, state, text};
use crate::{
    chat::{
        members::members,
        rooms::rooms,
        row::{Membership, SendState},
        search::search,
    },
    store::{sync_state, timeline},
};

#[tokio::test]
async fn every_event_has_one_record_and_one_line_in_order() {
    let mut world = World::joined(false).await;
    world.timeline(&[text("$1", "een"), text("$2", "twee")]).await;
    world.timeline(&[text("$2", "twee"), text("$3", "drie")]).await;
    assert_eq!(world.texts(), ["[membership]", "een", "twee", "drie"]);
    assert_eq!(world.record_of("$2").via, Via::Sync);
    let seqs: Vec<u64> = world.records().iter().map(|record| record.seq.0).collect();
    assert_eq!(seqs, (1..=seqs.len() as u64).collect::<Vec<_>>());
    assert_eq!(
        world.store.read(sync_state::next_batch).unwrap().as_deref(),
        Some("s3")
    );
}

#[tokio::test]
async fn a_response_that_fails_leaves_nothing_behind() {
    let mut world = World::joined(false).await;
    let before = world.records().len();
    assert!(
        world
            .sync_text(r#"{"next_batch":"bad","rooms":{"join":{"!room:x.nl":{"ti"#)
            .await
            .is_err()
    );
    assert_eq!(world.records().len(), before);
    assert_eq!(
        world.store.read(sync_state::next_batch).unwrap().as_deref(),
        Some("s1")
    );
    world.timeline(&[text("$1", "een")]).await;
    assert_eq!(world.texts().last().map(String::as_str), Some("een"));
}

#[tokio::test]
async fn who_is_in_the_room_is_recorded_before_what_they_may_read() {
    let mut world = World::joined(false).await;
    world.timeline(&[text("$1", "een")]).await;
    world
        .timeline(&[
            text("$2", "twee"),
            member("$bob", "@bob:x.nl", "join", "Bob"),
            text("$3", "drie"),
        ])
        .await;
    let facts: Vec<String> = world
        .records()
        .into_iter()
        .map(|record| match record.fact {
            Fact::Event(fact) => fact.event_id,
            Fact::Members(fact) => {
                assert!(fact.is_consistent());
                format!("members {}", fact.members.len())
            }
            other => other.kind().to_owned(),
        })
        .collect();
    assert_eq!(facts[5..], ["members 2", "$1", "$2", "$bob", "members 3", "$3"]);
    let last = world.records().pop().unwrap().room.unwrap();
    let snapshot = world
        .records()
        .into_iter()
        .rev()
        .find_map(|record| match record.fact {
            Fact::Members(fact) => Some(fact.digest),
            _ => None,
        });
    assert_eq!((last.name.as_deref(), last.members), (Some("Overleg"), snapshot));
}

#[tokio::test]
async fn edits_reactions_and_redactions_come_together_and_the_record_keeps_all() {
    let mut world = World::joined(false).await;
    let relates = |kind: &str, target: &str| json!({ "rel_type": kind, "event_id": target });
    let edit = json!({ "msgtype": "m.text", "body": "* nieuw", "m.new_content": { "msgtype": "m.text", "body": "nieuw" },
        "m.relates_to": relates("m.replace", "$1") });
    let mut reaction = json!({ "m.relates_to": relates("m.annotation", "$1") });
    reaction["m.relates_to"]["key"] = "👍".into();
    world
        .timeline(&[
            text("$1", "oud"),
            event("$edit", "m.room.message", "@alice:x.nl", &edit),
            event("$forged", "m.room.message", "@mallory:x.nl", &edit),
            event("$react", "m.reaction", "@bob:x.nl", &reaction),
            event("$mine", "m.reaction", ME, &reaction),
            text("$2", "weg"),
        ])
        .await;
    let line = world.line_of("$1");
    assert_eq!(
        (
            line.body.as_str(),
            line.versions.len(),
            line.versions[0].body.as_str()
        ),
        ("nieuw", 1, "oud")
    );
    assert_eq!(
        (line.reactions[0].senders.len(), line.reactions[0].own.as_deref()),
        (2, Some("$mine"))
    );
    assert_eq!(search(&world.store, "weg").unwrap().len(), 1);

    let redaction = |id: &str, target: &str| {
        event(
            id,
            "m.room.redaction",
            "@alice:x.nl",
            &json!({ "redacts": target, "reason": "fout" }),
        )
    };
    world
        .timeline(&[redaction("$r1", "$2"), redaction("$r2", "$mine")])
        .await;
    let gone = world.line_of("$2");
    let redacted = gone.redacted.unwrap();
    assert_eq!(
        (
            gone.body.as_str(),
            redacted.by.as_deref(),
            redacted.reason.as_str()
        ),
        ("", Some("@alice:x.nl"), "fout")
    );
    assert_eq!(world.line_of("$1").reactions[0].senders, ["@bob:x.nl"]);
    assert!(search(&world.store, "weg").unwrap().is_empty());
    assert!(
        world.record_of("$2").raw.contains("weg"),
        "the record keeps what was said"
    );
}

#[tokio::test]
async fn a_message_is_found_by_its_edit_and_shown_once() {
    let mut world = World::joined(false).await;
    let edit = json!({ "body": "* besluit genomen", "msgtype": "m.text",
        "m.new_content": { "msgtype": "m.text", "body": "besluit genomen" },
        "m.relates_to": { "rel_type": "m.replace", "event_id": "$1" } });
    world
        .timeline(&[
            text("$1", "besluit"),
            event("$e", "m.room.message", "@alice:x.nl", &edit),
        ])
        .await;
    let hits = search(&world.store, "besl").unwrap();
    assert_eq!(
        hits.iter().map(|hit| hit.event_id.as_deref()).collect::<Vec<_>>(),
        [Some("$1")]
    );
    assert_eq!(
        search(&world.store, "genomen").unwrap()[0].body,
        "besluit genomen"
    );
}

#[tokio::test]
async fn the_room_list_tells_name_members_unread_and_last_line() {
    let mut world = World::joined(false).await;
    let mut room = json!({ "timeline": { "events": [text("$1", "hallo")] } });
    room["unread_notifications"] = json!({ "notification_count": 2, "highlight_count": 1 });
    room["ephemeral"] =
        json!({ "events": [{ "type": "m.typing", "content": { "user_ids": ["@alice:x.nl", ME] } }] });
    let direct = json!({ "type": "m.direct", "content": { "@alice:x.nl": [ROOM] } });
    world
        .sync(json!({ "rooms": { "join": { ROOM: room } }, "account_data": { "events": [direct] } }))
        .await;
    let row = rooms(&world.store).unwrap().remove(0);
    assert_eq!(
        (row.name.as_deref(), row.joined, row.unread, row.highlights),
        (Some("Overleg"), 2, 2, 1)
    );
    assert_eq!(row.typing, ["@alice:x.nl"]);
    assert_eq!(serde_json::to_value(row.kind).unwrap(), "direct");
    assert_eq!(row.last.unwrap().body, "hallo");
    let members = members(&world.store, ROOM).unwrap();
    assert_eq!(
        (members[0].user_id.as_str(), members[0].power),
        ("@alice:x.nl", 100)
    );
}

#[tokio::test]
async fn an_invitation_is_shown_and_its_event_recorded_when_it_comes_in_the_room() {
    let mut world = World::new().await;
    let stripped = json!({ "type": "m.room.name", "state_key": "", "sender": "@alice:x.nl", "content": { "name": "Nieuw" } });
    let invite = json!({ "type": "m.room.member", "state_key": ME, "sender": "@alice:x.nl",
        "content": { "membership": "invite", "is_direct": true } });
    world
        .sync(
            json!({ "rooms": { "invite": { ROOM: { "invite_state": { "events": [stripped, invite] } } } } }),
        )
        .await;
    let row = rooms(&world.store).unwrap().remove(0);
    assert_eq!(
        (row.membership, row.name.as_deref(), row.inviter.as_deref()),
        (Membership::Invite, Some("Nieuw"), Some("@alice:x.nl"))
    );
    assert!(world.records().is_empty());

    let mut invited = state(
        "$invite",
        "m.room.member",
        ME,
        "@alice:x.nl",
        &json!({ "membership": "invite" }),
    );
    invited["unsigned"] = json!({});
    let mut joined = member("$me", ME, "join", "Ik");
    joined["unsigned"] = json!({ "prev_content": { "membership": "invite" } });
    world
        .timeline(&[text("$old", "vóór ons"), invited, joined, text("$new", "welkom")])
        .await;
    assert!(
        world.record_of("$old").backfilled,
        "RO-07: earlier messages are there, and marked"
    );
    assert!(world.record_of("$invite").backfilled);
    assert!(!world.record_of("$me").backfilled);
    assert_eq!(world.record_of("$me").direction, Direction::Outgoing);
}

#[tokio::test]
async fn being_removed_is_recorded_up_to_the_end() {
    let mut world = World::joined(false).await;
    let kick = state(
        "$kick",
        "m.room.member",
        ME,
        "@alice:x.nl",
        &json!({ "membership": "ban", "reason": "klaar" }),
    );
    world
        .sync(json!({ "rooms": { "leave": { ROOM: { "timeline": { "events": [text("$1", "dag"), kick] } } } } }))
        .await;
    assert_eq!(world.record_of("$kick").sender, "@alice:x.nl");
    assert_eq!(world.texts().last().map(String::as_str), Some("klaar"));
    assert!(rooms(&world.store).unwrap().is_empty());
}

#[tokio::test]
async fn an_own_message_takes_the_place_of_its_echo() {
    let mut world = World::joined(false).await;
    let unit = world.store.begin("echo").await.unwrap();
    let room = unit.write(|c| crate::store::rooms::find_or_add(c, ROOM)).unwrap();
    let line = timeline::Line {
        kind: "text".into(),
        body: "van mij".into(),
        ..timeline::Line::default()
    };
    unit.write(|c| timeline::put_echo(c, room.id, "txn1", ME, world_now(), &line))
        .unwrap();
    unit.commit().await.unwrap();
    world.timeline(&[text("$1", "van haar")]).await;
    let last = world.lines().pop().unwrap();
    assert_eq!(
        (last.body.as_str(), last.send_state.clone(), last.own),
        ("van mij", Some(SendState::Queued), true)
    );

    let mut own = event(
        "$own",
        "m.room.message",
        ME,
        &json!({ "msgtype": "m.text", "body": "van mij" }),
    );
    own["unsigned"] = json!({ "transaction_id": "txn1" });
    world.timeline(&[own]).await;
    assert_eq!(world.texts(), ["[membership]", "van haar", "van mij"]);
    assert_eq!(world.line_of("$own").send_state, None);
    assert_eq!(
        world.line_of("$own").key,
        last.key,
        "a list sees one line that changed"
    );
    assert_eq!(world.record_of("$own").txn_id.as_deref(), Some("txn1"));
}

fn world_now() -> griffie_wire::ids::Millis {
    griffie_wire::ids::Millis(1_000)
}
