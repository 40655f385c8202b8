//! Limited syncs: the hole is a record, and what fills it stands where it belongs.

use griffie_wire::record::{Fact, GapCause, Via};
use serde_json::{Value, json};

use super::{
    sender::{Sender, with_keys},
    world::{ME, ROOM, World, member, state, text},
};

#[tokio::test]
async fn a_hole_is_filled_page_by_page_in_the_right_order() {
    let mut world = World::joined(false).await;
    world.timeline(&[text("$1", "een")]).await;
    world
        .limited(&[], &[text("$8", "acht"), text("$9", "negen")], "p8")
        .await;
    assert_eq!(world.texts()[1..], ["een", "[gap]", "acht", "negen"]);
    assert_eq!(world.open_gaps(GapCause::LimitedSync), 1);

    // Life goes on while the hole is filled, and pages come newest first.
    world.timeline(&[text("$10", "tien")]).await;
    assert!(
        !world
            .page(&[text("$7", "zeven"), text("$6", "zes")], Some("p6"))
            .await
    );
    assert_eq!(
        world.texts()[1..],
        ["een", "[gap]", "zes", "zeven", "acht", "negen", "tien"]
    );
    assert_eq!(world.holes()[0].token.as_deref(), Some("p6"));
    assert!(
        world
            .page(
                &[text("$3", "drie"), text("$2", "twee"), text("$1", "een")],
                Some("p0")
            )
            .await
    );
    assert_eq!(
        world.texts()[1..],
        ["een", "twee", "drie", "zes", "zeven", "acht", "negen", "tien"]
    );
    assert_eq!(
        (world.record_of("$2").via, world.record_of("$2").backfilled),
        (Via::GapFill, false)
    );
    let closed = world.records().pop().unwrap().fact;
    assert!(matches!(closed, Fact::GapClosed(closed) if closed.events == 4));
    assert_eq!(world.open_gaps(GapCause::LimitedSync), 0);
}

#[tokio::test]
async fn a_page_that_comes_twice_changes_nothing() {
    let mut world = World::joined(false).await;
    world.timeline(&[text("$1", "een")]).await;
    world.limited(&[], &[text("$4", "vier")], "p4").await;
    let hole = world.holes().remove(0);
    let page = json!({ "chunk": [text("$3", "drie")], "end": "p3" }).to_string();
    let take = || crate::fill::take_hole(world.fill(), &hole, page.as_bytes());
    assert_eq!(take().await.unwrap(), Some(false));
    assert_eq!(take().await.unwrap(), None, "the hole has moved on");
    assert_eq!(world.texts()[1..], ["een", "[gap]", "drie", "vier"]);
}

#[tokio::test]
async fn state_from_inside_the_hole_does_not_end_it_and_gets_its_line() {
    let mut world = World::joined(false).await;
    world.timeline(&[text("$1", "een")]).await;
    let renamed = state(
        "$topic",
        "m.room.topic",
        "",
        "@alice:x.nl",
        &json!({ "topic": "begroting" }),
    );
    world
        .limited(std::slice::from_ref(&renamed), &[text("$5", "vijf")], "p5")
        .await;
    assert_eq!(world.record_of("$topic").via, Via::State);
    assert!(
        !world
            .page(&[text("$4", "vier"), renamed, text("$2", "twee")], Some("p2"))
            .await
    );
    assert!(world.page(&[text("$1", "een")], Some("p1")).await);
    assert_eq!(world.texts()[1..], ["een", "twee", "begroting", "vier", "vijf"]);
    assert_eq!(world.record_of("$topic").via, Via::State, "still one record");
}

#[tokio::test]
async fn after_joining_the_hole_ends_at_our_own_join_and_earlier_events_are_marked() {
    let mut world = World::new().await;
    let join = member("$me", ME, "join", "Ik");
    world
        .limited(std::slice::from_ref(&join), &[text("$900", "nu")], "p900")
        .await;
    assert_eq!(world.open_gaps(GapCause::LimitedSync), 1);
    let page = [text("$3", "na"), join, text("$2", "voor")];
    assert!(
        world.page(&page, Some("p1")).await,
        "closed though the server has more"
    );
    assert_eq!(world.texts(), ["voor", "[membership]", "na", "nu"]);
    assert!(world.record_of("$2").backfilled);
    assert!(!world.record_of("$3").backfilled);
}

