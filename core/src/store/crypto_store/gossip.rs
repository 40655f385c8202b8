//! Our requests for keys and secrets to our own other devices.

use matrix_sdk_crypto::{GossipRequest, SecretInfo};
use ruma::TransactionId;
use rusqlite::Connection;

use super::codec::{decode_row, decode_rows, encode};
use crate::store::error::StoreError;

pub(super) fn by_id(
    connection: &Connection,
    id: &TransactionId,
) -> Result<Option<GossipRequest>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT data FROM crypto_gossip_request WHERE request_id = ?1")?;
    decode_row(&mut statement, [id.as_str()])
}

/// The newest one for the same thing.
pub(super) fn by_info(
    connection: &Connection,
    info: &SecretInfo,
) -> Result<Option<GossipRequest>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT data FROM crypto_gossip_request WHERE info = ?1 ORDER BY rowid DESC LIMIT 1",
    )?;
    decode_row(&mut statement, [info.as_key()])
}

pub(super) fn unsent(connection: &Connection) -> Result<Vec<GossipRequest>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT data FROM crypto_gossip_request WHERE sent = 0")?;
    decode_rows(&mut statement, [])
}

pub(super) fn save(connection: &Connection, request: &GossipRequest) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO crypto_gossip_request (request_id, info, sent, data) VALUES (?1, ?2, ?3, ?4) \
             ON CONFLICT (request_id) DO UPDATE SET info = ?2, sent = ?3, data = ?4",
        )?
        .execute((
            request.request_id.as_str(),
            request.info.as_key(),
            request.sent_out,
            encode(request)?.as_slice(),
        ))?;
    Ok(())
}

pub(super) fn delete(connection: &Connection, id: &TransactionId) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM crypto_gossip_request WHERE request_id = ?1")?
        .execute([id.as_str()])?;
    Ok(())
}
