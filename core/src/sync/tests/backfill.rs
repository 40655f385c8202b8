//! What was said before the user joined, as far back as policy wants it (000-RO-07, docs/decisions/0034).

use std::time::Duration;

use griffie_wire::{SigningKey, TenantId, policy::Policy, record::GapCause, signed::DocumentKind};
use serde_json::{Value, json};

use super::world::{ME, ROOM, World, member, text};
use crate::{
    clock::Clock as _,
    fill,
    store::{
        config,
        earlier::{self, Earlier},
    },
};

const DAY: u64 = 86_400_000;

/// A device under a policy that wants so many days, forty days after the world began.
async fn wanting(days: Option<u16>) -> World {
    let world = World::new().await;
    world.clock.advance(Duration::from_millis(40 * DAY));
    let policy = Policy {
        backfill_days: days,
        ..Policy::standard("proef", 1)
    }
    .beginning(TenantId::from_bytes([3; 16]), world.clock.now())
    .in_least_schema();
    let document = policy.sign(&SigningKey::from_seed(&[5; 32])).unwrap();
    let unit = world.store.begin("policy").await.unwrap();
    config::put(&unit, DocumentKind::Policy, 1, &document).unwrap();
    unit.commit().await.unwrap();
    world
}

fn at(mut event: Value, day: u64) -> Value {
    event["origin_server_ts"] = (day * DAY).into();
    event
}

fn due(world: &World) -> Vec<Earlier> {
    world.store.read(earlier::all).unwrap()
}

/// Takes in a page of what is due, newest event first. Says whether it was the last.
async fn page(world: &World, events: &[Value], end: Option<&str>) -> Option<bool> {
    let wanted = due(world).remove(0);
    let page = json!({ "chunk": events, "end": end }).to_string();
    fill::take_earlier(world.fill(), &wanted, page.as_bytes())
        .await
        .unwrap()
}

async fn joins(world: &mut World) {
    let join = at(member("$me", ME, "join", "Ik"), 40);
    world.limited(&[], &[join], "p0").await;
}

#[tokio::test]
async fn history_is_fetched_as_far_back_as_policy_wants() {
    let mut world = wanting(Some(30)).await;
    joins(&mut world).await;
    assert_eq!(due(&world).len(), 1);
    assert_eq!(
        world.open_gaps(GapCause::LimitedSync),
        0,
        "nobody owes what was said before"
    );
    let first = [at(text("$3", "vorige week"), 33), at(text("$2", "eerder"), 20)];
    assert_eq!(page(&world, &first, Some("p1")).await, Some(false));
    assert_eq!(due(&world)[0].token, "p1");
    let second = [
        at(text("$1", "net nog"), 11),
        at(text("$0", "te lang geleden"), 9),
    ];
    assert_eq!(page(&world, &second, Some("p2")).await, Some(true));
    assert!(due(&world).is_empty());
    for earlier in ["$1", "$2", "$3"] {
        assert!(world.record_of(earlier).backfilled, "{earlier}");
    }
    assert_eq!(world.texts()[..3], ["net nog", "eerder", "vorige week"]);
    assert!(!world.texts().iter().any(|text| text == "te lang geleden"));
}

#[tokio::test]
async fn without_such_a_policy_the_record_begins_with_the_join() {
    for days in [None, Some(0)] {
        let mut world = wanting(days).await;
        joins(&mut world).await;
        assert!(due(&world).is_empty());
    }
}

/// A hole that ends at the join goes on before it.
#[tokio::test]
async fn a_hole_that_reaches_the_join_goes_on_with_what_policy_wants() {
    let mut world = wanting(Some(30)).await;
    world.limited(&[], &[at(text("$9", "nu"), 40)], "p9").await;
    let reached = [
        at(member("$me", ME, "join", "Ik"), 39),
        at(text("$8", "ervoor"), 38),
    ];
    assert!(world.page(&reached, Some("p8")).await, "the hole is closed");
    assert_eq!(
        due(&world),
        [Earlier {
            room_id: ROOM.to_owned(),
            token: "p8".to_owned(),
            ..due(&world)[0].clone()
        }]
    );
    assert_eq!(
        page(&world, &[at(text("$7", "begin"), 37)], None).await,
        Some(true)
    );
    assert_eq!(world.texts()[..2], ["begin", "ervoor"]);
}

/// A kill between the answer and its unit: the same page comes again. After the unit it is not the page that is due.
#[tokio::test]
async fn a_page_of_history_that_comes_twice_is_taken_once() {
    let mut world = wanting(Some(30)).await;
    joins(&mut world).await;
    let wanted = due(&world).remove(0);
    let page = json!({ "chunk": [at(text("$3", "drie"), 39)], "end": "p1" }).to_string();
    let take = || fill::take_earlier(world.fill(), &wanted, page.as_bytes());
    assert_eq!(take().await.unwrap(), Some(false));
    assert_eq!(take().await.unwrap(), None);
    assert_eq!(world.texts()[..1], ["drie"]);
}
