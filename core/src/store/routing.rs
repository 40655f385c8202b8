//! Where routing stands: the cursor in the gateway's receipts, why it stopped for good, and which alarms were told already.

use griffie_wire::{
    ids::{EntryNo, Millis, Seq},
    record::{AlarmFact, Fact},
};
use rusqlite::{Connection, OptionalExtension, named_params};

use super::{StoreError, Unit, journal};
use crate::clock::Clock;

/// The one row of `routing`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Routing {
    pub(crate) receipts_after: u64,
    /// Code of the alarm that stopped routing for good.
    pub(crate) halted: Option<String>,
    pub(crate) last_contact: Millis,
}

pub(crate) fn routing(c: &Connection) -> Result<Routing, StoreError> {
    Ok(
        c.prepare_cached("SELECT receipts_after, halted, last_contact FROM routing WHERE id = 1")?
            .query_row([], |row| {
                Ok(Routing {
                    receipts_after: row.get(0)?,
                    halted: row.get(1)?,
                    last_contact: Millis(row.get(2)?),
                })
            })?,
    )
}

/// Moves the cursor forward, never back.
pub(crate) fn set_cursor(unit: &Unit, after: u64) -> Result<(), StoreError> {
    unit.write(|c| {
        c.prepare_cached("UPDATE routing SET receipts_after = max(receipts_after, :after) WHERE id = 1")?
            .execute(named_params! { ":after": after })?;
        Ok(())
    })
}

/// Notes a contact with the gateway that went well.
pub(crate) fn set_contact(unit: &Unit, at: Millis) -> Result<(), StoreError> {
    unit.write(|c| {
        c.prepare_cached("UPDATE routing SET last_contact = :at WHERE id = 1")?
            .execute(named_params! { ":at": at.0 })?;
        Ok(())
    })
}

/// Stops routing until a person has looked.
pub(crate) fn halt(unit: &Unit, code: &str) -> Result<(), StoreError> {
    unit.write(|c| {
        c.prepare_cached("UPDATE routing SET halted = :code WHERE id = 1")?
            .execute(named_params! { ":code": code })?;
        Ok(())
    })
}

/// Journals an alarm, once per code and object: a fault that repeats is one record and not a flood.
///
/// `detail` is for a person and holds no content. Returns the new entry, or `None` when it was told before.
pub(crate) fn alarm(
    unit: &Unit,
    clock: &dyn Clock,
    code: &str,
    object: Option<Seq>,
    detail: &str,
) -> Result<Option<EntryNo>, StoreError> {
    let object = object.map_or(0, |seq| seq.0);
    let told = unit.write(|c| {
        Ok(
            c.prepare_cached("SELECT 1 FROM alarm WHERE code = :code AND object_seq = :object")?
                .exists(named_params! { ":code": code, ":object": object })?,
        )
    })?;
    if told {
        return Ok(None);
    }
    let fact = Fact::Alarm(AlarmFact {
        code: code.to_owned(),
        detail: detail.to_owned(),
    });
    let entry = journal::append(unit, clock, None, fact)?;
    unit.write(|c| {
        c.prepare_cached("INSERT INTO alarm (code, object_seq, entry) VALUES (:code, :object, :entry)")?
            .execute(named_params! { ":code": code, ":object": object, ":entry": entry.0 })?;
        Ok(())
    })?;
    Ok(Some(entry))
}

/// Counts an alarm that capture journaled in its room: every one is a record, and status tells of its kind once.
pub(crate) fn count_alarm(c: &Connection, code: &str, entry: EntryNo) -> Result<(), StoreError> {
    c.prepare_cached(
        "INSERT INTO alarm (code, entry) VALUES (:code, :entry)
         ON CONFLICT (code, object_seq) DO UPDATE SET entry = excluded.entry",
    )?
    .execute(named_params! { ":code": code, ":entry": entry.0 })?;
    Ok(())
}

/// How many alarms were raised, and the code of the last one.
pub(crate) fn alarms(c: &Connection) -> Result<(u64, Option<String>), StoreError> {
    let count = c
        .prepare_cached("SELECT count(*) FROM alarm")?
        .query_row([], |row| row.get(0))?;
    let last = c
        .prepare_cached("SELECT code FROM alarm ORDER BY entry DESC LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok((count, last))
}

/// Code of the newest alarm whose cause is still there: about an object, until that has its final receipt; about none, for good. An
/// unverified device, the backup of keys, and what others did with a message are no matter of the archive, which has the alarm.
pub(crate) fn unresolved(c: &Connection) -> Result<Option<String>, StoreError> {
    let sql = "SELECT code FROM alarm a
               WHERE code NOT IN ('device_not_verified', 'backup_forgotten', 'backup_replaced', 'backup_unreadable',
                                  'megolm_replay', 'recall_refused', 'session_key_missing') AND NOT EXISTS
                   (SELECT 1 FROM outbox o WHERE o.seq = a.object_seq AND o.final IS NOT NULL)
               ORDER BY entry DESC LIMIT 1";
    Ok(c.prepare_cached(sql)?
        .query_row([], |row| row.get(0))
        .optional()?)
}
