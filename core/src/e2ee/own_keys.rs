//! The own public keys, as others see them.

use super::E2eeError;
use crate::store::Store;

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
