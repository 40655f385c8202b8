//! Activation codes, kept as hashes only.

use griffie_wire::ids::{DeviceId, Millis, Sha256};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{StoreError, numbers::Sql};

/// What is known about a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Code {
    pub(crate) hash: Sha256,
    pub(crate) localpart: String,
    pub(crate) created: Millis,
    pub(crate) expires: Millis,
    /// Tries with this code that were refused.
    pub(crate) tries: u32,
    pub(crate) used: Option<Millis>,
    pub(crate) device: Option<DeviceId>,
}

const COLUMNS: &str = "SELECT hash, localpart, created, expires, tries, used, device FROM code";

fn read(row: &Row<'_>) -> rusqlite::Result<Code> {
    Ok(Code {
        hash: row.get::<_, Sql<_>>(0)?.0,
        localpart: row.get(1)?,
        created: row.get::<_, Sql<_>>(2)?.0,
        expires: row.get::<_, Sql<_>>(3)?.0,
        tries: row.get(4)?,
        used: row.get::<_, Option<Sql<_>>>(5)?.map(|at| at.0),
        device: row.get::<_, Option<Sql<_>>>(6)?.map(|device| device.0),
    })
}

pub(crate) fn find(connection: &Connection, hash: Sha256) -> Result<Option<Code>, StoreError> {
    let mut query = connection.prepare_cached(&format!("{COLUMNS} WHERE hash = ?1"))?;
    Ok(query.query_row([Sql(hash)], read).optional()?)
}

pub(crate) fn list(connection: &Connection) -> Result<Vec<Code>, StoreError> {
    let mut query = connection.prepare(&format!("{COLUMNS} ORDER BY created, hash"))?;
    let rows = query.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn insert(
    connection: &Connection,
    hash: Sha256,
    localpart: &str,
    created: Millis,
    expires: Millis,
) -> Result<(), StoreError> {
    connection.execute(
        "INSERT INTO code (hash, localpart, created, expires) VALUES (?1, ?2, ?3, ?4)",
        params![Sql(hash), localpart, Sql(created), Sql(expires)],
    )?;
    Ok(())
}

/// Whether any code or device carries this localpart.
pub(crate) fn localpart_is_taken(connection: &Connection, localpart: &str) -> Result<bool, StoreError> {
    let query = "SELECT 1 FROM code WHERE localpart = ?1 UNION SELECT 1 FROM device WHERE localpart = ?1";
    Ok(connection.prepare_cached(query)?.exists([localpart])?)
}

pub(crate) fn count_try(connection: &Connection, hash: Sha256) -> Result<(), StoreError> {
    connection.execute("UPDATE code SET tries = tries + 1 WHERE hash = ?1", [Sql(hash)])?;
    Ok(())
}

pub(crate) fn mark_used(
    connection: &Connection,
    hash: Sha256,
    device: DeviceId,
    now: Millis,
) -> Result<(), StoreError> {
    connection.execute(
        "UPDATE code SET used = ?2, device = ?3 WHERE hash = ?1 AND used IS NULL",
        params![Sql(hash), Sql(now), Sql(device)],
    )?;
    Ok(())
}
