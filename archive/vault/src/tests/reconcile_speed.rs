//! How long the list of a large organisation takes. A floor far below the aim (`cargo xtask bench evidence` judges by it), so that only a
//! real mistake, such as a query for each event, fails it.

use std::sync::Arc;

use rusqlite::params;

use super::{
    bundle::dice::number,
    kit::{NOW, World},
};
use crate::{
    clock::{Clock as _, StandingClock, SystemClock},
    ledger::Ledger,
    reconcile::{Scope, reconcile},
};

const ROOMS: u64 = 500;
const PEOPLE: u8 = 100;
/// `i` from 1 on, with an event id as scattered as a hash.
const NUMBERS: &str = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1),
     e AS (SELECT i, printf('$%010d-%032d', i * 104729 % 1000000007, i) AS event_id, i % 500 AS room FROM n)";

#[test]
fn a_large_list_is_compared_within_seconds() {
    let count = number("GRIFFIE_LISTED", 5000).max(1000) as u64;
    let mut world = World::new();
    for number in 0..PEOPLE {
        let mut device = world.device(number, &format!("@{number}:x"));
        let object = device.seals();
        world.takes(&[object]);
    }
    keep(&world, count);
    let dir = world.path().join("ledger");
    list(&dir, count);
    let before = SystemClock.now();
    let report = reconcile(&world.vault, &dir, &Scope::default()).unwrap();
    let took = SystemClock.now().0 - before.0;
    assert_eq!((report.total.expected, report.total.archived), (count, count));
    assert!(
        report.is_complete() && report.is_consistent(),
        "{}",
        report.sentence()
    );
    println!("figure reconcile_rows {count}");
    println!("figure reconcile_ms {took}");
    assert!(took < 60_000 + count / 5, "{took} ms");
}

/// Everything in the vault, with bodies as large as real ones.
fn keep(world: &World, count: u64) {
    let store = &world.vault.store;
    store.execute_batch("BEGIN").unwrap();
    let records = format!(
        "INSERT INTO record (log_index, chain, entry, kind, room_id, captured_at, salt, commitment, body) {NUMBERS}
         SELECT object.log_index, chain.id, 1000 + i, 'event', '!' || room || ':x', ?2, zeroblob(32), zeroblob(32), randomblob(1200)
         FROM e JOIN chain ON chain.id = 1 + room % 100 JOIN object ON object.chain = chain.id"
    );
    assert_eq!(
        store.execute(&records, params![count, NOW.0]).unwrap() as u64,
        count
    );
    let events = format!(
        "INSERT INTO event (record, chain, event_id, origin_server_ts) {NUMBERS}
         SELECT record.id, record.chain, event_id, ?2 + i FROM e JOIN record ON record.chain = 1 + room % 100 AND record.entry = 1000 + i"
    );
    assert_eq!(
        store.execute(&events, params![count, NOW.0]).unwrap() as u64,
        count
    );
    store.execute_batch("COMMIT").unwrap();
}

/// The same events at the witness; the first of each room is a person who joins.
fn list(dir: &std::path::Path, count: u64) {
    let clock = Arc::new(StandingClock(NOW));
    let (ledger, _) = Ledger::create(dir, "x", "http://127.0.0.1:9009", clock).unwrap();
    let store = &ledger.store;
    store.execute_batch("BEGIN").unwrap();
    for room in 0..ROOMS {
        store
            .execute(
                "INSERT INTO room (id, room_id) VALUES (?1, ?2)",
                params![room + 1, format!("!{room}:x")],
            )
            .unwrap();
    }
    let events = format!(
        "INSERT INTO event (event_id, room, position, sender, kind, state_key, membership, origin_server_ts, received_at, source,
                            digest, body) {NUMBERS}
         SELECT event_id, room + 1, i, '@' || (room % 100) || ':x', CASE WHEN i <= 500 THEN 'm.room.member' ELSE 'm.room.encrypted' END,
                CASE WHEN i <= 500 THEN '@' || (room % 100) || ':x' END, CASE WHEN i <= 500 THEN 'join' ELSE '' END, ?2 + i, ?2, 'pushed', zeroblob(32),
                hex(randomblob(400))
         FROM e"
    );
    assert_eq!(
        store.execute(&events, params![count, NOW.0]).unwrap() as u64,
        count
    );
    store.execute_batch("COMMIT").unwrap();
}
