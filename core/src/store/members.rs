//! Current memberships of rooms.

use griffie_wire::ids::EntryNo;
use rusqlite::{Connection, OptionalExtension, params};

use super::StoreError;

/// One membership as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredMember {
    pub(crate) user_id: String,
    pub(crate) membership: String,
    pub(crate) display_name: Option<String>,
    pub(crate) avatar_url: Option<String>,
}

/// Sets a membership; gives what it was before, if anything.
pub(crate) fn set(
    c: &Connection,
    room: i64,
    member: &StoredMember,
    seq: Option<EntryNo>,
) -> Result<Option<StoredMember>, StoreError> {
    let before = find(c, room, &member.user_id)?;
    c.prepare_cached(
        "INSERT INTO member (room, user_id, membership, display_name, avatar_url, seq) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (room, user_id) DO UPDATE
         SET membership = excluded.membership, display_name = excluded.display_name,
             avatar_url = excluded.avatar_url, seq = excluded.seq",
    )?
    .execute(params![
        room,
        member.user_id,
        member.membership,
        member.display_name,
        member.avatar_url,
        seq.map(|seq| seq.0)
    ])?;
    Ok(before)
}

pub(crate) fn find(c: &Connection, room: i64, user_id: &str) -> Result<Option<StoredMember>, StoreError> {
    let mut query = c.prepare_cached(
        "SELECT user_id, membership, display_name, avatar_url FROM member WHERE room = ?1 AND user_id = ?2",
    )?;
    Ok(query.query_row(params![room, user_id], read).optional()?)
}

/// Everybody who is in the room or invited to it, in order of user id.
pub(crate) fn present(c: &Connection, room: i64) -> Result<Vec<StoredMember>, StoreError> {
    let mut query = c.prepare_cached(
        "SELECT user_id, membership, display_name, avatar_url FROM member
         WHERE room = ?1 AND membership IN ('join', 'invite') ORDER BY user_id",
    )?;
    let rows = query.query_map([room], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// At most `limit` of the others who are or were in the room, those present first: enough to name it.
pub(crate) fn others(
    c: &Connection,
    room: i64,
    me: &str,
    limit: u32,
) -> Result<Vec<StoredMember>, StoreError> {
    let mut query = c.prepare_cached(
        "SELECT user_id, membership, display_name, avatar_url FROM member WHERE room = ?1 AND user_id <> ?2
         ORDER BY membership NOT IN ('join', 'invite'), user_id LIMIT ?3",
    )?;
    let rows = query.query_map(params![room, me, limit], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How many are in the room, and how many invited.
pub(crate) fn count(c: &Connection, room: i64) -> Result<(u32, u32), StoreError> {
    let mut query = c.prepare_cached(
        "SELECT count(*) FILTER (WHERE membership = 'join'), count(*) FILTER (WHERE membership = 'invite')
         FROM member WHERE room = ?1",
    )?;
    Ok(query.query_row([room], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<StoredMember> {
    Ok(StoredMember {
        user_id: row.get(0)?,
        membership: row.get(1)?,
        display_name: row.get(2)?,
        avatar_url: row.get(3)?,
    })
}
