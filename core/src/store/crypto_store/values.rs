//! Values of which there is one: by name.

use matrix_sdk_crypto::store::types::BackupKeys;
use rusqlite::Connection;
use serde::{Serialize, de::DeserializeOwned};

use super::codec::{decode_row, encode};
use crate::store::error::StoreError;

pub(super) const BACKUP_KEY: &str = "backup key";
pub(super) const BACKUP_VERSION: &str = "backup version";
pub(super) const DEHYDRATED_DEVICE_KEY: &str = "dehydrated device key";
pub(super) const TO_DEVICE_TOKEN: &str = "to-device token";

pub(super) fn get<T: DeserializeOwned>(connection: &Connection, name: &str) -> Result<Option<T>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT value FROM crypto_value WHERE name = ?1")?;
    decode_row(&mut statement, [name])
}

pub(super) fn set(connection: &Connection, name: &str, value: &impl Serialize) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO crypto_value (name, value) VALUES (?1, ?2)")?
        .execute((name, encode(value)?.as_slice()))?;
    Ok(())
}

pub(super) fn delete(connection: &Connection, name: &str) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM crypto_value WHERE name = ?1")?
        .execute([name])?;
    Ok(())
}

pub(super) fn backup_keys(connection: &Connection) -> Result<BackupKeys, StoreError> {
    Ok(BackupKeys {
        decryption_key: get(connection, BACKUP_KEY)?,
        backup_version: get(connection, BACKUP_VERSION)?,
    })
}
