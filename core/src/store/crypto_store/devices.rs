//! The devices of the users we share rooms with.

use std::collections::HashMap;

use matrix_sdk_crypto::DeviceData;
use ruma::{DeviceId, OwnedDeviceId, UserId};
use rusqlite::Connection;

use super::codec::{decode_row, decode_rows, encode};
use crate::store::error::StoreError;

pub(super) fn one(
    connection: &Connection,
    user: &UserId,
    device: &DeviceId,
) -> Result<Option<DeviceData>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT data FROM crypto_device WHERE user_id = ?1 AND device_id = ?2")?;
    decode_row(&mut statement, (user.as_str(), device.as_str()))
}

pub(super) fn of_user(
    connection: &Connection,
    user: &UserId,
) -> Result<HashMap<OwnedDeviceId, DeviceData>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT data FROM crypto_device WHERE user_id = ?1")?;
    let devices: Vec<DeviceData> = decode_rows(&mut statement, [user.as_str()])?;
    Ok(devices
        .into_iter()
        .map(|device| (device.device_id().to_owned(), device))
        .collect())
}

pub(super) fn save(connection: &Connection, device: &DeviceData) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO crypto_device (user_id, device_id, data) VALUES (?1, ?2, ?3) \
             ON CONFLICT (user_id, device_id) DO UPDATE SET data = ?3",
        )?
        .execute((
            device.user_id().as_str(),
            device.device_id().as_str(),
            encode(device)?.as_slice(),
        ))?;
    Ok(())
}

pub(super) fn delete(connection: &Connection, device: &DeviceData) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM crypto_device WHERE user_id = ?1 AND device_id = ?2")?
        .execute((device.user_id().as_str(), device.device_id().as_str()))?;
    Ok(())
}