#[tokio::test]
async fn joining_with_a_short_timeline_leaves_no_hole() {
    let mut world = World::new().await;
    world
        .limited(
            &[],
            &[
                text("$0", "voor"),
                member("$me", ME, "join", "Ik"),
                text("$1", "na"),
            ],
            "p0",
        )
        .await;
    assert_eq!(world.open_gaps(GapCause::LimitedSync), 0);
    assert!(world.record_of("$0").backfilled);
}

#[tokio::test]
async fn coming_back_after_leaving_asks_only_for_what_came_since_the_return() {
    let mut world = World::joined(false).await;
    world.timeline(&[text("$1", "een")]).await;
    let leave = member("$leave", ME, "leave", "Ik");
    world
        .sync(json!({ "rooms": { "leave": { "!room:x.nl": { "timeline": { "events": [leave] } } } } }))
        .await;
    let mut back = member("$back", ME, "join", "Ik");
    back["unsigned"] = json!({ "prev_content": { "membership": "leave" } });
    world.limited(&[], &[text("$9", "negen")], "p9").await;
    assert!(
        world
            .page(&[text("$8", "acht"), back, text("$5", "zonder ons")], Some("p5"))
            .await
    );
    assert_eq!(
        world.texts()[1..],
        [
            "een",
            "[membership]",
            "zonder ons",
            "[membership]",
            "acht",
            "negen"
        ]
    );
    assert!(world.record_of("$5").backfilled);
    assert!(!world.record_of("$8").backfilled);
}

#[tokio::test]
async fn two_holes_keep_their_own_places() {
    let mut world = World::joined(false).await;
    world.timeline(&[text("$1", "1")]).await;
    world.limited(&[], &[text("$4", "4")], "p4").await;
    world.limited(&[], &[text("$7", "7")], "p7").await;
    assert_eq!(world.holes().len(), 2);
    // The newest hole is first.
    assert!(
        world
            .page(&[text("$6", "6"), text("$5", "5"), text("$4", "4")], Some("p3"))
            .await
    );
    assert_eq!(world.texts()[1..], ["1", "[gap]", "4", "5", "6", "7"]);
    assert!(
        world
            .page(&[text("$3", "3"), text("$2", "2"), text("$1", "1")], None)
            .await
    );
    assert_eq!(world.texts()[1..], ["1", "2", "3", "4", "5", "6", "7"]);
}

/// What stands before the first event behind the older hole is from inside that one (model, seed 323).
#[tokio::test]
async fn a_page_that_reaches_into_an_older_hole_puts_its_events_there() {
    let mut world = World::joined(false).await;
    world.timeline(&[text("$1", "1")]).await;
    world.limited(&[], &[text("$4", "4")], "p4").await;
    world.timeline(&[text("$5", "5")]).await;
    world.limited(&[], &[text("$8", "8")], "p8").await;
    let page = ["7", "6", "5", "4", "3"].map(|n| text(&format!("${n}"), n));
    assert!(world.page(&page, Some("p2")).await);
    assert_eq!(world.texts()[1..], ["1", "[gap]", "3", "4", "5", "6", "7", "8"]);
    let page = ["3", "2", "1"].map(|n| text(&format!("${n}"), n));
    assert!(world.page(&page, None).await);
    assert_eq!(world.texts()[1..], ["1", "2", "3", "4", "5", "6", "7", "8"]);
}

#[tokio::test]
async fn encrypted_history_needs_one_earlier_key_per_page() {
    let mut world = World::joined(true).await;
    let alice = Sender::new(&world).await;
    let keys = alice.share().await;
    let mut said: Vec<Value> = Vec::new();
    for n in 0..6 {
        said.push(alice.says(&format!("${n}"), &n.to_string()).await);
    }
    world.sync(with_keys(&keys, &[])).await;
    world.limited(&[], &said[4..], "p4").await;
    let page: Vec<Value> = said[1..4].iter().rev().cloned().collect();
    assert!(!world.page(&page, Some("p1")).await);
    assert!(world.page(&said[..1], None).await);
    assert_eq!(world.texts()[1..], ["0", "1", "2", "3", "4", "5"]);
    let indexes: Vec<u32> = world
        .records()
        .into_iter()
        .filter_map(|record| match record.fact {
            Fact::SessionKey(key) => Some(key.first_index),
            _ => None,
        })
        .collect();
    assert_eq!(indexes, [4, 1, 0]);
}

