//! What brings a lost device back, and the user's devices.

use griffie_core::engine::RecoveryStatus;

use super::Griffie;
use crate::{error::GriffieError, rows::device::OwnDevice};

#[uniffi::export]
impl Griffie {
    /// How far this device is with what would bring it back: ask it when the screen for the recovery key opens.
    ///
    /// Errors: `NotSignedIn`, `StorageUnusable`.
    pub async fn recovery(&self) -> Result<RecoveryStatus, GriffieError> {
        self.line.call(async |core| core.recovery().await).await
    }

    /// The recovery key, to be written down and kept apart from the devices: whoever has it and can sign in as the user reads all. Show
    /// it on demand only, keep it nowhere, and let no screenshot be made.
    ///
    /// Errors: `Rejected` with `recovery_not_ready` while there is none, or while the homeserver does not yet hold what it opens;
    /// `NotSignedIn`, `StorageUnusable`.
    pub async fn recovery_key(&self) -> Result<String, GriffieError> {
        let key = self.line.call(async |core| core.recovery_key().await).await?;
        Ok(key.as_str().to_owned())
    }

    /// Makes this device one of the user's own with the recovery key of an earlier one, typed or scanned: it is vouched for when this
    /// returns, and the keys of earlier messages come after. Can be done at any time after activation, and again.
    ///
    /// Errors: `Rejected` with `recovery_key_malformed` (mistyped), `recovery_key_wrong` (another person's or an older one),
    /// `recovery_none` (no device has made one yet), `recovery_other_identity` or `recovery_unusable`, and nothing was changed; `Offline`;
    /// `NotSignedIn`, `StorageFull`, `StorageUnusable`.
    pub async fn recover(&self, key: String) -> Result<(), GriffieError> {
        self.line.call(async move |core| core.recover(&key).await).await
    }

    /// The user's devices, this one first, as the homeserver has them now.
    ///
    /// Errors: `NotSignedIn`, `Offline`, `StorageUnusable`.
    pub async fn devices(&self) -> Result<Vec<OwnDevice>, GriffieError> {
        let devices = self.line.call(async |core| core.devices().await).await?;
        Ok(devices.into_iter().map(OwnDevice::from).collect())
    }
}
