//! What the gateway is still to be told.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::StoreError;

/// A verdict that the gateway does not know yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Owed {
    pub(crate) log_index: u64,
    /// Code of the fault, or nothing when accepted.
    pub(crate) rejected: Option<String>,
}

/// Verdicts on objects below `size` that were not told, at most `limit`.
pub(crate) fn owed(connection: &Connection, size: u64, limit: u32) -> Result<Vec<Owed>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT log_index, code FROM verdict WHERE posted IS NULL AND log_index < ?1 ORDER BY log_index LIMIT ?2",
    )?;
    let rows = query.query_map(params![size, limit], |row| {
        let code: String = row.get(1)?;
        Ok(Owed {
            log_index: row.get(0)?,
            rejected: Some(code).filter(|code| !code.is_empty()),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Keeps the final receipt of an accepted object.
pub(crate) fn set_receipt(connection: &Connection, log_index: u64, receipt: &str) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE verdict SET receipt = ?2 WHERE log_index = ?1")?
        .execute(params![log_index, receipt])?;
    Ok(())
}

/// The gateway has taken the verdict under the checkpoint of this size.
pub(crate) fn posted(connection: &Connection, log_index: u64, size: u64) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE verdict SET posted = ?2 WHERE log_index = ?1 AND posted IS NULL")?
        .execute(params![log_index, size])?;
    Ok(())
}

/// The final receipt of an object.
pub(crate) fn receipt(connection: &Connection, log_index: u64) -> Result<Option<String>, StoreError> {
    let mut query = connection.prepare_cached("SELECT receipt FROM verdict WHERE log_index = ?1")?;
    Ok(query
        .query_row([log_index], |row| row.get(0))
        .optional()?
        .flatten())
}

/// Number of verdicts that the gateway does not know yet.
pub(crate) fn count_owed(connection: &Connection) -> Result<u64, StoreError> {
    Ok(connection
        .prepare_cached("SELECT count(*) FROM verdict WHERE posted IS NULL")?
        .query_row([], |row| row.get(0))?)
}
