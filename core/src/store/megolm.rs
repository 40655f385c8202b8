//! Megolm sessions whose key is in the journal, and which event used which index of them.

use rusqlite::{Connection, OptionalExtension, params};

use super::StoreError;

/// A session whose key is in the journal from `first_index` on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Exported {
    pub(crate) id: i64,
    pub(crate) first_index: u32,
}

pub(crate) fn exported(
    c: &Connection,
    room_id: &str,
    session_id: &str,
) -> Result<Option<Exported>, StoreError> {
    let mut query = c.prepare_cached(
        "SELECT id, first_index FROM megolm_session WHERE session_id = ?1 AND room_id = ?2",
    )?;
    let row = query.query_row([session_id, room_id], |row| {
        Ok(Exported {
            id: row.get(0)?,
            first_index: row.get(1)?,
        })
    });
    Ok(row.optional()?)
}

/// The session's key is in the journal from `first_index` on.
pub(crate) fn set_exported(
    c: &Connection,
    room_id: &str,
    session_id: &str,
    first_index: u32,
) -> Result<Exported, StoreError> {
    let id = c
        .prepare_cached(
            "INSERT INTO megolm_session (session_id, room_id, first_index) VALUES (?1, ?2, ?3)
             ON CONFLICT (session_id, room_id) DO UPDATE SET first_index = excluded.first_index RETURNING id",
        )?
        .query_row(params![session_id, room_id, first_index], |row| row.get(0))?;
    Ok(Exported { id, first_index })
}

/// Notes that `event_id` used this index; gives the event that used it before, if it is another one.
pub(crate) fn use_index(
    c: &Connection,
    session: i64,
    message_index: u32,
    event_id: &str,
) -> Result<Option<String>, StoreError> {
    let added = c
        .prepare_cached(
            "INSERT INTO megolm_index (session, message_index, event_id) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
        )?
        .execute(params![session, message_index, event_id])?;
    if added == 1 {
        return Ok(None);
    }
    let user: String = c
        .prepare_cached("SELECT event_id FROM megolm_index WHERE session = ?1 AND message_index = ?2")?
        .query_row(params![session, message_index], |row| row.get(0))?;
    Ok((user != event_id).then_some(user))
}
