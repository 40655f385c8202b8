//! Rooms: our membership, their current state, counts. What the state means is decided by `chat`.

use griffie_wire::ids::{EntryNo, Sha256};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::StoreError;

/// A room as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredRoom {
    pub(crate) id: i64,
    pub(crate) room_id: String,
    /// Ours; empty before anything is known.
    pub(crate) membership: String,
    pub(crate) direct: bool,
    pub(crate) inviter: Option<String>,
    pub(crate) unread: u32,
    pub(crate) highlights: u32,
    /// JSON list of user ids.
    pub(crate) typing: String,
    pub(crate) segment: i64,
    /// Of the last Members record.
    pub(crate) members_digest: Option<Sha256>,
    pub(crate) members_dirty: bool,
}

const COLUMNS: &str = "id, room_id, membership, room_id IN (SELECT room_id FROM direct_room), inviter, unread, highlights, typing, segment,
    members_digest, members_dirty";

fn read(row: &Row<'_>) -> rusqlite::Result<StoredRoom> {
    Ok(StoredRoom {
        id: row.get(0)?,
        room_id: row.get(1)?,
        membership: row.get(2)?,
        direct: row.get(3)?,
        inviter: row.get(4)?,
        unread: row.get(5)?,
        highlights: row.get(6)?,
        typing: row.get(7)?,
        segment: row.get(8)?,
        members_digest: row.get::<_, Option<[u8; 32]>>(9)?.map(Sha256::from_bytes),
        members_dirty: row.get(10)?,
    })
}

pub(crate) fn find(c: &Connection, room_id: &str) -> Result<Option<StoredRoom>, StoreError> {
    let mut query = c.prepare_cached(&format!("SELECT {COLUMNS} FROM room WHERE room_id = ?1"))?;
    Ok(query.query_row([room_id], read).optional()?)
}

/// The room, made if it was not known.
pub(crate) fn find_or_add(c: &Connection, room_id: &str) -> Result<StoredRoom, StoreError> {
    c.prepare_cached("INSERT INTO room (room_id) VALUES (?1) ON CONFLICT DO NOTHING")?
        .execute([room_id])?;
    find(c, room_id)?.ok_or(StoreError::Malformed("room"))
}

