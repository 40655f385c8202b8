//! The list is durable, idempotent, in the homeserver's order, and never changes what it once said.

use std::{path::Path, sync::Arc};

use griffie_wire::Millis;
use rusqlite::TransactionBehavior;
use serde_json::{Value, json};

use super::{
    face::{Taken, take_in},
    rows::events::{self, Line},
    walk::settle,
    *,
};
use crate::clock::StandingClock;

const ROOM: &str = "!dijk:example.nl";

fn ledger(dir: &Path) -> Ledger {
    let clock = Arc::new(StandingClock(Millis(1_000)));
    Ledger::create(&dir.join("ledger"), "example.nl", "http://127.0.0.1:9009", clock)
        .unwrap()
        .0
}

fn event(id: &str) -> Value {
    json!({"event_id": id, "room_id": ROOM, "sender": "@a:example.nl", "type": "m.room.encrypted",
           "origin_server_ts": 7, "content": {"ciphertext": id}})
}

fn list(ledger: &Ledger) -> Vec<String> {
    let room = events::room(&ledger.store, ROOM).unwrap();
    let mut all = Vec::new();
    events::each_of_room(&ledger.store, room.id, |line: Line| {
        all.push(line.event_id);
        Ok::<_, StoreError>(())
    })
    .unwrap();
    all
}

fn walk_over(ledger: &mut Ledger, ids: &[&str]) -> Walked {
    let room = events::room(&ledger.store, ROOM).unwrap();
    settle(ledger, room, ids.iter().map(|id| event(id)).collect()).unwrap()
}

#[test]
fn a_transaction_may_come_again_and_an_event_in_two_of_them() {
    let dir = tempfile::tempdir().unwrap();
    let mut ledger = ledger(dir.path());
    let first = vec![event("$1"), event("$2")];
    assert_eq!(
        take_in(&mut ledger, first.clone()).unwrap(),
        Taken { new: 2, odd: 0 }
    );
    assert_eq!(take_in(&mut ledger, first).unwrap(), Taken { new: 0, odd: 0 });
    let next = vec![event("$2"), event("$3")];
    assert_eq!(take_in(&mut ledger, next).unwrap(), Taken { new: 1, odd: 0 });
    assert_eq!(list(&ledger), ["$1", "$2", "$3"]);
}

#[test]
fn what_cannot_be_listed_is_kept_once_and_stops_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let mut ledger = ledger(dir.path());
    let odd = json!({"type": "m.room.message", "content": {}});
    let given = vec![odd.clone(), event("$1"), odd];
    assert_eq!(take_in(&mut ledger, given).unwrap(), Taken { new: 1, odd: 1 });
    assert_eq!(events::counts(&ledger.store).unwrap(), (1, 1));
}

#[test]
fn a_walk_finds_what_was_not_pushed_and_puts_it_in_its_place() {
    let dir = tempfile::tempdir().unwrap();
    let mut ledger = ledger(dir.path());
    take_in(&mut ledger, vec![event("$1"), event("$2")]).unwrap();
    assert_eq!(walk_over(&mut ledger, &["$1", "$2"]).found, 0);
    // Down while $3 and $4 were sent; $5 is pushed before the walk comes, $6 while it is on its way.
    take_in(&mut ledger, vec![event("$5"), event("$6")]).unwrap();
    assert_eq!(walk_over(&mut ledger, &["$3", "$4", "$5"]).found, 2);
    assert_eq!(list(&ledger), ["$1", "$2", "$3", "$4", "$5", "$6"]);
    assert_eq!(walk_over(&mut ledger, &["$6"]).found, 0);
    assert_eq!(list(&ledger), ["$1", "$2", "$3", "$4", "$5", "$6"]);
    let room = events::room(&ledger.store, ROOM).unwrap();
    assert_eq!(
        events::at(&ledger.store, room.id, room.walked_to)
            .unwrap()
            .as_deref(),
        Some("$6")
    );
}

#[test]
fn the_witness_changes_and_forgets_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let mut ledger = ledger(dir.path());
    take_in(&mut ledger, vec![event("$1")]).unwrap();
    for statement in [
        "DELETE FROM event",
        "UPDATE event SET body = '{}'",
        "UPDATE event SET sender = '@b:example.nl'",
        "INSERT OR REPLACE INTO event SELECT * FROM event",
    ] {
        let unit = ledger
            .store
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .unwrap();
        assert!(unit.execute(statement, []).is_err(), "{statement}");
    }
}

#[test]
fn a_ledger_is_made_once_and_opens_with_its_key_alone() {
    let dir = tempfile::tempdir().unwrap();
    drop(ledger(dir.path()));
    let folder = dir.path().join("ledger");
    let clock = Arc::new(StandingClock(Millis(0)));
    assert!(Ledger::create(&folder, "example.nl", "http://a", clock.clone()).is_err());
    assert!(Ledger::open(&folder, clock.clone()).is_ok());
    std::fs::remove_file(folder.join(KEY)).unwrap();
    crate::keys::write_secret(&folder.join(KEY), &[7; 32]).unwrap();
    let refused = Ledger::open(&folder, clock);
    assert!(matches!(refused, Err(LedgerError::Store(StoreError::WrongKey))));
}
