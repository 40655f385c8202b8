//! Records set aside: the journal has a commitment to each, and they are here until their window is over (docs/decisions/0018). The only
//! file that inserts and deletes them. Must not know which facts are set aside, or why.

use griffie_wire::{
    ids::{EntryNo, Millis, Sha256},
    record::{DisclosedFact, Record, Scope},
};
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};

use super::{StoreError, journal};
use crate::clock::Clock;

/// A record that is not in the journal yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AsideRow {
    pub(crate) seq: EntryNo,
    pub(crate) kind: String,
    pub(crate) room_id: String,
    pub(crate) event_id: Option<String>,
    pub(crate) txn_id: Option<String>,
    pub(crate) target: Option<String>,
    pub(crate) salt: Sha256,
    pub(crate) record: Vec<u8>,
    pub(crate) until: Millis,
    /// How much of the user's messages policy let go then.
    pub(crate) scope: Scope,
}

const COLUMNS: &str = "seq, kind, room_id, event_id, txn_id, target, salt, record, until, scope";

fn read(row: &Row<'_>) -> rusqlite::Result<AsideRow> {
    Ok(AsideRow {
        seq: EntryNo(row.get(0)?),
        kind: row.get(1)?,
        room_id: row.get(2)?,
        event_id: row.get(3)?,
        txn_id: row.get(4)?,
        target: row.get(5)?,
        salt: Sha256::from_bytes(row.get(6)?),
        record: row.get(7)?,
        until: Millis(row.get(8)?),
        scope: scope(row.get_ref(9)?.as_str()?),
    })
}

pub(super) fn put(c: &Connection, row: &AsideRow) -> Result<(), StoreError> {
    c.prepare_cached(
        "INSERT INTO aside (seq, kind, room_id, event_id, txn_id, target, salt, record, until, scope)
         VALUES (:seq, :kind, :room_id, :event_id, :txn_id, :target, :salt, :record, :until, :scope)",
    )?
    .execute(named_params! {
        ":seq": row.seq.0, ":kind": row.kind, ":room_id": row.room_id, ":event_id": row.event_id,
        ":txn_id": row.txn_id, ":target": row.target, ":salt": row.salt.as_bytes(), ":record": row.record,
        ":until": row.until.0, ":scope": row.scope.word(),
    })?;
    Ok(())
}

/// From the column.
fn scope(word: &str) -> Scope {
    match word {
        "opt_in" => Scope::OptIn,
        "off" => Scope::Off,
        _ => Scope::All,
    }
}

/// The record of an event, or its late text when that alone is here.
pub(crate) fn of_event(c: &Connection, event_id: &str) -> Result<Option<AsideRow>, StoreError> {
    Ok(c.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM aside WHERE event_id = ?1 AND kind IN ('event', 'late_key') ORDER BY seq LIMIT 1"
    ))?
    .query_row([event_id], read)
    .optional()?)
}

/// Until when the user may still say that the event is private; `None` when its text is in the journal.
pub(crate) fn window_of(c: &Connection, event_id: &str) -> Result<Option<Millis>, StoreError> {
    let until: Option<u64> = c
        .prepare_cached("SELECT max(until) FROM aside WHERE event_id = ?1 AND kind IN ('event', 'late_key')")?
        .query_row([event_id], |row| row.get(0))?;
    Ok(until.map(Millis))
}

