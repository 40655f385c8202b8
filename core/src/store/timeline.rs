//! Timeline rows: one per event, gap, or own message on its way; what changes another event is a hidden row beside it.
//!
//! Rows are only ever added, healed (a late key), redacted or, for own messages on their way, replaced. Folding edits, reactions and
//! redactions into what a person sees happens on reading, so their order of arrival does not matter.

use griffie_wire::ids::{EntryNo, Millis};
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};

use super::{StoreError, search, seen::Place};

/// Own messages on their way stand behind everything else.
const ECHO_SEGMENT: i64 = i64::MAX;
/// A gap stands before everything that fills it.
const GAP_POSITION: i64 = i64::MIN;

impl Place {
    /// Whether it is one of own messages on their way.
    pub(crate) fn is_echo(self) -> bool {
        self.segment == ECHO_SEGMENT
    }
}

/// What a row says, whatever its place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Line {
    pub(crate) kind: String,
    pub(crate) hidden: bool,
    pub(crate) body: String,
    pub(crate) formatted: Option<String>,
    pub(crate) target: Option<String>,
    pub(crate) reply_to: Option<String>,
    pub(crate) thread: Option<String>,
    pub(crate) detail: Option<String>,
    pub(crate) redacted: bool,
}

/// A row of an event, as it is added.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NewRow<'a> {
    pub(crate) room: i64,
    pub(crate) place: Place,
    pub(crate) event_id: &'a str,
    pub(crate) txn_id: Option<&'a str>,
    pub(crate) seq: EntryNo,
    pub(crate) sender: &'a str,
    pub(crate) at: Millis,
    pub(crate) line: &'a Line,
    pub(crate) verification: Option<&'a str>,
}

/// A row as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredRow {
    pub(crate) id: i64,
    pub(crate) room: i64,
    pub(crate) place: Place,
    pub(crate) event_id: Option<String>,
    pub(crate) txn_id: Option<String>,
    pub(crate) sender: String,
    pub(crate) at: Millis,
    pub(crate) line: Line,
    pub(crate) verification: Option<String>,
    pub(crate) send_state: Option<String>,
    /// Code with which the homeserver refused an own message.
    pub(crate) refused: Option<String>,
}

const COLUMNS: &str =
    "id, room, segment, position, event_id, txn_id, sender, at, kind, hidden, body, formatted,
    target, reply_to, thread, detail, redacted, verification, send_state,
    CASE send_state WHEN 'failed' THEN (SELECT refused FROM queue WHERE queue.txn_id = timeline.txn_id) END";

fn read(row: &Row<'_>) -> rusqlite::Result<StoredRow> {
    Ok(StoredRow {
        id: row.get(0)?,
        room: row.get(1)?,
        place: Place {
            segment: row.get(2)?,
            position: row.get(3)?,
        },
        event_id: row.get(4)?,
        txn_id: row.get(5)?,
        sender: row.get(6)?,
        at: Millis(row.get(7)?),
        line: Line {
            kind: row.get(8)?,
            hidden: row.get(9)?,
            body: row.get(10)?,
            formatted: row.get(11)?,
            target: row.get(12)?,
            reply_to: row.get(13)?,
            thread: row.get(14)?,
            detail: row.get(15)?,
            redacted: row.get(16)?,
        },
        verification: row.get(17)?,
        send_state: row.get(18)?,
        refused: row.get(19)?,
    })
}

/// Adds the row of an event. Applies what is known about it already, and what it does to rows that are here.
pub(crate) fn add(c: &Connection, row: NewRow<'_>) -> Result<(), StoreError> {
    let redacted = row.line.redacted || is_redacted(c, row.room, row.event_id)?;
    c.prepare_cached(
        "INSERT INTO timeline (room, segment, position, event_id, txn_id, seq, kind, hidden, sender, at, body,
             formatted, target, reply_to, thread, detail, verification, redacted)
         VALUES (:room, :segment, :position, :event_id, :txn_id, :seq, :kind, :hidden, :sender, :at, :body,
             :formatted, :target, :reply_to, :thread, :detail, :verification, :redacted)",
    )?
    .execute(named_params! {
        ":room": row.room,
        ":segment": row.place.segment,
        ":position": row.place.position,
        ":event_id": row.event_id,
        ":txn_id": row.txn_id,
        ":seq": row.seq.0,
        ":kind": row.line.kind,
        ":hidden": row.line.hidden,
        ":sender": row.sender,
        ":at": row.at.0,
        ":body": if redacted { "" } else { row.line.body.as_str() },
        ":formatted": row.line.formatted.as_ref().filter(|_| !redacted),
        ":target": row.line.target,
        ":reply_to": row.line.reply_to,
        ":thread": row.line.thread,
        ":detail": row.line.detail.as_ref().filter(|_| !redacted),
        ":verification": row.verification,
        ":redacted": redacted,
    })?;
    if !redacted && search::is_searchable(&row.line.kind) {
        search::add(c, c.last_insert_rowid(), &row.line.body)?;
    }
    redact_target(c, row.room, row.line)
}

