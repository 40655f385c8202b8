//! The objects of the log and what became of each.

use griffie_wire::{DeviceId, Epoch, Millis, ObjectId, Seq, Sha256, api::StoredObject, leaf::Leaf};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{StoreError, rows::bytes, tree};
use crate::fault::{Fault, Hold};

/// What became of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum State {
    Held,
    Accepted,
    Rejected,
}

/// One object of the log.
#[derive(Clone, Debug)]
pub(crate) struct ObjectRow {
    pub(crate) listed: StoredObject,
    pub(crate) digest: Sha256,
    pub(crate) claims: bool,
    pub(crate) state: State,
    pub(crate) reason: String,
    pub(crate) chain: Option<i64>,
    pub(crate) first_entry: u64,
    pub(crate) last_entry: u64,
    pub(crate) created: Millis,
}

impl State {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
        }
    }
}

const COLUMNS: &str =
    "log_index, object_id, device, epoch, seq, size, received, digest, claims, state, reason, chain,
     first_entry, last_entry, created";

fn read(row: &Row<'_>) -> rusqlite::Result<ObjectRow> {
    let state: String = row.get("state")?;
    Ok(ObjectRow {
        listed: StoredObject {
            index: row.get("log_index")?,
            object_id: ObjectId::from_bytes(bytes(row, "object_id")?),
            device: DeviceId::from_bytes(bytes(row, "device")?),
            epoch: Epoch::from_bytes(bytes(row, "epoch")?),
            seq: Seq(row.get("seq")?),
            size: row.get("size")?,
            received: Millis(row.get("received")?),
        },
        digest: Sha256::from_bytes(bytes(row, "digest")?),
        claims: row.get("claims")?,
        state: match state.as_str() {
            "accepted" => State::Accepted,
            "rejected" => State::Rejected,
            _ => State::Held,
        },
        reason: row.get("reason")?,
        chain: row.get("chain")?,
        first_entry: row.get("first_entry")?,
        last_entry: row.get("last_entry")?,
        created: Millis(row.get("created")?),
    })
}

/// Number of objects we hold.
pub(crate) fn count(connection: &Connection) -> Result<u64, StoreError> {
    let mut query = connection.prepare_cached("SELECT count(*) FROM object")?;
    Ok(query.query_row([], |row| row.get(0))?)
}

/// Enters an object as held; false if this place of the log was entered before.
pub(crate) fn insert(
    connection: &Connection,
    listed: &StoredObject,
    digest: Sha256,
    reason: Hold,
    now: Millis,
) -> Result<bool, StoreError> {
    let inserted = connection
        .prepare_cached(
            "INSERT INTO object (log_index, object_id, device, epoch, seq, size, received, fetched, digest, state, reason)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'held', ?10) ON CONFLICT (log_index) DO NOTHING",
        )?
        .execute(params![
            listed.index,
            listed.object_id.as_bytes(),
            listed.device.as_bytes(),
            listed.epoch.as_bytes(),
            listed.seq.0,
            listed.size,
            listed.received.0,
            now.0,
            digest.as_bytes(),
            reason.code(),
        ])?;
    Ok(inserted == 1)
}

/// The object at a place of the log.
pub(crate) fn get(connection: &Connection, index: u64) -> Result<Option<ObjectRow>, StoreError> {
    let mut query =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM object WHERE log_index = ?1"))?;
    Ok(query.query_row([index], read).optional()?)
}

/// The object that took this place in its chain.
pub(crate) fn at_place(
    connection: &Connection,
    device: DeviceId,
    epoch: Epoch,
    seq: Seq,
) -> Result<Option<ObjectRow>, StoreError> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM object WHERE device = ?1 AND epoch = ?2 AND seq = ?3 AND claims = 1"
    ))?;
    Ok(query
        .query_row(params![device.as_bytes(), epoch.as_bytes(), seq.0], read)
        .optional()?)
}

/// The first object of this name in the log.
pub(crate) fn named(connection: &Connection, id: ObjectId) -> Result<Option<ObjectRow>, StoreError> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM object WHERE object_id = ?1 ORDER BY log_index LIMIT 1"
    ))?;
    Ok(query.query_row([id.as_bytes()], read).optional()?)
}

