//! Where the homeserver's stream was read up to, and the event types this version has no name for.

use rusqlite::{Connection, OptionalExtension};

use super::StoreError;

/// The token of the last response that was taken in.
pub(crate) fn next_batch(c: &Connection) -> Result<Option<String>, StoreError> {
    let mut query = c.prepare_cached("SELECT next_batch FROM sync_state WHERE id = 1")?;
    Ok(query.query_row([], |row| row.get(0)).optional()?)
}

/// Written last in the unit that took the response in.
pub(crate) fn set_next_batch(c: &Connection, token: &str) -> Result<(), StoreError> {
    c.prepare_cached(
        "INSERT INTO sync_state (id, next_batch) VALUES (1, ?1)
         ON CONFLICT (id) DO UPDATE SET next_batch = excluded.next_batch",
    )?
    .execute([token])?;
    Ok(())
}

/// Counts an event of a type this version has no name for.
pub(crate) fn count_unknown(c: &Connection, event_type: &str) -> Result<(), StoreError> {
    c.prepare_cached(
        "INSERT INTO unknown_type (event_type, events) VALUES (?1, 1)
         ON CONFLICT (event_type) DO UPDATE SET events = events + 1",
    )?
    .execute([event_type])?;
    Ok(())
}

/// Those types and how often each came.
pub(crate) fn unknown_types(c: &Connection) -> Result<Vec<(String, u64)>, StoreError> {
    let mut query = c.prepare_cached("SELECT event_type, events FROM unknown_type ORDER BY event_type")?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
