//! Senders' notices that they keep a key from us on purpose.

use matrix_sdk_crypto::store::types::RoomKeyWithheldEntry;
use ruma::RoomId;
use rusqlite::Connection;

use super::codec::{decode_row, decode_rows, encode};
use crate::store::error::StoreError;

pub(super) fn one(
    connection: &Connection,
    room: &RoomId,
    session_id: &str,
) -> Result<Option<RoomKeyWithheldEntry>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT data FROM crypto_withheld WHERE room_id = ?1 AND session_id = ?2")?;
    decode_row(&mut statement, (room.as_str(), session_id))
}

pub(super) fn of_room(
    connection: &Connection,
    room: &RoomId,
) -> Result<Vec<RoomKeyWithheldEntry>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT data FROM crypto_withheld WHERE room_id = ?1")?;
    decode_rows(&mut statement, [room.as_str()])
}

pub(super) fn save(
    connection: &Connection,
    room: &RoomId,
    session_id: &str,
    entry: &RoomKeyWithheldEntry,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO crypto_withheld (room_id, session_id, data) VALUES (?1, ?2, ?3) \
             ON CONFLICT (room_id, session_id) DO UPDATE SET data = ?3",
        )?
        .execute((room.as_str(), session_id, encode(entry)?.as_slice()))?;
    Ok(())
}
