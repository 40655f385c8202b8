//! What `ledger init` wrote, once.

use rusqlite::{Connection, OptionalExtension as _};

use crate::store::StoreError;

/// Writes a setting that is not there yet.
pub(crate) fn set(connection: &Connection, name: &str, value: &str) -> Result<(), StoreError> {
    connection.execute("INSERT INTO setting (name, value) VALUES (?1, ?2)", [name, value])?;
    Ok(())
}

/// A setting.
pub(crate) fn get(connection: &Connection, name: &str) -> Result<Option<String>, StoreError> {
    let mut query = connection.prepare_cached("SELECT value FROM setting WHERE name = ?1")?;
    Ok(query.query_row([name], |row| row.get(0)).optional()?)
}