pub(crate) fn all(c: &Connection) -> Result<Vec<StoredRoom>, StoreError> {
    let mut query = c.prepare_cached(&format!("SELECT {COLUMNS} FROM room ORDER BY id"))?;
    let rows = query.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn set_membership(c: &Connection, room: i64, membership: &str) -> Result<(), StoreError> {
    c.prepare_cached("UPDATE room SET membership = ?2 WHERE id = ?1")?
        .execute(params![room, membership])?;
    Ok(())
}

/// Who invited us.
pub(crate) fn set_inviter(c: &Connection, room: i64, inviter: &str) -> Result<(), StoreError> {
    c.prepare_cached("UPDATE room SET inviter = ?2 WHERE id = ?1")?
        .execute(params![room, inviter])?;
    Ok(())
}

/// We were invited to a conversation of two.
pub(crate) fn add_direct(c: &Connection, room_id: &str) -> Result<(), StoreError> {
    c.prepare_cached(
        "INSERT INTO direct_room (room_id, source) VALUES (?1, 'invite') ON CONFLICT DO NOTHING",
    )?
    .execute([room_id])?;
    Ok(())
}

/// By the user's account data exactly these rooms are conversations of two.
pub(crate) fn set_direct(c: &Connection, room_ids: &[String]) -> Result<(), StoreError> {
    let list = serde_json::to_string(room_ids)?;
    c.prepare_cached("DELETE FROM direct_room WHERE source = 'account'")?
        .execute([])?;
    c.prepare_cached(
        "INSERT OR IGNORE INTO direct_room (room_id, source) SELECT value, 'account' FROM json_each(?1)",
    )?
    .execute([list])?;
    Ok(())
}

pub(crate) fn set_unread(c: &Connection, room: i64, unread: u32, highlights: u32) -> Result<(), StoreError> {
    c.prepare_cached("UPDATE room SET unread = ?2, highlights = ?3 WHERE id = ?1")?
        .execute(params![room, unread, highlights])?;
    Ok(())
}

pub(crate) fn set_typing(c: &Connection, room: i64, users: &[String]) -> Result<(), StoreError> {
    let list = serde_json::to_string(users)?;
    c.prepare_cached("UPDATE room SET typing = ?2 WHERE id = ?1")?
        .execute(params![room, list])?;
    Ok(())
}

pub(crate) fn set_read_up_to(c: &Connection, room: i64, event_id: &str) -> Result<(), StoreError> {
    c.prepare_cached("UPDATE room SET read_up_to = ?2 WHERE id = ?1")?
        .execute(params![room, event_id])?;
    Ok(())
}

/// Notes up to where somebody has read; says whether that is news.
pub(crate) fn set_receipt(
    c: &Connection,
    room: i64,
    user_id: &str,
    event_id: &str,
    at: u64,
) -> Result<bool, StoreError> {
    let changed = c
        .prepare_cached(
            "INSERT INTO receipt (room, user_id, event_id, at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (room, user_id) DO UPDATE SET event_id = excluded.event_id, at = excluded.at
             WHERE receipt.event_id <> excluded.event_id",
        )?
        .execute(params![room, user_id, event_id, at])?;
    Ok(changed > 0)
}

pub(crate) fn set_segment(c: &Connection, room: i64, segment: i64) -> Result<(), StoreError> {
    c.prepare_cached("UPDATE room SET segment = ?2 WHERE id = ?1")?
        .execute(params![room, segment])?;
    Ok(())
}

/// A Members record with this digest was written.
pub(crate) fn set_members_digest(c: &Connection, room: i64, digest: &Sha256) -> Result<(), StoreError> {
    c.prepare_cached("UPDATE room SET members_digest = ?2, members_dirty = 0 WHERE id = ?1")?
        .execute(params![room, digest.as_bytes()])?;
    Ok(())
}

pub(crate) fn set_members_dirty(c: &Connection, room: i64, dirty: bool) -> Result<(), StoreError> {
    c.prepare_cached("UPDATE room SET members_dirty = ?2 WHERE id = ?1")?
        .execute(params![room, dirty])?;
    Ok(())
}

/// A piece of current state as it arrives; `seq` is its record, if it has one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NewState<'a> {
    pub(crate) event_type: &'a str,
    pub(crate) state_key: &'a str,
    pub(crate) sender: &'a str,
    pub(crate) content: &'a str,
    pub(crate) seq: Option<EntryNo>,
}

pub(crate) fn set_state(c: &Connection, room: i64, state: NewState<'_>) -> Result<(), StoreError> {
    c.prepare_cached(
        "INSERT INTO room_state (room, event_type, state_key, sender, content, seq) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (room, event_type, state_key) DO UPDATE
         SET sender = excluded.sender, content = excluded.content, seq = excluded.seq",
    )?
    .execute(params![
        room,
        state.event_type,
        state.state_key,
        state.sender,
        state.content,
        state.seq.map(|seq| seq.0)
    ])?;
    Ok(())
}

/// A piece of current state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StateEvent {
    pub(crate) sender: String,
    /// JSON, as it came.
    pub(crate) content: String,
}

/// A room's state, if it has any.
pub(crate) fn state_event(
    c: &Connection,
    room: i64,
    event_type: &str,
    state_key: &str,
) -> Result<Option<StateEvent>, StoreError> {
    let mut query = c.prepare_cached(
        "SELECT sender, content FROM room_state WHERE room = ?1 AND event_type = ?2 AND state_key = ?3",
    )?;
    let read = |row: &rusqlite::Row<'_>| {
        Ok(StateEvent {
            sender: row.get(0)?,
            content: row.get(1)?,
        })
    };
    Ok(query
        .query_row(params![room, event_type, state_key], read)
        .optional()?)
}

/// The JSON content of a room's state, if it has any.
pub(crate) fn state(
    c: &Connection,
    room: i64,
    event_type: &str,
    state_key: &str,
) -> Result<Option<String>, StoreError> {
    Ok(state_event(c, room, event_type, state_key)?.map(|state| state.content))
}

/// The Matrix id of a room by its row.
pub(crate) fn room_id(c: &Connection, room: i64) -> Result<String, StoreError> {
    Ok(c.prepare_cached("SELECT room_id FROM room WHERE id = ?1")?
        .query_row([room], |row| row.get(0))?)
}
