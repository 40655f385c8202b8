//! Whom we ask to co-sign the log, and what they co-signed.

use griffie_wire::{Millis, note::CosignerVerifier, note::add_signature};
use rusqlite::{Connection, params};

use super::{StoreError, tree::Cosigned};

/// A witness that is asked.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) vkey: String,
    pub(crate) url: String,
    /// Size of the newest checkpoint that it co-signed for us.
    pub(crate) last: u64,
}

/// Asks this witness from now on, at this address.
pub(crate) fn ask(connection: &Connection, vkey: &CosignerVerifier, url: &str) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO witness (vkey, url) VALUES (?1, ?2) ON CONFLICT (vkey) DO UPDATE SET url = excluded.url",
        )?
        .execute([vkey.to_string().as_str(), url])?;
    Ok(())
}

/// All of them.
pub(crate) fn all(connection: &Connection) -> Result<Vec<Asked>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT vkey, url, (SELECT ifnull(max(size), 0) FROM witnessed WHERE witnessed.vkey = witness.vkey)
         FROM witness ORDER BY vkey",
    )?;
    let rows = query.query_map([], |row| {
        Ok(Asked {
            vkey: row.get(0)?,
            url: row.get(1)?,
            last: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Keeps a co-signature.
pub(crate) fn insert(
    connection: &Connection,
    size: u64,
    vkey: &str,
    line: &str,
    at: Millis,
) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO witnessed (size, vkey, line, at) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![size, vkey, line, at.0])?;
    Ok(())
}

/// The checkpoint with what witnesses co-signed of it.
pub(crate) fn with_lines(connection: &Connection, mut signed: Cosigned) -> Result<Cosigned, StoreError> {
    let mut query = connection.prepare_cached("SELECT line FROM witnessed WHERE size = ?1 ORDER BY vkey")?;
    let lines = query.query_map([signed.state.size], |row| row.get::<_, String>(0))?;
    for line in lines {
        signed.note = add_signature(&signed.note, &line?).map_err(|_| StoreError::Row("witnessed"))?;
    }
    Ok(signed)
}

/// Sizes that any witness co-signed, newest first.
pub(crate) fn sizes(connection: &Connection) -> Result<Vec<u64>, StoreError> {
    let mut query = connection.prepare_cached("SELECT DISTINCT size FROM witnessed ORDER BY size DESC")?;
    let rows = query.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
