//! Recalls on their way to devices. Opaque: number and expiry are outside, everything else is sealed.

use griffie_wire::{
    api::{RecallFor, SealedRecall},
    ids::{DeviceId, Millis},
};
use rusqlite::{Connection, params};

use super::{StoreError, numbers::Sql};
use crate::limits::RECALLS;

/// What became of a recall that was posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Put {
    New,
    /// Its number is there already: the first one stays.
    Again,
    UnknownDevice,
}

/// Keeps a recall.
pub(crate) fn put(connection: &Connection, given: &RecallFor) -> Result<Put, StoreError> {
    let known = connection
        .prepare_cached("SELECT 1 FROM device WHERE device = ?1")?
        .exists([Sql(given.device)])?;
    if !known {
        return Ok(Put::UnknownDevice);
    }
    let inserted = connection
        .prepare_cached(
            "INSERT OR IGNORE INTO recall (device, number, expires, sealed) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![
            Sql(given.device),
            Sql(given.recall.number),
            Sql(given.recall.expires),
            given.recall.sealed
        ])?;
    Ok(if inserted == 0 { Put::Again } else { Put::New })
}

/// The newest recalls to a device that still hold, the oldest of them first.
pub(crate) fn of(
    connection: &Connection,
    device: DeviceId,
    now: Millis,
) -> Result<Vec<SealedRecall>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT number, expires, sealed FROM recall WHERE device = ?1 AND expires > ?2 ORDER BY number DESC LIMIT ?3",
    )?;
    let rows = query.query_map(params![Sql(device), Sql(now), RECALLS], |row| {
        Ok(SealedRecall {
            number: row.get::<_, Sql<_>>(0)?.0,
            expires: row.get::<_, Sql<_>>(1)?.0,
            sealed: row.get(2)?,
        })
    })?;
    let mut newest: Vec<SealedRecall> = rows.collect::<Result<_, _>>()?;
    newest.reverse();
    Ok(newest)
}

/// Removes what no device would take any more.
pub(crate) fn forget(connection: &Connection, now: Millis) -> Result<(), StoreError> {
    connection.execute("DELETE FROM recall WHERE expires <= ?1", params![Sql(now)])?;
    Ok(())
}