/// All objects in log order, from `from` on, at most `limit`.
pub(crate) fn page(connection: &Connection, from: u64, limit: u32) -> Result<Vec<ObjectRow>, StoreError> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM object WHERE log_index >= ?1 ORDER BY log_index LIMIT ?2"
    ))?;
    let rows = query
        .query_map(params![from, limit], read)?
        .collect::<Result<_, _>>()?;
    Ok(rows)
}

/// Objects that wait for this reason, in log order.
pub(crate) fn held(connection: &Connection, reason: Hold) -> Result<Vec<ObjectRow>, StoreError> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM object WHERE state = 'held' AND reason = ?1 ORDER BY log_index"
    ))?;
    let rows = query
        .query_map([reason.code()], read)?
        .collect::<Result<_, _>>()?;
    Ok(rows)
}

/// The objects' leaves in the order of the log, each with its place.
pub(crate) fn leaves(connection: &Connection) -> Result<Vec<(u64, Leaf)>, StoreError> {
    let mut query = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM object ORDER BY log_index"))?;
    let rows = query.query_map([], |row| {
        let listed = read(row)?.listed;
        Ok((listed.index, listed.leaf()))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Number of lines from the first on whose bytes we hold, without a hole: how far we may vouch for the log.
pub(crate) fn count_whole(connection: &Connection) -> Result<u64, StoreError> {
    let mut query = connection
        .prepare_cached("SELECT min(log_index) FROM object WHERE state = 'held' AND reason = ?1")?;
    match query.query_row([Hold::Missing.code()], |row| row.get(0))? {
        Some(missing) => Ok(missing),
        None => tree::size(connection),
    }
}

/// The bytes of a missing object came.
pub(crate) fn supply(connection: &Connection, index: u64, digest: Sha256) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE object SET digest = ?2, reason = ?3 WHERE log_index = ?1 AND reason = ?4")?
        .execute(params![
            index,
            digest.as_bytes(),
            Hold::Predecessor.code(),
            Hold::Missing.code()
        ])?;
    Ok(())
}

/// The object has the device's signature: it takes its place in the chain.
pub(crate) fn claim(connection: &Connection, index: u64) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE object SET claims = 1 WHERE log_index = ?1")?
        .execute([index])?;
    Ok(())
}

/// Says why an object waits.
pub(crate) fn hold(connection: &Connection, index: u64, reason: Hold) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE object SET reason = ?2 WHERE log_index = ?1 AND state = 'held'")?
        .execute(params![index, reason.code()])?;
    Ok(())
}

/// The entries of an object are kept.
pub(crate) fn kept(
    connection: &Connection,
    index: u64,
    chain: i64,
    header: &griffie_wire::gso1::Header,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE object SET chain = ?2, first_entry = ?3, last_entry = ?4, created = ?5 WHERE log_index = ?1",
        )?
        .execute(params![index, chain, header.first_entry.0, header.last_entry.0, header.created.0])?;
    Ok(())
}

/// Accepts an object, and owes the gateway that verdict.
pub(crate) fn accept(connection: &Connection, index: u64) -> Result<(), StoreError> {
    decide(connection, index, State::Accepted, "")
}

/// Rejects an object, and owes the gateway that verdict.
pub(crate) fn reject(connection: &Connection, index: u64, fault: Fault) -> Result<(), StoreError> {
    decide(connection, index, State::Rejected, fault.code())
}

fn decide(connection: &Connection, index: u64, state: State, code: &str) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE object SET state = ?2, reason = ?3 WHERE log_index = ?1")?
        .execute(params![index, state.name(), code])?;
    connection
        .prepare_cached(
            "INSERT INTO verdict (log_index, code) VALUES (?1, ?2) ON CONFLICT (log_index) DO NOTHING",
        )?
        .execute(params![index, code])?;
    Ok(())
}

/// Objects that waited for one that is now rejected.
pub(crate) fn strand(connection: &Connection, device: DeviceId, epoch: Epoch) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE object SET reason = ?3
             WHERE device = ?1 AND epoch = ?2 AND claims = 1 AND state = 'held' AND reason = ?4",
        )?
        .execute(params![
            device.as_bytes(),
            epoch.as_bytes(),
            Hold::PredecessorRejected.code(),
            Hold::Predecessor.code()
        ])?;
    Ok(())
}
