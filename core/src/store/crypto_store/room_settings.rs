//! How a room is encrypted.

use matrix_sdk_crypto::store::types::RoomSettings;
use ruma::RoomId;
use rusqlite::Connection;

use super::codec::{decode_row, encode};
use crate::store::error::StoreError;

pub(super) fn load(connection: &Connection, room: &RoomId) -> Result<Option<RoomSettings>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT data FROM crypto_room_settings WHERE room_id = ?1")?;
    decode_row(&mut statement, [room.as_str()])
}

pub(super) fn save(
    connection: &Connection,
    room: &RoomId,
    settings: &RoomSettings,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO crypto_room_settings (room_id, data) VALUES (?1, ?2) \
             ON CONFLICT (room_id) DO UPDATE SET data = ?2",
        )?
        .execute((room.as_str(), encode(settings)?.as_slice()))?;
    Ok(())
}