/// Records whose window is over at `now` and that no label keeps, after `after`, oldest first.
pub(crate) fn due(
    c: &Connection,
    now: Millis,
    after: EntryNo,
    limit: u32,
) -> Result<Vec<AsideRow>, StoreError> {
    let mut statement = c.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM aside WHERE held = 0 AND until <= ?1 AND seq > ?2 ORDER BY seq LIMIT ?3"
    ))?;
    let rows = statement.query_map(params![now.0, after.0, limit], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// When the next window ends that is not over at `now`.
pub(crate) fn next_due(c: &Connection, now: Millis) -> Result<Option<Millis>, StoreError> {
    let next: Option<u64> = c
        .prepare_cached("SELECT min(until) FROM aside WHERE held = 0 AND until > ?1")?
        .query_row([now.0], |row| row.get(0))?;
    Ok(next.map(Millis))
}

/// A label keeps the record here.
pub(crate) fn hold(c: &Connection, seq: EntryNo) -> Result<(), StoreError> {
    c.prepare_cached("UPDATE aside SET held = 1 WHERE seq = ?1")?
        .execute([seq.0])?;
    Ok(())
}

/// A label changed in the room: what was kept is looked at again.
pub(crate) fn reconsider(c: &Connection, room_id: &str) -> Result<(), StoreError> {
    c.prepare_cached("UPDATE aside SET held = 0 WHERE room_id = ?1 AND held = 1")?
        .execute([room_id])?;
    Ok(())
}

/// The user wants no more time: every window ends now. Gives how many records that concerns.
pub(crate) fn end_windows(c: &Connection, now: Millis) -> Result<u64, StoreError> {
    let ended = c
        .prepare_cached("UPDATE aside SET until = ?1 WHERE until > ?1")?
        .execute([now.0])?;
    Ok(u64::try_from(ended).expect("a count fits in 64 bits"))
}

/// How many records wait for the end of their window, and how many stay by their label.
pub(crate) fn counts(c: &Connection) -> Result<(u64, u64), StoreError> {
    Ok(c.prepare_cached(
        "SELECT count(*) FILTER (WHERE held = 0), count(*) FILTER (WHERE held = 1) FROM aside",
    )?
    .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// Journals a record that was set aside, and lets everything that was made from it refer to its new place.
pub(crate) fn disclose(
    c: &Connection,
    clock: &dyn Clock,
    row: &AsideRow,
    record: &Record,
) -> Result<EntryNo, StoreError> {
    let text = String::from_utf8(row.record.clone()).map_err(|_| StoreError::Malformed("record"))?;
    let fact = DisclosedFact {
        entry: row.seq,
        salt: row.salt,
        record: text,
    };
    let by = journal::append_with(c, clock, record.room.clone(), griffie_wire::Fact::Disclosed(fact))?;
    refer(c, row, by)?;
    c.prepare_cached("UPDATE aside SET disclosed = ?1 WHERE seq = ?2")?
        .execute(params![by.0, row.seq.0])?;
    c.prepare_cached("INSERT INTO disclosed (entry, by) VALUES (?1, ?2)")?
        .execute(params![row.seq.0, by.0])?;
    c.prepare_cached("DELETE FROM aside WHERE seq = ?1")?
        .execute([row.seq.0])?;
    Ok(by)
}

fn refer(c: &Connection, row: &AsideRow, by: EntryNo) -> Result<(), StoreError> {
    let Some(event_id) = &row.event_id else {
        return Ok(());
    };
    for sql in [
        "UPDATE timeline SET seq = ?1 WHERE event_id = ?3 AND seq = ?2",
        "UPDATE seen_event SET seq = ?1 WHERE event_id = ?3 AND seq = ?2",
        "UPDATE attachment SET entry = ?1 WHERE event_id = ?3 AND entry = ?2",
    ] {
        c.prepare_cached(sql)?
            .execute(params![by.0, row.seq.0, event_id])?;
    }
    // State is set aside in private rooms only; its rows are few.
    for table in ["room_state", "member"] {
        c.prepare_cached(&format!(
            "UPDATE {table} SET seq = ?1 WHERE seq = ?2 AND room = (SELECT room FROM seen_event WHERE event_id = ?3)"
        ))?
        .execute(params![by.0, row.seq.0, event_id])?;
    }
    Ok(())
}

/// What labels keep here goes with the limit of local history: its entry has had a final receipt since before `before`.
pub(super) fn forget(c: &Connection, before: u64) -> Result<(), StoreError> {
    c.prepare_cached(
        "DELETE FROM aside WHERE held = 1 AND seq IN
             (SELECT s.seq FROM journal_stub s JOIN outbox o ON o.seq = s.object_seq
              WHERE o.final IS NOT NULL AND o.created <= :before AND o.final_at <= :before)",
    )?
    .execute(named_params! { ":before": before })?;
    Ok(())
}
