//! Recalls that this device took, and what of them is still to be done.

use griffie_wire::ids::{Millis, Seq, Sha256};
use rusqlite::{Connection, OptionalExtension, named_params, params};

use super::{StoreError, Unit};

/// Objects to be sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ObjectsWanted {
    pub(crate) id: i64,
    pub(crate) first: Seq,
    pub(crate) last: Seq,
}

/// An event to be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EventWanted {
    pub(crate) id: i64,
    pub(crate) room_id: String,
    pub(crate) event_id: String,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Todo {
    Objects { first: Seq, last: Seq },
    Event { room_id: String, event_id: String },
}

/// Number of the newest recall that was taken, 0 before the first.
pub(crate) fn newest(c: &Connection) -> Result<u64, StoreError> {
    Ok(c.prepare_cached("SELECT ifnull(max(number), 0) FROM recall")?
        .query_row([], |row| row.get(0))?)
}

/// Digest of the recall that was taken under this number, while it is known.
pub(crate) fn digest(c: &Connection, number: u64) -> Result<Option<Sha256>, StoreError> {
    let mut query = c.prepare_cached("SELECT digest FROM recall WHERE number = ?1")?;
    let digest = query
        .query_row([number], |row| row.get::<_, [u8; 32]>(0))
        .optional()?;
    Ok(digest.map(Sha256::from_bytes))
}

/// Keeps a recall and what it wants; part of the caller's transaction. What has expired goes.
pub(crate) fn take(
    unit: &Unit,
    (number, digest): (u64, &Sha256),
    expires: Millis,
    todo: &[Todo],
    now: Millis,
) -> Result<(), StoreError> {
    unit.write(|c| {
        c.prepare_cached("DELETE FROM recall_want WHERE expires <= ?1")?
            .execute([now.0])?;
        c.prepare_cached("INSERT INTO recall (number, digest, expires) VALUES (?1, ?2, ?3)")?
            .execute(params![number, digest.as_bytes(), expires.0])?;
        c.prepare_cached(
            "DELETE FROM recall WHERE expires <= ?1 AND number < (SELECT max(number) FROM recall)
                 AND NOT EXISTS (SELECT 1 FROM recall_want w WHERE w.number = recall.number)",
        )?
        .execute([now.0])?;
        let mut insert = c.prepare_cached(
            "INSERT INTO recall_want (number, expires, first, last, room_id, event_id)
             VALUES (:number, :expires, :first, :last, :room_id, :event_id)",
        )?;
        for one in todo {
            let (range, event) = match one {
                Todo::Objects { first, last } => (Some((first.0, last.0)), None),
                Todo::Event { room_id, event_id } => (None, Some((room_id, event_id))),
            };
            insert.execute(named_params! {
                ":number": number, ":expires": expires.0,
                ":first": range.map(|range| range.0), ":last": range.map(|range| range.1),
                ":room_id": event.map(|event| event.0), ":event_id": event.map(|event| event.1),
            })?;
        }
        Ok(())
    })
}

/// Objects that are still to be sent again.
pub(crate) fn objects(c: &Connection, now: Millis) -> Result<Vec<ObjectsWanted>, StoreError> {
    let mut query = c.prepare_cached(
        "SELECT id, first, last FROM recall_want WHERE first IS NOT NULL AND expires > ?1 ORDER BY id",
    )?;
    let rows = query.query_map([now.0], |row| {
        Ok(ObjectsWanted {
            id: row.get(0)?,
            first: Seq(row.get(1)?),
            last: Seq(row.get(2)?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Events that are still to be fetched.
pub(crate) fn events(c: &Connection, now: Millis) -> Result<Vec<EventWanted>, StoreError> {
    let mut query = c.prepare_cached(
        "SELECT id, room_id, event_id FROM recall_want WHERE room_id IS NOT NULL AND expires > ?1 ORDER BY id",
    )?;
    let rows = query.query_map([now.0], |row| {
        Ok(EventWanted {
            id: row.get(0)?,
            room_id: row.get(1)?,
            event_id: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One of them was done, whatever came of it. False when it was done already.
pub(crate) fn done(c: &Connection, id: i64) -> Result<bool, StoreError> {
    Ok(c.prepare_cached("DELETE FROM recall_want WHERE id = ?1")?
        .execute([id])?
        == 1)
}
