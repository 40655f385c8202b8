//! What waits for its window, how it follows, and that nothing is lost when the device dies meanwhile.

use griffie_wire::record::{Label, event_digest, room_digest};
use serde_json::json;

use super::*;
use crate::{
    chat::rebuild::rebuild,
    store::{Store, StoreKey},
    sync::tests::{
        sender::{Sender, with_keys},
        world::{event, text},
    },
};

#[tokio::test]
async fn a_message_is_a_commitment_until_its_window_is_over_and_then_follows_once() {
    let mut desk = Desk::new(true).await;
    let alice = Sender::new(&desk.world).await;
    let keys = alice.share().await;
    let said = [alice.says("$1", "zakelijk bericht").await];
    desk.world.sync(with_keys(&keys, &said)).await;

    assert_eq!(
        desk.world.texts().last().unwrap(),
        "zakelijk bericht",
        "it is shown at once"
    );
    assert!(!desk.journal_says("zakelijk") && !desk.journal_says("ciphertext"));
    let [tombstone] = &desk.withheld()[..] else {
        panic!("one message, one tombstone");
    };
    assert_eq!(tombstone.event, Some(event_digest("$1")));
    assert_eq!(tombstone.room, room_digest(ROOM));
    assert!(!desk.facts().iter().any(|fact| fact.kind() == "session_key"));

    assert_eq!(desk.passes(WINDOW / 2).await, 0);
    assert_eq!(desk.passes(WINDOW / 2).await, 1);
    assert_eq!(desk.passes(WINDOW).await, 0, "once");
    let kinds: Vec<_> = desk.facts().iter().map(Fact::kind).collect();
    assert_eq!(kinds[kinds.len() - 2..], ["session_key", "disclosed"]);
    let [follows] = &desk.disclosed()[..] else {
        panic!("one record follows");
    };
    assert_eq!(follows.digest(), tombstone.digest);
    assert!(follows.record.contains("zakelijk bericht"));
    let outer = desk.world.records().pop().unwrap();
    let Fact::Event(inner) = outer.told().unwrap().fact else {
        panic!("an event");
    };
    assert_eq!(inner.event_id, "$1");
    assert_eq!(desk.count("aside"), 0);
}

#[tokio::test]
async fn what_is_shown_is_made_again_before_and_after_the_window() {
    let mut desk = Desk::new(false).await;
    desk.world
        .timeline(&[text("$1", "een"), text("$2", "twee")])
        .await;
    let edit = json!({ "msgtype": "m.text", "body": "* drie", "m.new_content": { "msgtype": "m.text", "body": "drie" },
        "m.relates_to": { "rel_type": "m.replace", "event_id": "$2" } });
    desk.world
        .timeline(&[event("$3", "m.room.message", "@alice:x.nl", &edit)])
        .await;
    let shown = desk.world.texts();
    assert_eq!(shown[shown.len() - 2..], ["een", "drie"]);
    rebuild(&desk.world.store, &desk.world.clock).await.unwrap();
    assert_eq!(desk.world.texts(), shown);
    desk.labels("$1", Label::Private).await.unwrap();
    assert_eq!(desk.passes(WINDOW).await, 2);
    rebuild(&desk.world.store, &desk.world.clock).await.unwrap();
    assert_eq!(desk.world.texts(), shown);
}

#[tokio::test]
async fn a_kill_between_label_and_the_end_of_the_window_keeps_both() {
    let mut desk = Desk::new(false).await;
    desk.world
        .timeline(&[text("$1", "mijn tandarts"), text("$2", "de begroting")])
        .await;
    desk.labels("$1", Label::Private).await.unwrap();
    // Killed inside the unit of work that discloses: nothing of it is there, and all of it is still due.
    let unit = desk.world.store.begin("killed").await.unwrap();
    desk.world.clock.advance(WINDOW);
    let row = unit
        .write(|c| crate::store::aside::of_event(c, "$2"))
        .unwrap()
        .unwrap();
    let record = serde_json::from_slice(&row.record).unwrap();
    unit.write(|c| crate::store::aside::disclose(c, &desk.world.clock, &row, &record))
        .unwrap();
    drop(unit);
    assert_eq!(desk.disclosed().len(), 0);

    let World {
        store, clock, dir, ..
    } = desk.world;
    drop(store);
    let store = Store::open(dir.path(), &StoreKey::from_bytes([1; 32])).unwrap();
    let clock: std::sync::Arc<dyn Clock> = std::sync::Arc::new(clock);
    assert_eq!(disclose_due(&store, &clock).await.unwrap(), 1);
    assert_eq!(disclose_due(&store, &clock).await.unwrap(), 0);
    let says = |words: &str| {
        store
            .read(|c| {
                Ok(
                    c.prepare("SELECT 1 FROM journal WHERE instr(CAST(record AS TEXT), ?1) > 0")?
                        .exists([words])?,
                )
            })
            .unwrap()
    };
    assert!(says("de begroting") && !says("tandarts"));
}

#[tokio::test]
async fn without_labels_in_the_policy_nothing_waits() {
    let mut desk = Desk::new(false).await;
    desk.under(None).await;
    desk.world.timeline(&[text("$1", "meteen")]).await;
    assert!(desk.journal_says("meteen"));
    assert_eq!((desk.count("aside"), desk.withheld().len()), (0, 0));
}

#[tokio::test]
async fn a_record_set_aside_is_not_deleted_or_changed() {
    let mut desk = Desk::new(false).await;
    desk.world.timeline(&[text("$1", "blijft")]).await;
    for sql in [
        "DELETE FROM aside",
        "UPDATE aside SET record = x'00'",
        "UPDATE aside SET until = until + 1",
        "UPDATE aside SET held = 1; DELETE FROM aside",
        "UPDATE label SET label = 'party'",
    ] {
        let unit = desk.world.store.begin("hand").await.unwrap();
        let result = unit.write(|c| Ok(c.execute_batch(sql)?));
        assert!(result.is_err() || sql.contains("label SET"), "{sql}");
    }
    assert_eq!(desk.count("aside"), 1);
}
