//! Sealed objects and the receipts for them. The only file that inserts into the outbox, assigns journal rows to objects and
//! stores receipts; deleting is `prune.rs`'s. Must not know how objects are sealed or what a receipt proves.

use std::ops::RangeInclusive;

use griffie_wire::{
    entry::Entry,
    ids::{EntryNo, Millis, ObjectId, Seq},
};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::{StoreError, Unit};
use crate::seal::Pending;

/// The end of the chain of objects: what the next object is built on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tail {
    pub(crate) seq: Seq,
    pub(crate) object_id: ObjectId,
    /// The last journal entry that is in any object.
    pub(crate) last_entry: EntryNo,
    /// When the last object was made; 0 before the first.
    pub(crate) created: Millis,
}

/// What an object holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Contents {
    Batch(RangeInclusive<EntryNo>),
    Heartbeat,
}

/// A sealed object on its way into the outbox.
pub(crate) struct NewObject<'a> {
    pub(crate) seq: Seq,
    pub(crate) object_id: ObjectId,
    pub(crate) contents: Contents,
    pub(crate) created: Millis,
    pub(crate) bytes: &'a [u8],
}

/// An object in the outbox, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OutboxRow {
    pub(crate) seq: Seq,
    pub(crate) object_id: ObjectId,
    pub(crate) size: u64,
    pub(crate) provisional: bool,
    pub(crate) is_final: bool,
    pub(crate) rejected: Option<String>,
}

pub(crate) fn tail(c: &Connection) -> Result<Tail, StoreError> {
    let sql = "SELECT seq, object_id, created, (SELECT max(last_entry) FROM outbox) FROM outbox
               ORDER BY seq DESC LIMIT 1";
    let row = c
        .prepare_cached(sql)?
        .query_row([], |row| {
            Ok(Tail {
                seq: Seq(row.get(0)?),
                object_id: ObjectId::from_bytes(row.get(1)?),
                created: Millis(row.get(2)?),
                last_entry: EntryNo(row.get(3)?),
            })
        })
        .optional()?;
    let start = Tail {
        seq: Seq(0),
        object_id: ObjectId::GENESIS,
        last_entry: EntryNo(0),
        created: Millis(0),
    };
    Ok(row.unwrap_or(start))
}

