//! Projections come from the journal: taken away and made again they are the same (design D3).

use serde_json::json;

use super::{
    sender::{Sender, with_keys},
    world::{ME, World, event, member, state, text},
};
use crate::chat::{members::members, rebuild::rebuild, rooms::rooms, search::search};

/// Everything a person can see.
fn picture(world: &World) -> serde_json::Value {
    json!({
        "lines": world.lines(),
        "rooms": rooms(&world.store).unwrap(),
        "members": members(&world.store, super::world::ROOM).unwrap(),
        "found": search(&world.store, "t").unwrap(),
        "table": world.store.read(|c| {
            let mut query = c.prepare("SELECT segment, position, event_id, kind, hidden, body, target, redacted, seq
                FROM timeline ORDER BY segment, position")?;
            let rows = query.query_map([], |row| {
                let key: (i64, i64, Option<String>, String) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
                let rest: (bool, String, Option<String>, bool, Option<i64>) =
                    (row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?, row.get(8)?);
                Ok(json!([key, rest]))
            })?;
            Ok(rows.map(|row| row.unwrap()).collect::<Vec<_>>())
        }).unwrap(),
    })
}

#[tokio::test]
async fn a_rebuilt_projection_is_the_projection() {
    let mut world = World::joined(true).await;
    let alice = Sender::new(&world).await;
    let keys = alice.share().await;
    world
        .sync(with_keys(
            &keys,
            &[alice.says("$1", "tekst een").await, text("$2", "twee")],
        ))
        .await;
    alice.rotate().await;
    let late = alice.share().await;
    world
        .timeline(&[alice.says("$3", "te laat").await, alice.says("$4", "toch").await])
        .await;
    let edit = json!({ "body": "* twee t", "msgtype": "m.text", "m.new_content": { "msgtype": "m.text", "body": "twee t" },
        "m.relates_to": { "rel_type": "m.replace", "event_id": "$2" } });
    let gone = json!({ "redacts": "$4" });
    world
        .timeline(&[
            event("$edit", "m.room.message", "@alice:x.nl", &edit),
            event("$gone", "m.room.redaction", "@alice:x.nl", &gone),
            state(
                "$topic",
                "m.room.topic",
                "",
                "@alice:x.nl",
                &json!({ "topic": "t" }),
            ),
            member("$bob", "@bob:x.nl", "invite", "Bob"),
        ])
        .await;
    world.limited(&[], &[text("$9", "negen")], "p9").await;
    world.page(&[text("$8", "acht t")], Some("p8")).await;
    world.sync(json!({ "to_device": { "events": late } })).await;
    world
        .timeline(&[event(
            "$mine",
            "m.room.message",
            ME,
            &json!({ "msgtype": "m.text", "body": "t" }),
        )])
        .await;

    let before = picture(&world);
    let count = rebuild(&world.store, &world.clock).await.unwrap();
    assert!(count > 10);
    assert_eq!(picture(&world), before);
    // And the rebuilt one lives on: the hole still closes where it is.
    assert!(world.page(&[text("$7", "zeven"), text("$2", "twee")], None).await);
}