#[tokio::test]
async fn a_cut_that_brings_nothing_and_another_one_are_two_holes() {
    let mut world = World::joined(false).await;
    world.timeline(&[text("$1", "1")]).await;
    world.limited(&[], &[], "p3").await;
    assert!(!world.page(&[text("$3", "3")], Some("p2")).await);
    world.limited(&[], &[text("$5", "5")], "p5").await;
    assert_eq!(world.texts()[1..], ["1", "[gap]", "3", "[gap]", "5"]);
    assert!(world.page(&[text("$4", "4"), text("$3", "3")], None).await);
    assert!(world.page(&[text("$2", "2"), text("$1", "1")], None).await);
    assert_eq!(world.texts()[1..], ["1", "2", "3", "4", "5"]);
}

#[tokio::test]
async fn leaving_and_coming_back_while_the_device_slept_loses_nothing_in_between() {
    let mut world = World::joined(false).await;
    world.timeline(&[text("$1", "1")]).await;
    let mut back = member("$back", ME, "join", "Ik");
    back["unsigned"] = json!({ "prev_content": { "membership": "leave" }, "replaces_state": "$leave" });
    world.limited(&[], &[text("$5", "5")], "p5").await;
    let page = [
        text("$4", "4"),
        back,
        member("$leave", ME, "leave", "Ik"),
        text("$2", "2"),
    ];
    assert!(
        !world.page(&page, Some("p2")).await,
        "there was a stay before that join"
    );
    assert!(!world.record_of("$2").backfilled);
    assert!(world.page(&[text("$1", "1")], Some("p1")).await);
    assert_eq!(
        world.texts()[1..],
        ["1", "2", "[membership]", "[membership]", "4", "5"]
    );
}

fn causes(world: &World) -> Vec<(GapCause, Option<String>)> {
    let facts = world.records().into_iter().map(|record| record.fact);
    let gaps = facts.filter_map(|fact| match fact {
        Fact::Gap(gap) => Some((gap.cause, gap.code)),
        _ => None,
    });
    gaps.collect()
}

#[tokio::test]
async fn what_was_redacted_before_it_came_is_a_gap_and_what_was_redacted_later_is_none() {
    let mut world = World::joined(false).await;
    let mut gone = text("$1", "");
    gone["content"] = json!({});
    gone["unsigned"] = json!({ "redacted_because": { "event_id": "$2", "type": "m.room.redaction" } });
    world.timeline(&[gone.clone(), text("$3", "blijft")]).await;
    let expected = [(GapCause::RedactedBeforeSeen, Some("redacted".to_owned()))];
    assert_eq!(causes(&world), expected);
    let mut later = text("$3", "");
    later["unsigned"] = gone["unsigned"].clone();
    world.timeline(&[gone.clone(), later]).await;
    assert_eq!(causes(&world), expected, "both have their records already");

    // The journal has what this device sent, also when a moderator was faster than the sync.
    let unit = world.store.begin("sent").await.unwrap();
    unit.write(|c| {
        let sent = "INSERT INTO queue (txn_id, room_id, event_type, content, event_id, waiting) VALUES ('t', ?1, 'm', '', '$4', 0)";
        Ok(c.execute(sent, [ROOM])?)
    })
    .unwrap();
    unit.commit().await.unwrap();
    gone["event_id"] = json!("$4");
    gone["sender"] = json!(ME);
    world.timeline(&[gone]).await;
    assert_eq!(causes(&world), expected);
}

#[tokio::test]
async fn whoever_is_ignored_is_a_gap_until_they_are_ignored_no_longer() {
    let mut world = World::joined(false).await;
    let list = |users: &[&str]| {
        let users: serde_json::Map<_, _> = users.iter().map(|user| ((*user).to_owned(), json!({}))).collect();
        let list = json!({ "type": "m.ignored_user_list", "content": { "ignored_users": users } });
        json!({ "account_data": { "events": [list] } })
    };
    world.sync(list(&["@a:x.nl", "@b:x.nl"])).await;
    world.sync(list(&["@a:x.nl", "@b:x.nl"])).await;
    let ignored = |user: &str| (GapCause::IgnoredUser, Some(user.to_owned()));
    assert_eq!(causes(&world), [ignored("@a:x.nl"), ignored("@b:x.nl")]);
    assert_eq!(world.open_gaps(GapCause::IgnoredUser), 2);
    world.sync(list(&["@b:x.nl"])).await;
    assert_eq!(world.open_gaps(GapCause::IgnoredUser), 1);
    let closed = world.records().pop().unwrap().fact;
    assert!(matches!(closed, Fact::GapClosed(closed) if closed.events == 0));
    world.sync(list(&["@a:x.nl", "@b:x.nl"])).await;
    assert_eq!(causes(&world).len(), 3, "again is a gap again");
}
