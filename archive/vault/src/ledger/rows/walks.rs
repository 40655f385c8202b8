//! Comparisons with the homeserver's list.

use griffie_wire::Millis;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::store::StoreError;

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
