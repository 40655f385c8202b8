//! Events in the order of their rooms. Written once; a walk may find that something came in between, and then moves what follows.

use griffie_wire::{Millis, Sha256};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::{
    ledger::event::{Listed, Source},
    store::StoreError,
};

/// A room of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Room {
    pub(crate) id: i64,
    /// Position up to which it was compared with the homeserver's list; 0 for never.
    pub(crate) walked_to: i64,
}

/// An event as the reconciliation needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) event_id: String,
    pub(crate) sender: String,
    pub(crate) kind: String,
    pub(crate) state_key: Option<String>,
    pub(crate) membership: String,
    pub(crate) origin_server_ts: Millis,
    pub(crate) received_at: Millis,
}

/// The room, made when it is new.
pub(crate) fn room(connection: &Connection, room_id: &str) -> Result<Room, StoreError> {
    let read = |row: &rusqlite::Row<'_>| {
        Ok(Room {
            id: row.get(0)?,
            walked_to: row.get(1)?,
        })
    };
    let mut find = connection.prepare_cached("SELECT id, walked_to FROM room WHERE room_id = ?1")?;
    if let Some(room) = find.query_row([room_id], read).optional()? {
        return Ok(room);
    }
    connection
        .prepare_cached("INSERT INTO room (room_id) VALUES (?1)")?
        .execute([room_id])?;
    Ok(Room {
        id: connection.last_insert_rowid(),
        walked_to: 0,
    })
}

/// All rooms, by name.
pub(crate) fn rooms(connection: &Connection) -> Result<Vec<(Room, String)>, StoreError> {
    let mut query = connection.prepare_cached("SELECT id, walked_to, room_id FROM room ORDER BY room_id")?;
    let rows = query.query_map([], |row| {
        Ok((
            Room {
                id: row.get(0)?,
                walked_to: row.get(1)?,
            },
            row.get(2)?,
        ))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The event at a place of its room.
pub(crate) fn at(connection: &Connection, room: i64, position: i64) -> Result<Option<String>, StoreError> {
    let mut query =
        connection.prepare_cached("SELECT event_id FROM event WHERE room = ?1 AND position = ?2")?;
    Ok(query.query_row([room, position], |row| row.get(0)).optional()?)
}

/// Lists an event behind all others of its room; false if it is listed already.
pub(crate) fn append(
    connection: &Connection,
    listed: &Listed,
    source: Source,
    now: Millis,
) -> Result<bool, StoreError> {
    let room = room(connection, &listed.room_id)?;
    let inserted = connection
        .prepare_cached(
            "INSERT INTO event (event_id, room, position, sender, kind, state_key, membership, origin_server_ts,
                                received_at, source, digest, body)
             SELECT ?1, ?2, (SELECT ifnull(max(position), 0) + 1 FROM event WHERE room = ?2), ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11
             WHERE NOT EXISTS (SELECT 1 FROM event WHERE event_id = ?1)",
        )?
        .execute(params![
            listed.event_id,
            room.id,
            listed.sender,
            listed.kind,
            listed.state_key,
            listed.membership,
            listed.origin_server_ts.0,
            now.0,
            source.name(),
            listed.digest.as_bytes(),
            listed.body,
        ])?;
    Ok(inserted == 1)
}

/// Keeps what cannot be listed; false if it was here before.
pub(crate) fn keep_odd(
    connection: &Connection,
    reason: &str,
    body: &str,
    now: Millis,
) -> Result<bool, StoreError> {
    let inserted = connection
        .prepare_cached(
            "INSERT OR IGNORE INTO odd (received_at, reason, digest, body) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![
            now.0,
            reason,
            Sha256::of(body.as_bytes()).as_bytes(),
            body
        ])?;
    Ok(inserted == 1)
}

/// Puts the listed events of a room that follow `after` into the homeserver's order: `order` first, then what came since, as it is.
/// Gives the position of the last of `order`.
pub(crate) fn reorder(
    connection: &Connection,
    room: i64,
    after: i64,
    order: &[String],
) -> Result<i64, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT event_id FROM event WHERE room = ?1 AND position > ?2 ORDER BY position, id",
    )?;
    let held: Vec<String> = query
        .query_map([room, after], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let named: std::collections::HashSet<&str> = order.iter().map(String::as_str).collect();
    let rest = held.iter().filter(|id| !named.contains(id.as_str()));
    let mut update = connection.prepare_cached("UPDATE event SET position = ?2 WHERE event_id = ?1")?;
    for (position, event_id) in (after + 1..).zip(order.iter().chain(rest)) {
        update.execute(params![event_id, position])?;
    }
    Ok(after + i64::try_from(order.len()).unwrap_or(i64::MAX))
}

/// Notes up to where the room was compared.
pub(crate) fn set_walked(connection: &Connection, room: i64, to: i64) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE room SET walked_to = ?2 WHERE id = ?1")?
        .execute([room, to])?;
    Ok(())
}

/// Calls `each` with every event of a room, in order.
pub(crate) fn each_of_room<E: From<StoreError>>(
    connection: &Connection,
    room: i64,
    mut each: impl FnMut(Line) -> Result<(), E>,
) -> Result<(), E> {
    let sqlite = |error: rusqlite::Error| E::from(StoreError::from(error));
    let mut query = connection
        .prepare_cached(
            "SELECT event_id, sender, kind, state_key, membership, origin_server_ts, received_at
             FROM event WHERE room = ?1 ORDER BY position, id",
        )
        .map_err(sqlite)?;
    let mut rows = query.query([room]).map_err(sqlite)?;
    while let Some(row) = rows.next().map_err(sqlite)? {
        let line = || -> rusqlite::Result<Line> {
            Ok(Line {
                event_id: row.get(0)?,
                sender: row.get(1)?,
                kind: row.get(2)?,
                state_key: row.get(3)?,
                membership: row.get(4)?,
                origin_server_ts: Millis(row.get(5)?),
                received_at: Millis(row.get(6)?),
            })
        };
        each(line().map_err(sqlite)?)?;
    }
    Ok(())
}

/// The homeserver's time of a listed event.
pub(crate) fn time(connection: &Connection, event_id: &str) -> Result<Option<Millis>, StoreError> {
    let mut query = connection.prepare_cached("SELECT origin_server_ts FROM event WHERE event_id = ?1")?;
    let time = query.query_row([event_id], |row| row.get(0)).optional()?;
    Ok(time.map(Millis))
}

/// Digest of what is kept of a listed event.
pub(crate) fn digest(connection: &Connection, event_id: &str) -> Result<Option<Sha256>, StoreError> {
    let mut query = connection.prepare_cached("SELECT digest FROM event WHERE event_id = ?1")?;
    let digest = query
        .query_row([event_id], |row| row.get::<_, [u8; 32]>(0))
        .optional()?;
    Ok(digest.map(Sha256::from_bytes))
}

/// Numbers of events and of odd ones.
pub(crate) fn counts(connection: &Connection) -> Result<(u64, u64), StoreError> {
    let query = "SELECT (SELECT count(*) FROM event), (SELECT count(*) FROM odd)";
    Ok(connection.query_row(query, [], |row| Ok((row.get(0)?, row.get(1)?)))?)
}
