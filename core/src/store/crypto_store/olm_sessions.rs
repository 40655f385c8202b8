//! Olm sessions, one or more with each device we exchange keys with, and the hashes of Olm messages seen. The machine
//! keeps the sessions that it uses in memory, so this is read once a device.

use matrix_sdk_crypto::olm::{OlmMessageHash, PickledSession};
use rusqlite::Connection;

use super::codec::{decode_rows, encode};
use crate::store::error::StoreError;

pub(super) fn with_sender(
    connection: &Connection,
    sender_key: &str,
) -> Result<Vec<PickledSession>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT pickle FROM crypto_olm_session WHERE sender_key = ?1")?;
    decode_rows(&mut statement, [sender_key])
}

pub(super) fn save(
    connection: &Connection,
    session_id: &str,
    pickle: &PickledSession,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO crypto_olm_session (sender_key, session_id, pickle) VALUES (?1, ?2, ?3) \
             ON CONFLICT (sender_key, session_id) DO UPDATE SET pickle = ?3",
        )?
        .execute((
            pickle.sender_key.to_base64(),
            session_id,
            encode(pickle)?.as_slice(),
        ))?;
    Ok(())
}

pub(super) fn is_known(connection: &Connection, message: &OlmMessageHash) -> Result<bool, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT 1 FROM crypto_olm_hash WHERE sender_key = ?1 AND hash = ?2")?;
    Ok(statement.exists((&message.sender_key, &message.hash))?)
}

pub(super) fn remember(connection: &Connection, message: &OlmMessageHash) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO crypto_olm_hash (sender_key, hash) VALUES (?1, ?2)")?
        .execute((&message.sender_key, &message.hash))?;
    Ok(())
}
