//! A later device of the same user: what the homeserver held before it is history, and nobody owed it the keys (000-RO-07).

use griffie_wire::record::GapCause;
use serde_json::json;

use super::{
    sender::{Sender, with_keys},
    world::{ME, World, member, text},
};
use crate::store::{pending_key, recovery};

async fn later() -> World {
    let world = World::new().await;
    let unit = world.store.begin("later").await.unwrap();
    unit.write(recovery::set_later).unwrap();
    unit.commit().await.unwrap();
    world
}

#[tokio::test]
async fn what_was_there_before_a_later_device_is_marked_and_what_comes_after_is_not() {
    let mut world = later().await;
    let join = member("$me", ME, "join", "Ik");
    world
        .limited(std::slice::from_ref(&join), &[text("$900", "gisteren")], "p900")
        .await;
    assert_eq!(world.open_gaps(GapCause::LimitedSync), 1);
    let page = [text("$3", "na de deelname"), join, text("$2", "ervoor")];
    assert!(world.page(&page, Some("p1")).await);
    world.timeline(&[text("$901", "vandaag")]).await;
    for earlier in ["$me", "$2", "$3", "$900"] {
        assert!(world.record_of(earlier).backfilled, "{earlier}");
    }
    assert!(!world.record_of("$901").backfilled);
}

#[tokio::test]
async fn a_hole_of_later_days_is_no_history() {
    let mut world = later().await;
    world.timeline(&[text("$1", "eerst")]).await;
    world.limited(&[], &[text("$9", "nu")], "p9").await;
    assert!(
        world
            .page(&[text("$8", "gemist"), text("$1", "eerst")], Some("p1"))
            .await
    );
    assert!(world.record_of("$1").backfilled);
    assert!(!world.record_of("$8").backfilled);
    assert!(!world.record_of("$9").backfilled);
}

#[tokio::test]
async fn nothing_waits_for_keys_of_history_and_they_heal_it_all_the_same() {
    let mut world = later().await;
    let alice = Sender::new(&world).await;
    let keys = alice.share().await;
    let said = alice.says("$1", "van vroeger").await;
    world.timeline(&[said]).await;
    assert_eq!(world.store.read(pending_key::count).unwrap(), 0);
    let waiting = |world: &World| {
        let sql = "SELECT count(*) FROM pending_key";
        world
            .store
            .read(|c| Ok(c.query_row(sql, [], |row| row.get::<_, u64>(0))?))
            .unwrap()
    };
    assert_eq!(waiting(&world), 1);
    world.sync(with_keys(&keys, &[])).await;
    assert_eq!(waiting(&world), 0);
    assert_eq!(world.texts().last().map(String::as_str), Some("van vroeger"));
    assert!(json!(world.record_of("$1").decrypted).is_null());
}
