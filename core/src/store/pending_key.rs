//! Events that wait for their Megolm key, with their ciphertext.

use griffie_wire::ids::Millis;
use rusqlite::{Connection, params};

use super::StoreError;

/// One event that could not be decrypted yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PendingKey {
    pub(crate) event_id: String,
    pub(crate) room_id: String,
    pub(crate) session_id: String,
    pub(crate) gap_id: String,
    pub(crate) raw: String,
    pub(crate) received_at: Millis,
    /// Whether its sender had to send us the key: we were in the room.
    pub(crate) owed: bool,
}

pub(crate) fn add(c: &Connection, pending: &PendingKey) -> Result<(), StoreError> {
    c.prepare_cached(
        "INSERT INTO pending_key (event_id, room_id, session_id, gap_id, raw, received_at, owed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        pending.event_id,
        pending.room_id,
        pending.session_id,
        pending.gap_id,
        pending.raw,
        pending.received_at.0,
        pending.owed
    ])?;
    Ok(())
}

pub(crate) fn remove(c: &Connection, event_id: &str) -> Result<(), StoreError> {
    c.prepare_cached("DELETE FROM pending_key WHERE event_id = ?1")?
        .execute([event_id])?;
    Ok(())
}

/// Those that wait for this session, in the order in which they came.
pub(crate) fn of_session(
    c: &Connection,
    room_id: &str,
    session_id: &str,
) -> Result<Vec<PendingKey>, StoreError> {
    let mut query = c.prepare_cached(
        "SELECT event_id, room_id, session_id, gap_id, raw, received_at, owed FROM pending_key
         WHERE session_id = ?1 AND room_id = ?2 ORDER BY rowid",
    )?;
    let rows = query.query_map([session_id, room_id], |row| {
        Ok(PendingKey {
            event_id: row.get(0)?,
            room_id: row.get(1)?,
            session_id: row.get(2)?,
            gap_id: row.get(3)?,
            raw: row.get(4)?,
            received_at: Millis(row.get(5)?),
            owed: row.get(6)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How many events wait for a key that is owed to us.
pub(crate) fn count(c: &Connection) -> Result<u64, StoreError> {
    Ok(
        c.prepare_cached("SELECT count(*) FROM pending_key WHERE owed = 1")?
            .query_row([], |row| row.get(0))?,
    )
}