/// Gives the row of an event its clear text: the key has come.
pub(crate) fn heal(
    c: &Connection,
    event_id: &str,
    line: &Line,
    verification: Option<&str>,
) -> Result<(), StoreError> {
    let mut query = c.prepare_cached("SELECT room FROM timeline WHERE event_id = ?1")?;
    let room: Option<i64> = query.query_row([event_id], |row| row.get(0)).optional()?;
    let Some(room) = room else { return Ok(()) };
    let redacted = is_redacted(c, room, event_id)?;
    let id: Option<i64> = c
        .prepare_cached(
            "UPDATE timeline SET kind = :kind, hidden = :hidden, body = :body, formatted = :formatted, target = :target,
                 reply_to = :reply_to, thread = :thread, detail = :detail, verification = :verification, redacted = :redacted
             WHERE event_id = :event_id RETURNING id",
        )?
        .query_row(
            named_params! {
                ":event_id": event_id,
                ":kind": line.kind,
                ":hidden": line.hidden,
                ":body": if redacted { "" } else { line.body.as_str() },
                ":formatted": line.formatted.as_ref().filter(|_| !redacted),
                ":target": line.target,
                ":reply_to": line.reply_to,
                ":thread": line.thread,
                ":detail": line.detail.as_ref().filter(|_| !redacted),
                ":verification": verification,
                ":redacted": redacted,
            },
            |row| row.get(0),
        )
        .optional()?;
    let Some(id) = id else { return Ok(()) };
    if !redacted && search::is_searchable(&line.kind) {
        search::add(c, id, &line.body)?;
    }
    redact_target(c, room, line)
}

/// Whether a redaction is here that the homeserver has accepted. One in another room says nothing: whoever is in that room could take
/// anything off this one's screen.
fn is_redacted(c: &Connection, room: i64, event_id: &str) -> Result<bool, StoreError> {
    let mut query = c.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM timeline WHERE target = ?2 AND kind = 'redaction' AND hidden = 1
         AND room = ?1 AND send_state IS NULL)",
    )?;
    Ok(query.query_row(params![room, event_id], |row| row.get(0))?)
}

