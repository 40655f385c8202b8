//! What the vault said about objects: accepted, with what a final receipt needs, or refused with a code.

use griffie_wire::{api::StoredObject, ids::DeviceId, key::Signature};
use rusqlite::{Connection, params};

use super::{StoreError, numbers::Sql};

/// Outcome of an accepted object.
pub(crate) const ACCEPTED: &str = "accepted";

/// The vault's word on one object.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Verdict {
    /// Final: `note` is the co-signed checkpoint of a log of `size` leaves, `accept` the vault's signature.
    Accepted {
        size: u64,
        note: String,
        accept: Signature,
    },
    /// The code of the refusal.
    Rejected(String),
}

/// A verdict with its object and its place in the device's list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Delivered {
    pub(crate) cursor: u64,
    pub(crate) object: StoredObject,
    pub(crate) verdict: Verdict,
}

/// Keeps a co-signed checkpoint. The first co-signature of a size stays: receipts already given must not change.
pub(crate) fn insert_cosigned(connection: &Connection, size: u64, note: &str) -> Result<(), StoreError> {
    connection.execute(
        "INSERT OR IGNORE INTO cosigned (size, note) VALUES (?1, ?2)",
        params![Sql(size), note],
    )?;
    Ok(())
}

/// Keeps that an object is final. Says whether that is new.
pub(crate) fn accept(
    connection: &Connection,
    object: &StoredObject,
    size: u64,
    accept: &Signature,
) -> Result<bool, StoreError> {
    let mut insert = connection.prepare_cached(
        "INSERT OR IGNORE INTO verdict (leaf, device, outcome, size, accept) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    let new = insert.execute(params![
        Sql(object.index),
        Sql(object.device),
        ACCEPTED,
        Sql(size),
        accept.as_bytes()
    ])?;
    Ok(new == 1)
}

/// Keeps that an object is refused, unless it is final already. Says whether that is new.
pub(crate) fn reject(connection: &Connection, object: &StoredObject, code: &str) -> Result<bool, StoreError> {
    let mut insert = connection.prepare_cached(
        "INSERT OR IGNORE INTO verdict (leaf, device, outcome) SELECT ?1, ?2, ?3
         WHERE NOT EXISTS (SELECT 1 FROM verdict WHERE leaf = ?1 AND outcome = 'accepted')",
    )?;
    Ok(insert.execute(params![Sql(object.index), Sql(object.device), code])? == 1)
}

/// Up to `limit` verdicts on a device's objects behind `after`, oldest first.
pub(crate) fn after(
    connection: &Connection,
    device: DeviceId,
    after: u64,
    limit: u32,
) -> Result<Vec<Delivered>, StoreError> {
    let Ok(after) = i64::try_from(after) else {
        return Ok(Vec::new());
    };
    let mut query = connection.prepare_cached(
        "SELECT v.cursor, v.leaf, o.object_id, o.device, o.epoch, o.seq, o.size, o.received,
                v.outcome, v.size, c.note, v.accept
         FROM verdict AS v JOIN object AS o USING (leaf) LEFT JOIN cosigned AS c ON c.size = v.size
         WHERE v.device = ?1 AND v.cursor > ?2 ORDER BY v.cursor LIMIT ?3",
    )?;
    let mut rows = query.query(params![Sql(device), after, limit])?;
    let mut delivered = Vec::new();
    while let Some(row) = rows.next()? {
        let object = StoredObject {
            index: row.get::<_, Sql<_>>(1)?.0,
            object_id: row.get::<_, Sql<_>>(2)?.0,
            device: row.get::<_, Sql<_>>(3)?.0,
            epoch: row.get::<_, Sql<_>>(4)?.0,
            seq: row.get::<_, Sql<_>>(5)?.0,
            size: row.get::<_, Sql<_>>(6)?.0,
            received: row.get::<_, Sql<_>>(7)?.0,
        };
        let outcome: String = row.get(8)?;
        let verdict = if outcome == ACCEPTED {
            let signature: [u8; 64] = row.get(11)?;
            let (size, accept) = (row.get::<_, Sql<_>>(9)?.0, Signature::from_bytes(signature));
            Verdict::Accepted {
                size,
                note: row.get(10)?,
                accept,
            }
        } else {
            Verdict::Rejected(outcome)
        };
        delivered.push(Delivered {
            cursor: row.get::<_, Sql<_>>(0)?.0,
            object,
            verdict,
        });
    }
    Ok(delivered)
}
