//! Gaps: what should be here and is not; opened and closed beside their records.

use std::collections::BTreeMap;

use griffie_wire::{ids::Millis, record::GapCause};
use rusqlite::{Connection, OptionalExtension, named_params, params};

use super::StoreError;

/// A gap as it is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewGap<'a> {
    pub(crate) gap_id: &'a str,
    pub(crate) room_id: Option<&'a str>,
    pub(crate) cause: GapCause,
    pub(crate) event_id: Option<&'a str>,
    /// As in the record.
    pub(crate) code: Option<&'a str>,
    /// Limited sync: where the first page begins, and the segment it belongs to.
    pub(crate) token: Option<&'a str>,
    pub(crate) segment: Option<i64>,
    /// Limited sync: we were not in the room before, so the hole ends at our own join.
    pub(crate) until_join: bool,
    pub(crate) opened_at: Millis,
}

/// A hole that a limited sync left in a room's timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hole {
    pub(crate) gap_id: String,
    pub(crate) room_id: String,
    pub(crate) token: Option<String>,
    pub(crate) segment: i64,
    /// It ends at our own join: before that nothing is owed to us.
    pub(crate) until_join: bool,
    pub(crate) events: u32,
}

/// The name of a cause in SQL and in logs: the same as in the record.
pub(crate) fn cause_name(cause: GapCause) -> &'static str {
    match cause {
        GapCause::LimitedSync => "limited_sync",
        GapCause::Undecryptable => "undecryptable",
        GapCause::MediaUnreachable => "media_unreachable",
        GapCause::MediaHashMismatch => "media_hash_mismatch",
        GapCause::Oversized => "oversized",
        GapCause::UnsupportedEncryption => "unsupported_encryption",
        GapCause::MalformedEvent => "malformed_event",
        GapCause::SendFailed => "send_failed",
        GapCause::RedactedBeforeSeen => "redacted_before_seen",
        GapCause::IgnoredUser => "ignored_user",
        GapCause::Other => "other",
    }
}

pub(crate) fn open(c: &Connection, gap: &NewGap<'_>) -> Result<(), StoreError> {
    c.prepare_cached(
        "INSERT INTO gap (gap_id, room_id, cause, event_id, code, token, segment, until_join, opened_at)
         VALUES (:gap_id, :room_id, :cause, :event_id, :code, :token, :segment, :until_join, :opened_at)",
    )?
    .execute(named_params! {
        ":gap_id": gap.gap_id,
        ":room_id": gap.room_id,
        ":cause": cause_name(gap.cause),
        ":event_id": gap.event_id,
        ":code": gap.code,
        ":token": gap.token,
        ":segment": gap.segment,
        ":until_join": gap.until_join,
        ":opened_at": gap.opened_at.0,
    })?;
    Ok(())
}

/// Marks it closed, `events` having come in all.
pub(crate) fn close(c: &Connection, gap_id: &str, events: u32, at: Millis) -> Result<(), StoreError> {
    c.prepare_cached("UPDATE gap SET closed_at = ?3, events = ?2 WHERE gap_id = ?1 AND closed_at IS NULL")?
        .execute(params![gap_id, events, at.0])?;
    Ok(())
}

/// The next page of this hole begins at `token`.
pub(crate) fn move_on(c: &Connection, gap_id: &str, token: &str, events: u32) -> Result<(), StoreError> {
    c.prepare_cached("UPDATE gap SET token = ?2, events = ?3 WHERE gap_id = ?1")?
        .execute(params![gap_id, token, events])?;
    Ok(())
}

const HOLE: &str = "SELECT gap_id, room_id, token, segment, events, until_join FROM gap
    WHERE cause = 'limited_sync' AND closed_at IS NULL AND room_id IS NOT NULL AND segment IS NOT NULL";

fn hole(row: &rusqlite::Row<'_>) -> rusqlite::Result<Hole> {
    Ok(Hole {
        gap_id: row.get(0)?,
        room_id: row.get(1)?,
        token: row.get(2)?,
        segment: row.get(3)?,
        events: row.get(4)?,
        until_join: row.get(5)?,
    })
}

/// The open holes, newest first: what people look at comes first.
pub(crate) fn holes(c: &Connection) -> Result<Vec<Hole>, StoreError> {
    let mut query = c.prepare_cached(&format!("{HOLE} ORDER BY rowid DESC"))?;
    let rows = query.query_map([], hole)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether the hole before this segment is still open.
pub(crate) fn is_behind_hole(c: &Connection, room_id: &str, segment: i64) -> Result<bool, StoreError> {
    let mut query = c.prepare_cached(
        "SELECT 1 FROM gap WHERE cause = 'limited_sync' AND closed_at IS NULL AND room_id = ?1 AND segment = ?2",
    )?;
    Ok(query.exists(params![room_id, segment])?)
}

/// This hole, if it is still open.
pub(crate) fn find_hole(c: &Connection, gap_id: &str) -> Result<Option<Hole>, StoreError> {
    let mut query = c.prepare_cached(&format!("{HOLE} AND gap_id = ?1"))?;
    Ok(query.query_row([gap_id], hole).optional()?)
}

/// Why this event cannot be read, as far as is known by now.
pub(crate) fn code_of_event(c: &Connection, event_id: &str) -> Result<Option<String>, StoreError> {
    let mut query = c.prepare_cached(
        "SELECT code FROM gap WHERE event_id = ?1 AND cause IN ('undecryptable', 'unsupported_encryption')
         ORDER BY rowid DESC LIMIT 1",
    )?;
    Ok(query
        .query_row([event_id], |row| row.get(0))
        .optional()?
        .flatten())
}

/// Open gaps of one cause.
pub(crate) fn count_open(c: &Connection, cause: GapCause) -> Result<u64, StoreError> {
    let mut query = c.prepare_cached("SELECT count(*) FROM gap WHERE cause = ?1 AND closed_at IS NULL")?;
    Ok(query.query_row([cause_name(cause)], |row| row.get(0))?)
}

/// The open gaps of one cause that have a code: their names by code.
pub(crate) fn open_by_code(c: &Connection, cause: GapCause) -> Result<BTreeMap<String, String>, StoreError> {
    let mut query = c.prepare_cached(
        "SELECT code, gap_id FROM gap WHERE cause = ?1 AND closed_at IS NULL AND code IS NOT NULL",
    )?;
    let rows = query.query_map([cause_name(cause)], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
