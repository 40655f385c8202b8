//! Registered devices: their key and whether they may still write.

use griffie_wire::{
    ids::{DeviceId, Millis},
    key::PublicKey,
};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{StoreError, numbers::Sql};

/// A registered device.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Device {
    pub(crate) device: DeviceId,
    pub(crate) public_key: PublicKey,
    pub(crate) localpart: String,
    pub(crate) os: String,
    pub(crate) core_version: String,
    pub(crate) activated: Millis,
    pub(crate) revoked: Option<Millis>,
}

const COLUMNS: &str =
    "SELECT device, public_key, localpart, os, core_version, activated, revoked FROM device";

fn read(row: &Row<'_>) -> rusqlite::Result<Device> {
    Ok(Device {
        device: row.get::<_, Sql<_>>(0)?.0,
        public_key: PublicKey::from_bytes(row.get(1)?),
        localpart: row.get(2)?,
        os: row.get(3)?,
        core_version: row.get(4)?,
        activated: row.get::<_, Sql<_>>(5)?.0,
        revoked: row.get::<_, Option<Sql<_>>>(6)?.map(|at| at.0),
    })
}

pub(crate) fn find(connection: &Connection, device: DeviceId) -> Result<Option<Device>, StoreError> {
    let mut query = connection.prepare_cached(&format!("{COLUMNS} WHERE device = ?1"))?;
    Ok(query.query_row([Sql(device)], read).optional()?)
}

pub(crate) fn has_key(connection: &Connection, key: &PublicKey) -> Result<bool, StoreError> {
    let mut query = connection.prepare_cached("SELECT 1 FROM device WHERE public_key = ?1")?;
    Ok(query.exists([key.as_bytes().as_slice()])?)
}

pub(crate) fn list(connection: &Connection) -> Result<Vec<Device>, StoreError> {
    let mut query = connection.prepare(&format!("{COLUMNS} ORDER BY activated, device"))?;
    let rows = query.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn insert(connection: &Connection, device: &Device) -> Result<(), StoreError> {
    connection.execute(
        "INSERT INTO device (device, public_key, localpart, os, core_version, activated)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            Sql(device.device),
            device.public_key.as_bytes(),
            device.localpart,
            device.os,
            device.core_version,
            Sql(device.activated)
        ],
    )?;
    Ok(())
}

/// Withdraws a device. Says whether there was one to withdraw.
pub(crate) fn revoke(connection: &Connection, device: DeviceId, now: Millis) -> Result<bool, StoreError> {
    let changed = connection.execute(
        "UPDATE device SET revoked = coalesce(revoked, ?2) WHERE device = ?1",
        params![Sql(device), Sql(now)],
    )?;
    Ok(changed == 1)
}

/// Whether the device has brought anything yet.
pub(crate) fn has_objects(connection: &Connection, device: DeviceId) -> Result<bool, StoreError> {
    Ok(connection
        .prepare_cached("SELECT 1 FROM stream WHERE device = ?1")?
        .exists([Sql(device)])?)
}

#[cfg(test)]
pub(crate) mod tests {
    use griffie_wire::key::SigningKey;

    use super::*;

    /// Registers a device whose key seed is `seed` repeated.
    pub(crate) fn one(connection: &Connection, seed: u8) -> DeviceId {
        let device = DeviceId::from_bytes([seed; 16]);
        let device = Device {
            device,
            public_key: SigningKey::from_seed(&[seed; 32]).public(),
            localpart: format!("user{seed}"),
            os: String::new(),
            core_version: String::new(),
            activated: Millis(1),
            revoked: None,
        };
        insert(connection, &device).unwrap();
        device.device
    }

    #[test]
    fn a_device_is_revoked_once_and_stays_so() {
        let dir = tempfile::tempdir().unwrap();
        let connection = crate::store::open::writer(dir.path()).unwrap();
        let device = one(&connection, 1);
        assert!(revoke(&connection, device, Millis(10)).unwrap());
        assert!(revoke(&connection, device, Millis(20)).unwrap());
        assert_eq!(
            find(&connection, device).unwrap().unwrap().revoked,
            Some(Millis(10))
        );
        assert!(!revoke(&connection, DeviceId::from_bytes([9; 16]), Millis(1)).unwrap());
    }
}
