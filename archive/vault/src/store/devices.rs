//! Devices as they were at first sight.

use griffie_wire::{DeviceId, Millis, PublicKey, TenantId, api::DeviceInfo};
use rusqlite::{Connection, OptionalExtension as _, Row};

use super::{StoreError, rows::bytes};

fn read(row: &Row<'_>) -> rusqlite::Result<DeviceInfo> {
    Ok(DeviceInfo {
        device: DeviceId::from_bytes(bytes(row, "device")?),
        tenant: TenantId::from_bytes(bytes(row, "tenant")?),
        user_id: row.get("user_id")?,
        public_key: PublicKey::from_bytes(bytes(row, "public_key")?),
        revoked: row.get("revoked")?,
    })
}

/// The device, if it was ever seen.
pub(crate) fn get(connection: &Connection, device: DeviceId) -> Result<Option<DeviceInfo>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT device, tenant, user_id, public_key, revoked FROM device WHERE device = ?1",
    )?;
    Ok(query.query_row([device.as_bytes()], read).optional()?)
}

/// All devices, in order of first sight.
pub(crate) fn all(connection: &Connection) -> Result<Vec<DeviceInfo>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT device, tenant, user_id, public_key, revoked FROM device ORDER BY first_seen, device",
    )?;
    let rows = query.query_map([], read)?.collect::<Result<_, _>>()?;
    Ok(rows)
}

/// Pins a device at first sight; afterwards only the revocation moves. Answers the device as it is pinned.
pub(crate) fn pin(connection: &Connection, info: &DeviceInfo, now: Millis) -> Result<DeviceInfo, StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO device (device, tenant, user_id, public_key, revoked, first_seen)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (device) DO UPDATE SET revoked = excluded.revoked",
        )?
        .execute(rusqlite::params![
            info.device.as_bytes(),
            info.tenant.as_bytes(),
            info.user_id,
            info.public_key.as_bytes(),
            info.revoked,
            now.0,
        ])?;
    get(connection, info.device)?.ok_or(StoreError::Row("device"))
}
