//! Keys of a room's history, shared with somebody who was invited (MSC4268): bundles received, bundles awaited, and the
//! rooms of which the backup has nothing more to give.

use matrix_sdk_crypto::store::types::{RoomPendingKeyBundleDetails, StoredRoomKeyBundleData};
use ruma::{RoomId, UserId};
use rusqlite::Connection;

use super::codec::{decode_row, decode_rows, encode};
use crate::store::error::StoreError;

pub(super) fn received(
    connection: &Connection,
    room: &RoomId,
    sender: &UserId,
) -> Result<Option<StoredRoomKeyBundleData>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT data FROM crypto_key_bundle WHERE room_id = ?1 AND sender = ?2")?;
    decode_row(&mut statement, (room.as_str(), sender.as_str()))
}

pub(super) fn save_received(
    connection: &Connection,
    bundle: &StoredRoomKeyBundleData,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO crypto_key_bundle (room_id, sender, data) VALUES (?1, ?2, ?3) \
             ON CONFLICT (room_id, sender) DO UPDATE SET data = ?3",
        )?
        .execute((
            bundle.bundle_data.room_id.as_str(),
            bundle.sender_user.as_str(),
            encode(bundle)?.as_slice(),
        ))?;
    Ok(())
}

pub(super) fn awaited(
    connection: &Connection,
    room: &RoomId,
) -> Result<Option<RoomPendingKeyBundleDetails>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT data FROM crypto_key_bundle_awaited WHERE room_id = ?1")?;
    decode_row(&mut statement, [room.as_str()])
}

pub(super) fn all_awaited(connection: &Connection) -> Result<Vec<RoomPendingKeyBundleDetails>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT data FROM crypto_key_bundle_awaited")?;
    decode_rows(&mut statement, [])
}

/// `None`: no longer awaited.
pub(super) fn save_awaited(
    connection: &Connection,
    room: &RoomId,
    details: Option<&RoomPendingKeyBundleDetails>,
) -> Result<(), StoreError> {
    match details {
        Some(details) => connection
            .prepare_cached(
                "INSERT OR REPLACE INTO crypto_key_bundle_awaited (room_id, data) VALUES (?1, ?2)",
            )?
            .execute((room.as_str(), encode(details)?.as_slice()))?,
        None => connection
            .prepare_cached("DELETE FROM crypto_key_bundle_awaited WHERE room_id = ?1")?
            .execute([room.as_str()])?,
    };
    Ok(())
}

pub(super) fn is_backup_downloaded(connection: &Connection, room: &RoomId) -> Result<bool, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT 1 FROM crypto_backup_downloaded WHERE room_id = ?1")?;
    Ok(statement.exists([room.as_str()])?)
}

pub(super) fn mark_backup_downloaded(connection: &Connection, room: &RoomId) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO crypto_backup_downloaded (room_id) VALUES (?1)")?
        .execute([room.as_str()])?;
    Ok(())
}
