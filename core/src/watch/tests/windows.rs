//! What a window of a timeline shows, and the room list that is only looked at where it changed.

use std::collections::BTreeSet;

use serde_json::json;

use crate::{
    chat::rooms::{refreshed, rooms},
    sync::tests::world::{ME, ROOM, World, text},
    watch::window::Window,
};

async fn said(world: &mut World, numbers: std::ops::Range<u32>) {
    let events: Vec<_> = numbers
        .map(|number| text(&format!("${number}"), &number.to_string()))
        .collect();
    world.timeline(&events).await;
}

fn shown(window: &Window, world: &World) -> Vec<String> {
    let rows = window.rows(&world.store).unwrap();
    rows.into_iter().map(|row| row.body).collect()
}

fn numbers(range: std::ops::Range<u32>) -> Vec<String> {
    range.map(|number| number.to_string()).collect()
}

#[tokio::test]
async fn a_window_shows_the_newest_lines_and_keeps_them_when_others_come() {
    let mut world = World::joined(false).await;
    said(&mut world, 0..80).await;
    let window = Window::of(ROOM);
    assert_eq!(shown(&window, &world), numbers(30..80));
    said(&mut world, 80..100).await;
    assert_eq!(
        shown(&window, &world),
        numbers(30..100),
        "nothing falls out under a reader"
    );
}

#[tokio::test]
async fn reading_back_reaches_the_beginning_and_says_so() {
    let mut world = World::joined(false).await;
    said(&mut world, 0..80).await;
    let window = Window::of(ROOM);
    assert!(window.reach_back(&world.store, 20).unwrap());
    assert_eq!(shown(&window, &world), numbers(10..80));
    // The line of our own joining stands before the first.
    assert!(window.reach_back(&world.store, 10).unwrap());
    assert!(!window.reach_back(&world.store, 10).unwrap());
    assert_eq!(shown(&window, &world).len(), 81);
    assert!(
        !window.reach_back(&world.store, u32::MAX).unwrap(),
        "and goes on saying it"
    );
    assert_eq!(shown(&window, &world).len(), 81);
}

#[tokio::test]
async fn exactly_as_many_as_there_are_leaves_no_others() {
    let mut world = World::joined(false).await;
    said(&mut world, 0..69).await;
    let window = Window::of(ROOM);
    assert_eq!(shown(&window, &world).len(), 50);
    assert!(!window.reach_back(&world.store, 20).unwrap());
    assert_eq!(shown(&window, &world).len(), 70);
}

#[tokio::test]
async fn a_window_that_is_left_open_for_weeks_gives_up_its_beginning() {
    let mut world = World::joined(false).await;
    said(&mut world, 0..60).await;
    let window = Window::of(ROOM);
    assert_eq!(shown(&window, &world), numbers(10..60));
    said(&mut world, 60..260).await;
    assert_eq!(shown(&window, &world), numbers(10..260));
    said(&mut world, 260..300).await;
    assert_eq!(shown(&window, &world), numbers(250..300));
    assert!(window.reach_back(&world.store, 5).unwrap());
    assert_eq!(shown(&window, &world), numbers(245..300));
}

#[tokio::test]
async fn a_room_that_is_not_here_yet_is_empty_and_fills_when_it_comes() {
    let mut world = World::new().await;
    let window = Window::of(ROOM);
    assert!(shown(&window, &world).is_empty());
    assert!(!window.reach_back(&world.store, 10).unwrap());
    said(&mut world, 0..3).await;
    assert_eq!(shown(&window, &world), numbers(0..3));
}

#[tokio::test]
async fn lines_that_are_filled_in_inside_a_window_show_and_keep_their_order() {
    let mut world = World::joined(false).await;
    said(&mut world, 0..5).await;
    let window = Window::of(ROOM);
    world.limited(&[], &[text("$9", "9")], "p1").await;
    let with_gap = shown(&window, &world);
    assert_eq!(with_gap.last().map(String::as_str), Some("9"));
    world
        .page(&[text("$8", "8"), text("$7", "7"), text("$4", "4")], Some("p0"))
        .await;
    let filled: Vec<String> = shown(&window, &world)
        .into_iter()
        .filter(|body| !body.is_empty())
        .collect();
    assert_eq!(filled, ["0", "1", "2", "3", "4", "7", "8", "9"]);
}

#[tokio::test]
async fn more_messages_on_their_way_than_a_window_holds_do_not_hide_what_comes_of_them() {
    let world = World::joined(false).await;
    let unit = world.store.begin("echoes").await.unwrap();
    let room = unit.write(|c| crate::store::rooms::find_or_add(c, ROOM)).unwrap();
    for number in 0..60 {
        let line = crate::store::timeline::Line {
            kind: "text".into(),
            body: number.to_string(),
            ..Default::default()
        };
        let at = griffie_wire::ids::Millis(number);
        unit.write(|c| crate::store::timeline::put_echo(c, room.id, &format!("t{number}"), ME, at, &line))
            .unwrap();
    }
    unit.commit().await.unwrap();
    let window = Window::of(ROOM);
    assert_eq!(shown(&window, &world), numbers(10..60));
    let mut world = world;
    let mut own = text("$own", "10");
    own["sender"] = ME.into();
    own["unsigned"] = json!({ "transaction_id": "t10" });
    world.timeline(&[own]).await;
    assert!(shown(&window, &world).contains(&"10".to_owned()));
}

#[tokio::test]
async fn looking_only_at_rooms_that_changed_sees_what_looking_at_all_sees() {
    let mut world = World::joined(false).await;
    let mut list = rooms(&world.store).unwrap();
    for round in 0..12 {
        let room = format!("!r{}:x.nl", round % 4);
        let id = format!("$e{round}");
        let membership = if round == 9 { "leave" } else { "join" };
        let mut me = crate::sync::tests::world::member(&format!("$m{round}"), ME, membership, "Ik");
        me["origin_server_ts"] = (round * 1000).into();
        let mut line = text(&id, "hoi");
        line["origin_server_ts"] = (round * 1000 + 1).into();
        let section = if round == 9 { "leave" } else { "join" };
        let taken = world
            .sync(
                json!({ "rooms": { section: { &room: { "timeline": { "events": [line, me] },
                "unread_notifications": { "notification_count": round } } } } }),
            )
            .await;
        let touched: BTreeSet<String> = taken
            .rooms
            .expect("nothing else was touched")
            .into_iter()
            .collect();
        assert_eq!(touched, BTreeSet::from([room]));
        list = refreshed(&world.store, &list, &touched).unwrap();
        assert_eq!(list, rooms(&world.store).unwrap(), "round {round}");
    }
}
