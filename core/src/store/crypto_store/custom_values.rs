//! Values that users of the Olm machine name themselves.

use rusqlite::{Connection, OptionalExtension};

use crate::store::error::StoreError;

pub(super) fn get(connection: &Connection, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT value FROM crypto_custom_value WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?)
}

pub(super) fn set(connection: &Connection, name: &str, value: &[u8]) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO crypto_custom_value (name, value) VALUES (?1, ?2)")?
        .execute((name, value))?;
    Ok(())
}

pub(super) fn delete(connection: &Connection, name: &str) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM crypto_custom_value WHERE name = ?1")?
        .execute([name])?;
    Ok(())
}
