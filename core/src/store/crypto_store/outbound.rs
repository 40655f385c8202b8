//! Outbound Megolm sessions: what encrypts our own events, one a room.

use matrix_sdk_crypto::olm::{OutboundGroupSession, PickledOutboundGroupSession, StaticAccountData};
use ruma::RoomId;
use rusqlite::Connection;

use super::codec::{decode_row, encode};
use crate::store::error::StoreError;

pub(super) fn load(
    connection: &Connection,
    room: &RoomId,
    account: &StaticAccountData,
) -> Result<Option<OutboundGroupSession>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT pickle FROM crypto_outbound_session WHERE room_id = ?1")?;
    let pickle: Option<PickledOutboundGroupSession> = decode_row(&mut statement, [room.as_str()])?;
    pickle
        .map(|pickle| {
            let keys = account.identity_keys.clone();
            OutboundGroupSession::from_pickle(account.device_id.clone(), keys, pickle)
                .map_err(|_| StoreError::Malformed("outbound session"))
        })
        .transpose()
}

pub(super) fn save(connection: &Connection, pickle: &PickledOutboundGroupSession) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO crypto_outbound_session (room_id, pickle) VALUES (?1, ?2) \
             ON CONFLICT (room_id) DO UPDATE SET pickle = ?2",
        )?
        .execute((pickle.room_id.as_str(), encode(pickle)?.as_slice()))?;
    Ok(())
}
