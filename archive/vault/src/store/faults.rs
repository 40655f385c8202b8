//! Faults: one row for one thing, however often it is seen. Rows are never removed.

use griffie_wire::{DeviceId, Millis};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::StoreError;
use crate::fault::Fault;

/// What a fault is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct About {
    /// Place in the log.
    pub(crate) log_index: Option<u64>,
    /// Entry of the epoch.
    pub(crate) entry: Option<u64>,
    /// Device.
    pub(crate) device: Option<DeviceId>,
}

/// A fault that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FaultRow {
    /// When it was first seen.
    pub(crate) first_at: Millis,
    /// How often it was seen.
    pub(crate) times: u64,
    /// Its code.
    pub(crate) code: String,
    /// What it is about.
    pub(crate) about: About,
}

/// Notes a fault; true if it was not known yet.
pub(crate) fn insert(
    connection: &Connection,
    fault: Fault,
    about: About,
    now: Millis,
) -> Result<bool, StoreError> {
    let device = about
        .device
        .map(|device| device.as_bytes().to_vec())
        .unwrap_or_default();
    let times: u64 = connection
        .prepare_cached(
            "INSERT INTO fault (first_at, last_at, code, log_index, entry, device)
             VALUES (?1, ?1, ?2, ifnull(?3, -1), ifnull(?4, -1), ?5)
             ON CONFLICT (code, log_index, entry, device) DO UPDATE SET times = times + 1, last_at = excluded.last_at
             RETURNING times",
        )?
        .query_row(params![now.0, fault.code(), about.log_index, about.entry, device], |row| row.get(0))?;
    Ok(times == 1)
}

/// How often a fault of an object as a whole was seen, and when last.
pub(crate) fn of_object(
    connection: &Connection,
    fault: Fault,
    log_index: u64,
) -> Result<Option<(u64, Millis)>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT times, last_at FROM fault WHERE code = ?1 AND log_index = ?2 AND entry = -1 AND device = x''",
    )?;
    let row = query.query_row(params![fault.code(), log_index], |row| {
        Ok((row.get(0)?, Millis(row.get(1)?)))
    });
    Ok(row.optional()?)
}

/// All faults, oldest first.
pub(crate) fn all(connection: &Connection) -> Result<Vec<FaultRow>, StoreError> {
    let mut query = connection
        .prepare_cached("SELECT first_at, times, code, log_index, entry, device FROM fault ORDER BY id")?;
    let rows = query.query_map([], |row| {
        let number = |value: i64| u64::try_from(value).ok();
        let device: Vec<u8> = row.get(5)?;
        Ok(FaultRow {
            first_at: Millis(row.get(0)?),
            times: row.get(1)?,
            code: row.get(2)?,
            about: About {
                log_index: number(row.get(3)?),
                entry: number(row.get(4)?),
                device: <[u8; 16]>::try_from(device).ok().map(DeviceId::from_bytes),
            },
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
