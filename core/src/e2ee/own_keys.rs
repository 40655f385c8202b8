//! The own public keys, as others see them.

use ruma::UserId;

use super::{E2eeError, bootstrap::query_ourselves, outgoing};
use crate::{net::matrix::Matrix, store::Store};

/// Public keys, unpadded base64.
pub(crate) struct OwnKeys {
    /// Ed25519 key of this device.
    pub(crate) device: String,
    /// Master key of the user, once it is known.
    pub(crate) identity: Option<String>,
    /// Whether the user's identity signed this device.
    pub(crate) cross_signed: bool,
}

/// The own keys.
pub(crate) async fn own_keys(store: &Store) -> Result<OwnKeys, E2eeError> {
    let unit = store.begin("own keys").await?;
    let machine = unit.machine()?;
    let identity = machine.get_identity(machine.user_id(), None).await?;
    let master = identity
        .and_then(|identity| identity.own())
        .and_then(|own| own.master_key().get_first_key());
    let device = machine
        .get_device(machine.user_id(), machine.device_id(), None)
        .await?;
    let keys = OwnKeys {
        device: machine.identity_keys().ed25519.to_base64(),
        identity: master.map(|key| key.to_base64()),
        cross_signed: device.is_some_and(|device| device.is_cross_signed_by_owner()),
    };
    unit.commit().await?;
    Ok(keys)
}

/// One of the user's devices, as its keys show it.
pub(crate) struct OwnDeviceKeys {
    pub(crate) device_id: String,
    /// Ed25519 key, unpadded base64.
    pub(crate) key: Option<String>,
    /// Whether the user's identity vouches for it.
    pub(crate) cross_signed: bool,
}

/// The user's devices that can read encrypted rooms, as the homeserver has them now.
pub(crate) async fn own_devices(store: &Store, matrix: &Matrix) -> Result<Vec<OwnDeviceKeys>, E2eeError> {
    let _one_at_a_time = matrix.key_traffic().await;
    query_ourselves(store, matrix).await?;
    let unit = store.begin("own devices").await?;
    let machine = unit.machine()?;
    let known = machine.get_user_devices(machine.user_id(), None).await?;
    let devices = known
        .devices()
        .map(|device| OwnDeviceKeys {
            device_id: device.device_id().to_string(),
            key: device.ed25519_key().map(|key| key.to_base64()),
            cross_signed: device.is_cross_signed_by_owner(),
        })
        .collect();
    unit.commit().await?;
    Ok(devices)
}

/// Asks the homeserver for the devices of somebody, and takes them in.
pub(crate) async fn query_user(store: &Store, matrix: &Matrix, user_id: &str) -> Result<(), E2eeError> {
    let user = <&UserId>::try_from(user_id).map_err(|_| E2eeError::BadId)?;
    let _one_at_a_time = matrix.key_traffic().await;
    let unit = store.begin("keys of a user").await?;
    super::track_users(&unit, [user_id]).await?;
    let (id, query) = unit.machine()?.query_keys_for_users([user]);
    unit.commit().await?;
    outgoing::query_keys(store, matrix, &id, &query).await?;
    Ok(())
}
