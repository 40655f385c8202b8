//! Queries for verify, show and export: read only, in a stated order.

use griffie_wire::{Commitment, DeviceId, Epoch, ObjectId};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{StoreError, rows::bytes};

/// A kept record with everything that proves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) log_index: u64,
    pub(crate) object_id: ObjectId,
    pub(crate) device: DeviceId,
    pub(crate) epoch: Epoch,
    pub(crate) entry: u64,
    pub(crate) salt: [u8; 32],
    pub(crate) commitment: Commitment,
    /// State of the object: accepted, held for its attachments, or rejected for one of them.
    pub(crate) state: String,
    /// Its clear text lacks its proof: nothing that is made from the archive may pass it on as what was said.
    pub(crate) unproven: bool,
    /// It is unproven because its message was another event before.
    pub(crate) replayed: bool,
    pub(crate) body: Vec<u8>,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Kept> {
    Ok(Kept {
        log_index: row.get("log_index")?,
        object_id: ObjectId::from_bytes(bytes(row, "object_id")?),
        device: DeviceId::from_bytes(bytes(row, "device")?),
        epoch: Epoch::from_bytes(bytes(row, "epoch")?),
        entry: row.get("entry")?,
        salt: bytes(row, "salt")?,
        commitment: Commitment::from_bytes(bytes(row, "commitment")?),
        state: row.get("state")?,
        unproven: row.get("unproven")?,
        replayed: row.get("replayed")?,
        body: row.get("body")?,
    })
}

const KEPT: &str =
    "SELECT record.log_index, object.object_id, object.device, object.epoch, record.entry, record.salt,
     record.commitment, object.state, record.body,
     EXISTS (SELECT 1 FROM fault WHERE fault.code IN ('session_key_missing', 'message_replayed')
                 AND fault.log_index = record.log_index AND fault.entry = record.entry) AS unproven,
     EXISTS (SELECT 1 FROM fault WHERE fault.code = 'message_replayed'
                 AND fault.log_index = record.log_index AND fault.entry = record.entry) AS replayed
     FROM record JOIN object ON object.log_index = record.log_index";

/// Calls `each` with every kept record, in the order of log and entries; of one room when it is given.
pub(crate) fn each_record<E: From<StoreError>>(
    connection: &Connection,
    room: Option<&str>,
    mut each: impl FnMut(Kept) -> Result<(), E>,
) -> Result<(), E> {
    let text =
        format!("{KEPT} WHERE ?1 IS NULL OR record.room_id = ?1 ORDER BY record.log_index, record.entry");
    let mut query = connection.prepare_cached(&text).map_err(StoreError::from)?;
    let mut rows = query.query([room]).map_err(StoreError::from)?;
    while let Some(row) = rows.next().map_err(StoreError::from)? {
        each(read(row).map_err(StoreError::from)?)?;
    }
    Ok(())
}

/// The records of one object.
pub(crate) fn of_object(connection: &Connection, log_index: u64) -> Result<Vec<Kept>, StoreError> {
    let mut query = connection.prepare_cached(&format!(
        "{KEPT} WHERE record.log_index = ?1 ORDER BY record.entry"
    ))?;
    let rows = query.query_map([log_index], read)?.collect::<Result<_, _>>()?;
    Ok(rows)
}

/// All records of one event: the event as each custodian has it.
pub(crate) fn of_event(connection: &Connection, event_id: &str) -> Result<Vec<Kept>, StoreError> {
    let text =
        format!("{KEPT} JOIN event ON event.record = record.id WHERE event.event_id = ?1 ORDER BY record.id");
    let mut query = connection.prepare_cached(&text)?;
    let rows = query.query_map([event_id], read)?.collect::<Result<_, _>>()?;
    Ok(rows)
}

/// The record with this id of its own.
pub(crate) fn of_record_id(connection: &Connection, record_id: &str) -> Result<Option<Kept>, StoreError> {
    let text = format!("{KEPT} WHERE record.body ->> '$.record_id' = ?1");
    Ok(connection
        .prepare_cached(&text)?
        .query_row([record_id], read)
        .optional()?)
}

/// Rooms with their number of records, in order of first record.
pub(crate) fn rooms(connection: &Connection) -> Result<Vec<(String, u64)>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT room_id, count(*) FROM record WHERE room_id IS NOT NULL GROUP BY room_id ORDER BY min(id)",
    )?;
    let rows = query
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    Ok(rows)
}

/// Numbers of records by kind, of a room, of a device, or of all.
pub(crate) fn kinds(
    connection: &Connection,
    room: Option<&str>,
    device: Option<DeviceId>,
) -> Result<Vec<(String, u64)>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT kind, count(*) FROM record JOIN chain ON chain.id = record.chain
         WHERE (?1 IS NULL OR room_id = ?1) AND (?2 IS NULL OR chain.device = ?2) GROUP BY kind ORDER BY kind",
    )?;
    let device = device.map(|device| device.as_bytes().to_vec());
    let rows = query
        .query_map(params![room, device], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    Ok(rows)
}

/// Numbers of objects by state and reason.
pub(crate) fn object_states(connection: &Connection) -> Result<Vec<(String, String, u64)>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT state, reason, count(*) FROM object GROUP BY state, reason ORDER BY state, reason",
    )?;
    let rows = query
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    Ok(rows)
}

/// Numbers of attachments by state: wanted, verified, failed.
pub(crate) fn attachment_states(connection: &Connection) -> Result<Vec<(String, u64)>, StoreError> {
    let mut query =
        connection.prepare_cached("SELECT state, count(*) FROM attachment GROUP BY state ORDER BY state")?;
    let rows = query
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    Ok(rows)
}

/// State of the attachment that a record speaks of.
pub(crate) fn attachment_state(
    connection: &Connection,
    log_index: u64,
    entry: u64,
) -> Result<Option<String>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT state FROM attachment JOIN record ON record.id = attachment.record
         WHERE record.log_index = ?1 AND record.entry = ?2",
    )?;
    Ok(query.query_row([log_index, entry], |row| row.get(0)).optional()?)
}