/// Records behind `sealed`, oldest first, at most `limit`.
pub(crate) fn pending(c: &Connection, sealed: EntryNo, limit: u32) -> Result<Vec<Pending>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT seq, length(record), captured_at FROM journal WHERE seq > :sealed ORDER BY seq LIMIT :limit",
    )?;
    let rows = statement.query_map(named_params! { ":sealed": sealed.0, ":limit": limit }, |row| {
        Ok(Pending {
            seq: EntryNo(row.get(0)?),
            bytes: row.get(1)?,
            captured_at: Millis(row.get(2)?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The entries of a batch, in order.
pub(crate) fn entries(c: &Connection, range: &RangeInclusive<EntryNo>) -> Result<Vec<Entry>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT seq, salt, room_id, record FROM journal WHERE seq BETWEEN :first AND :last ORDER BY seq",
    )?;
    let params = named_params! { ":first": range.start().0, ":last": range.end().0 };
    let rows = statement.query_map(params, |row| {
        Ok(Entry {
            seq: EntryNo(row.get(0)?),
            salt: row.get(1)?,
            room: row.get(2)?,
            record: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Stores a sealed object and names it in the journal rows it holds; part of the caller's transaction (house rule 23).
///
/// # Errors
/// A trigger refuses a number or a range that somebody else took meanwhile, and the unit fails.
pub(crate) fn insert(unit: &Unit, object: &NewObject<'_>) -> Result<(), StoreError> {
    let (kind, first, last) = match &object.contents {
        Contents::Batch(range) => ("batch", range.start().0, range.end().0),
        Contents::Heartbeat => ("heartbeat", 0, 0),
    };
    unit.write(|c| {
        c.prepare_cached(
            "INSERT INTO outbox (seq, object_id, kind, size, first_entry, last_entry, created)
             VALUES (:seq, :object_id, :kind, :size, :first, :last, :created)",
        )?
        .execute(named_params! {
            ":seq": object.seq.0, ":object_id": object.object_id.as_bytes(), ":kind": kind,
            ":size": u64::try_from(object.bytes.len()).expect("a length fits in 64 bits"),
            ":first": first, ":last": last, ":created": object.created.0,
        })?;
        c.prepare_cached("INSERT INTO sealed_bytes (seq, bytes) VALUES (:seq, :bytes)")?
            .execute(named_params! { ":seq": object.seq.0, ":bytes": object.bytes })?;
        let Contents::Batch(_) = object.contents else {
            return Ok(());
        };
        let named = c
            .prepare_cached("UPDATE journal SET object_seq = :object WHERE seq BETWEEN :first AND :last")?
            .execute(named_params! { ":object": object.seq.0, ":first": first, ":last": last })?;
        if u64::try_from(named).ok() != (last + 1).checked_sub(first) {
            return Err(StoreError::Malformed("batch range"));
        }
        Ok(())
    })
}

/// The oldest objects that the gateway has not acknowledged and nobody refused.
pub(crate) fn unsent(c: &Connection, limit: u32) -> Result<Vec<OutboxRow>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT seq, object_id, size, provisional IS NOT NULL, final IS NOT NULL, rejected FROM outbox
         WHERE provisional IS NULL AND rejected IS NULL ORDER BY seq LIMIT :limit",
    )?;
    let rows = statement.query_map(named_params! { ":limit": limit }, outbox_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// When the object was sealed, by the device's clock.
pub(crate) fn created(c: &Connection, seq: Seq) -> Result<Millis, StoreError> {
    let created = c
        .prepare_cached("SELECT created FROM outbox WHERE seq = :seq")?
        .query_row(named_params! { ":seq": seq.0 }, |row| row.get(0))?;
    Ok(Millis(created))
}

/// One object, if there is one with this number.
pub(crate) fn row(c: &Connection, seq: Seq) -> Result<Option<OutboxRow>, StoreError> {
    Ok(c.prepare_cached(
        "SELECT seq, object_id, size, provisional IS NOT NULL, final IS NOT NULL, rejected FROM outbox
         WHERE seq = :seq",
    )?
    .query_row(named_params! { ":seq": seq.0 }, outbox_row)
    .optional()?)
}

/// The exact bytes of an object; `None` once pruned.
pub(crate) fn bytes(c: &Connection, seq: Seq) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(
        c.prepare_cached("SELECT bytes FROM sealed_bytes WHERE seq = :seq")?
            .query_row(named_params! { ":seq": seq.0 }, |row| row.get(0))
            .optional()?,
    )
}

/// Objects from `first` to `last` whose bytes are still here, oldest first, at most `limit`.
pub(crate) fn kept(c: &Connection, first: Seq, last: Seq, limit: u32) -> Result<Vec<OutboxRow>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT seq, object_id, size, provisional IS NOT NULL, final IS NOT NULL, rejected
         FROM outbox JOIN sealed_bytes USING (seq) WHERE seq BETWEEN :first AND :last ORDER BY seq LIMIT :limit",
    )?;
    let params = named_params! { ":first": first.0, ":last": last.0, ":limit": limit };
    let rows = statement.query_map(params, outbox_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Every object without a final receipt, oldest first: what the archive does not have for certain.
pub(crate) fn unreceipted(c: &Connection) -> Result<Vec<OutboxRow>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT seq, object_id, size, provisional IS NOT NULL, final IS NOT NULL, rejected FROM outbox
         WHERE final IS NULL ORDER BY seq",
    )?;
    let rows = statement.query_map([], outbox_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Objects from `first` to `last` whose bytes are gone and about which the alarm `code` was not raised, at most `limit`.
pub(crate) fn pruned_untold(
    c: &Connection,
    first: Seq,
    last: Seq,
    code: &str,
    limit: u32,
) -> Result<Vec<Seq>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT seq FROM outbox o WHERE seq BETWEEN :first AND :last
             AND NOT EXISTS (SELECT 1 FROM sealed_bytes s WHERE s.seq = o.seq)
             AND NOT EXISTS (SELECT 1 FROM alarm a WHERE a.code = :code AND a.object_seq = o.seq)
         ORDER BY seq LIMIT :limit",
    )?;
    let params = named_params! { ":first": first.0, ":last": last.0, ":code": code, ":limit": limit };
    let rows = statement.query_map(params, |row| row.get(0).map(Seq))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Stores the gateway's receipt, which the caller verified.
pub(crate) fn put_provisional(unit: &Unit, seq: Seq, receipt: &str) -> Result<(), StoreError> {
    set(
        unit,
        "UPDATE outbox SET provisional = :value, rejected = NULL WHERE seq = :seq",
        seq,
        receipt,
    )
}

/// Stores the vault's receipt, which the caller verified. The first one stays.
pub(crate) fn put_final(unit: &Unit, seq: Seq, receipt: &str, at: Millis) -> Result<(), StoreError> {
    unit.write(|c| {
        c.prepare_cached(
            "UPDATE outbox SET final = :receipt, final_at = :at, provisional = coalesce(provisional, :receipt),
                 rejected = NULL
             WHERE seq = :seq AND final IS NULL",
        )?
        .execute(named_params! { ":seq": seq.0, ":receipt": receipt, ":at": at.0 })?;
        Ok(())
    })
}

/// Marks an object as refused by gateway or vault. It stays, and is never pruned on this ground.
pub(crate) fn put_rejected(unit: &Unit, seq: Seq, code: &str) -> Result<(), StoreError> {
    set(
        unit,
        "UPDATE outbox SET rejected = :value WHERE seq = :seq AND final IS NULL",
        seq,
        code,
    )
}

fn set(unit: &Unit, sql: &'static str, seq: Seq, value: &str) -> Result<(), StoreError> {
    unit.write(|c| {
        c.prepare_cached(sql)?
            .execute(named_params! { ":seq": seq.0, ":value": value })?;
        Ok(())
    })
}

fn outbox_row(row: &Row<'_>) -> rusqlite::Result<OutboxRow> {
    Ok(OutboxRow {
        seq: Seq(row.get(0)?),
        object_id: ObjectId::from_bytes(row.get(1)?),
        size: row.get(2)?,
        provisional: row.get(3)?,
        is_final: row.get(4)?,
        rejected: row.get(5)?,
    })
}