/// A redaction empties the row of its room that it is about, and the edits of that. The journal keeps what was captured.
fn redact_target(c: &Connection, room: i64, line: &Line) -> Result<(), StoreError> {
    let Some(target) = line.target.as_deref().filter(|_| line.kind == "redaction") else {
        return Ok(());
    };
    let mut query = c.prepare_cached(
        "SELECT id, kind, body FROM timeline WHERE redacted = 0 AND room = ?2
         AND (event_id = ?1 OR (hidden = 1 AND target = ?1 AND kind = 'edit'))",
    )?;
    let rows: Vec<(i64, String, String)> = query
        .query_map(params![target, room], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?
        .collect::<Result<_, _>>()?;
    for (id, kind, body) in rows {
        if search::is_searchable(&kind) {
            search::remove(c, id, &body)?;
        }
        c.prepare_cached(
            "UPDATE timeline SET redacted = 1, body = '', formatted = NULL, detail = NULL WHERE id = ?1",
        )?
        .execute([id])?;
    }
    Ok(())
}

/// A line that says that something is missing here.
pub(crate) fn add_gap(
    c: &Connection,
    room: i64,
    segment: i64,
    gap_id: &str,
    at: Millis,
) -> Result<(), StoreError> {
    c.prepare_cached(
        "INSERT INTO timeline (room, segment, position, kind, hidden, sender, at, body, target)
         VALUES (?1, ?2, ?3, 'gap', 0, '', ?4, '', ?5)",
    )?
    .execute(params![room, segment, GAP_POSITION, at.0, gap_id])?;
    Ok(())
}

/// Nothing is missing there any more.
pub(crate) fn remove_gap(c: &Connection, room: i64, segment: i64) -> Result<(), StoreError> {
    c.prepare_cached(
        "DELETE FROM timeline WHERE room = ?1 AND segment = ?2 AND position = ?3 AND kind = 'gap'",
    )?
    .execute(params![room, segment, GAP_POSITION])?;
    Ok(())
}

/// Whether anything stands in the segment, a gap included.
pub(crate) fn is_used(c: &Connection, room: i64, segment: i64) -> Result<bool, StoreError> {
    let mut query =
        c.prepare_cached("SELECT EXISTS (SELECT 1 FROM timeline WHERE room = ?1 AND segment = ?2)")?;
    Ok(query.query_row(params![room, segment], |row| row.get(0))?)
}

/// First and last position used in a segment, gaps aside.
pub(crate) fn bounds(c: &Connection, room: i64, segment: i64) -> Result<Option<(i64, i64)>, StoreError> {
    let mut query = c.prepare_cached(
        "SELECT min(position), max(position) FROM timeline WHERE room = ?1 AND segment = ?2 AND position > ?3",
    )?;
    let (first, last): (Option<i64>, Option<i64>) = query
        .query_row(params![room, segment, GAP_POSITION], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    Ok(first.zip(last))
}

/// Shows an own message on its way, at the end of the room.
pub(crate) fn put_echo(
    c: &Connection,
    room: i64,
    txn_id: &str,
    sender: &str,
    at: Millis,
    line: &Line,
) -> Result<(), StoreError> {
    c.prepare_cached(
        "INSERT INTO timeline (room, segment, position, txn_id, kind, hidden, sender, at, body, formatted, target,
             reply_to, thread, detail, send_state)
         VALUES (:room, :segment,
             (SELECT coalesce(max(position), 0) + 1 FROM timeline WHERE room = :room AND segment = :segment),
             :txn_id, :kind, :hidden, :sender, :at, :body, :formatted, :target, :reply_to, :thread, :detail, 'queued')",
    )?
    .execute(named_params! {
        ":room": room,
        ":segment": ECHO_SEGMENT,
        ":txn_id": txn_id,
        ":kind": line.kind,
        ":hidden": line.hidden,
        ":sender": sender,
        ":at": at.0,
        ":body": line.body,
        ":formatted": line.formatted,
        ":target": line.target,
        ":reply_to": line.reply_to,
        ":thread": line.thread,
        ":detail": line.detail,
    })?;
    Ok(())
}

/// Says how far an own message is: `queued`, `sending`, `sent` (with the id the homeserver gave), `failed`. When its event is here
/// already, the echo goes.
pub(crate) fn set_echo_state(
    c: &Connection,
    txn_id: &str,
    state: &str,
    event_id: Option<&str>,
) -> Result<(), StoreError> {
    if let Some(event_id) = event_id
        && super::seen::find(c, event_id)?.is_some()
    {
        return resolve_echo(c, Some(txn_id), event_id);
    }
    c.prepare_cached(
        "UPDATE timeline SET send_state = ?2, event_id = coalesce(?3, event_id)
         WHERE txn_id = ?1 AND send_state IS NOT NULL",
    )?
    .execute(params![txn_id, state, event_id])?;
    Ok(())
}

/// The event of an own message has come: its own row takes the echo's place.
pub(crate) fn resolve_echo(c: &Connection, txn_id: Option<&str>, event_id: &str) -> Result<(), StoreError> {
    c.prepare_cached("DELETE FROM timeline WHERE send_state IS NOT NULL AND (txn_id = ?1 OR event_id = ?2)")?
        .execute(params![txn_id, event_id])?;
    Ok(())
}

/// The user took the message back: nothing of it is shown.
pub(crate) fn remove_echo(c: &Connection, txn_id: &str) -> Result<(), StoreError> {
    c.prepare_cached("DELETE FROM timeline WHERE send_state IS NOT NULL AND txn_id = ?1")?
        .execute([txn_id])?;
    Ok(())
}

/// The last visible rows from `from` on, newest first.
pub(crate) fn since(
    c: &Connection,
    room: i64,
    from: Place,
    limit: u32,
) -> Result<Vec<StoredRow>, StoreError> {
    let mut query = c.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM timeline WHERE room = ?1 AND hidden = 0 AND (segment, position) >= (?2, ?3)
         ORDER BY segment DESC, position DESC LIMIT ?4"
    ))?;
    let rows = query.query_map(params![room, from.segment, from.position, limit], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Visible rows before `before` (or the last ones), newest first.
pub(crate) fn page(
    c: &Connection,
    room: i64,
    before: Option<Place>,
    limit: u32,
) -> Result<Vec<StoredRow>, StoreError> {
    let before = before.unwrap_or(Place {
        segment: i64::MAX,
        position: i64::MAX,
    });
    let mut query = c.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM timeline WHERE room = ?1 AND hidden = 0 AND (segment, position) < (?2, ?3)
         ORDER BY segment DESC, position DESC LIMIT ?4"
    ))?;
    let rows = query.query_map(params![room, before.segment, before.position, limit], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The rows of these events, in no order.
pub(crate) fn of_events(c: &Connection, event_ids: &[&str]) -> Result<Vec<StoredRow>, StoreError> {
    let list = serde_json::to_string(event_ids)?;
    let mut query = c.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM timeline WHERE event_id IN (SELECT value FROM json_each(?1))"
    ))?;
    let rows = query.query_map([list], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Hidden rows that are about these events, in timeline order. A row of another room, whoever sent it there, is about nothing here; nor
/// is an own one that the homeserver refused.
pub(crate) fn about(c: &Connection, event_ids: &[&str]) -> Result<Vec<StoredRow>, StoreError> {
    let list = serde_json::to_string(event_ids)?;
    let mut query = c.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM timeline WHERE hidden = 1 AND target IN (SELECT value FROM json_each(?1))
         AND send_state IS NOT 'failed'
         AND EXISTS (SELECT 1 FROM timeline AS of WHERE of.event_id = timeline.target AND of.room = timeline.room)
         ORDER BY segment, position"
    ))?;
    let rows = query.query_map([list], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}
