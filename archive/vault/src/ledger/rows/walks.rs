//! Acknowledged transactions, and comparisons with the homeserver's list.

use griffie_wire::Millis;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::store::StoreError;

/// Notes a transaction; false if it was acknowledged before.
pub(crate) fn note_pushed(connection: &Connection, txn_id: &str, now: Millis) -> Result<bool, StoreError> {
    let inserted = connection
        .prepare_cached("INSERT OR IGNORE INTO pushed (txn_id, received_at) VALUES (?1, ?2)")?
        .execute(params![txn_id, now.0])?;
    Ok(inserted == 1)
}

/// Notes a walk that came to its end.
pub(crate) fn note_walk(
    connection: &Connection,
    now: Millis,
    rooms: u64,
    found: u64,
) -> Result<(), StoreError> {
    connection.execute(
        "INSERT INTO walk (ended_at, rooms, found) VALUES (?1, ?2, ?3)",
        params![now.0, rooms, found],
    )?;
    Ok(())
}

/// When the last walk ended.
pub(crate) fn last_walk(connection: &Connection) -> Result<Option<Millis>, StoreError> {
    let query = "SELECT ended_at FROM walk ORDER BY id DESC LIMIT 1";
    Ok(connection
        .query_row(query, [], |row| row.get(0))
        .optional()?
        .map(Millis))
}
