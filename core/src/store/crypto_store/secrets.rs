//! Secrets that our other devices sent, until they are taken.

use matrix_sdk_crypto::store::types::SecretsInboxItem;
use ruma::events::secret::request::SecretName;
use rusqlite::Connection;
use zeroize::Zeroizing;

use crate::store::error::StoreError;

pub(super) fn of_name(
    connection: &Connection,
    name: &SecretName,
) -> Result<Vec<Zeroizing<String>>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT secret FROM crypto_secret WHERE name = ?1 ORDER BY seq")?;
    let rows = statement.query_map([name.as_str()], |row| row.get(0).map(Zeroizing::new))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn save(connection: &Connection, item: &SecretsInboxItem) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT INTO crypto_secret (name, secret) VALUES (?1, ?2)")?
        .execute((item.secret_name.as_str(), item.secret.as_str()))?;
    Ok(())
}

pub(super) fn delete(connection: &Connection, name: &SecretName) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM crypto_secret WHERE name = ?1")?
        .execute([name.as_str()])?;
    Ok(())
}
