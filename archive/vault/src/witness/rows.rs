//! Rows of the witness: logs, what was co-signed, evidence.

use griffie_wire::{Millis, note::Checkpointed};
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use tlog_tiles::Hash;

use super::{WitnessError, request::AddCheckpoint};
use crate::store::StoreError;

/// A checkpoint that was co-signed.
pub(crate) struct Signed {
    pub(crate) state: Checkpointed,
    pub(crate) cosignature: String,
}

/// Keeps the name of the witness, once.
pub(crate) fn set_name(connection: &Connection, name: &str) -> Result<(), WitnessError> {
    connection.execute("INSERT INTO setting (name, value) VALUES ('name', ?1)", [name])?;
    Ok(())
}

/// The name of the witness.
pub(crate) fn name(connection: &Connection) -> Result<Option<String>, WitnessError> {
    let mut query = connection.prepare_cached("SELECT value FROM setting WHERE name = 'name'")?;
    Ok(query.query_row([], |row| row.get(0)).optional()?)
}

/// Follows a log from now on; false when another key has this name.
pub(crate) fn follow(connection: &Connection, origin: &str, vkey: &str) -> Result<bool, WitnessError> {
    connection
        .prepare_cached("INSERT INTO log (origin, vkey) VALUES (?1, ?2) ON CONFLICT (origin) DO NOTHING")?
        .execute([origin, vkey])?;
    Ok(log(connection, origin)?.as_deref() == Some(vkey))
}

/// The key of the log of this name.
pub(crate) fn log(connection: &Connection, origin: &str) -> Result<Option<String>, WitnessError> {
    let mut query = connection.prepare_cached("SELECT vkey FROM log WHERE origin = ?1")?;
    Ok(query.query_row([origin], |row| row.get(0)).optional()?)
}

/// Size of the newest checkpoint that was co-signed; 0 when there is none.
pub(crate) fn last_size(connection: &Connection, origin: &str) -> Result<u64, WitnessError> {
    let mut query = connection.prepare_cached("SELECT ifnull(max(size), 0) FROM signed WHERE origin = ?1")?;
    Ok(query.query_row([origin], |row| row.get(0))?)
}

/// What was co-signed at this size.
pub(crate) fn signed_at(
    connection: &Connection,
    origin: &str,
    size: u64,
) -> Result<Option<Signed>, WitnessError> {
    // No column holds more, so nothing was co-signed there.
    let Ok(size) = i64::try_from(size) else {
        return Ok(None);
    };
    let mut query = connection
        .prepare_cached("SELECT size, root, cosignature FROM signed WHERE origin = ?1 AND size = ?2")?;
    Ok(query.query_row(params![origin, size], read).optional()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Signed> {
    Ok(Signed {
        state: Checkpointed {
            size: row.get(0)?,
            root: Hash(row.get(1)?),
        },
        cosignature: row.get(2)?,
    })
}

/// Keeps what is co-signed, before anybody sees it.
pub(crate) fn insert_signed(
    connection: &Connection,
    request: &AddCheckpoint,
    signed: &Signed,
    at: Millis,
) -> Result<(), WitnessError> {
    connection
        .prepare_cached(
            "INSERT INTO signed (origin, size, root, note, cosignature, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            request.origin().unwrap_or_default(),
            signed.state.size,
            signed.state.root.0,
            request.note,
            signed.cosignature,
            at.0
        ])?;
    Ok(())
}

/// Keeps a request as evidence; true if it was not known yet.
pub(crate) fn keep(
    connection: &Connection,
    code: &str,
    request: &AddCheckpoint,
    state: &Checkpointed,
    body: &str,
    now: Millis,
) -> Result<bool, WitnessError> {
    let size = i64::try_from(state.size).map_err(|_| StoreError::Row("size"))?;
    let times: u64 = connection
        .prepare_cached(
            "INSERT INTO evidence (first_at, code, origin, size, root, request) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (code, origin, size, root) DO UPDATE SET times = times + 1 RETURNING times",
        )?
        .query_row(
            params![now.0, code, request.origin().unwrap_or_default(), size, state.root.0, body],
            |row| row.get(0),
        )?;
    Ok(times == 1)
}

/// Kept evidence: code, size, request.
pub(crate) fn evidence(connection: &Connection) -> Result<Vec<(String, u64, String)>, WitnessError> {
    let mut query = connection.prepare_cached("SELECT code, size, request FROM evidence ORDER BY id")?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
