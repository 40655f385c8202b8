//! Which events have a record, and where each stands in the timeline. Outlives pruning, so that nothing is recorded twice.

use griffie_wire::ids::EntryNo;
use rusqlite::{Connection, OptionalExtension, params};

use super::StoreError;

/// Place in a room's timeline: segments in order, and within each by position, which may be negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) segment: i64,
    pub(crate) position: i64,
}

/// An event that has a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) seq: EntryNo,
    /// Row of its room.
    pub(crate) room: i64,
    /// `None` while it came as state only.
    pub(crate) place: Option<Place>,
}

pub(crate) fn find(c: &Connection, event_id: &str) -> Result<Option<Seen>, StoreError> {
    let mut query =
        c.prepare_cached("SELECT seq, segment, position, room FROM seen_event WHERE event_id = ?1")?;
    let row = query.query_row([event_id], |row| {
        let place = match (row.get(1)?, row.get(2)?) {
            (Some(segment), Some(position)) => Some(Place { segment, position }),
            _ => None,
        };
        Ok(Seen {
            seq: EntryNo(row.get(0)?),
            room: row.get(3)?,
            place,
        })
    });
    Ok(row.optional()?)
}

pub(crate) fn add(
    c: &Connection,
    event_id: &str,
    room: i64,
    seq: EntryNo,
    place: Option<Place>,
) -> Result<(), StoreError> {
    c.prepare_cached(
        "INSERT INTO seen_event (event_id, room, seq, segment, position) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        event_id,
        room,
        seq.0,
        place.map(|p| p.segment),
        place.map(|p| p.position)
    ])?;
    Ok(())
}

/// An event that came as state has come in the timeline too.
pub(crate) fn set_place(c: &Connection, event_id: &str, place: Place) -> Result<(), StoreError> {
    c.prepare_cached("UPDATE seen_event SET segment = ?2, position = ?3 WHERE event_id = ?1")?
        .execute(params![event_id, place.segment, place.position])?;
    Ok(())
}

/// The text of the event as it came, out of its record; `None` when that was pruned.
pub(crate) fn raw(c: &Connection, event_id: &str) -> Result<Option<String>, StoreError> {
    let mut query = c.prepare_cached(
        "SELECT json_extract(
             CASE j.kind WHEN 'disclosed' THEN json_extract(CAST(j.record AS TEXT), '$.fact.record')
                         ELSE CAST(coalesce(a.record, j.record) AS TEXT) END, '$.fact.raw')
         FROM seen_event s LEFT JOIN journal j ON j.seq = s.seq LEFT JOIN aside a ON a.seq = s.seq
         WHERE s.event_id = ?1",
    )?;
    let raw = query.query_row([event_id], |row| row.get(0)).optional()?;
    Ok(raw.flatten())
}
