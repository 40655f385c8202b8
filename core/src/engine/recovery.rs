//! What brings a lost device back, and the user's devices, from the public side.

use serde::Serialize;
use zeroize::Zeroizing;

use super::{Griffie, safety::in_fours};
use crate::{
    e2ee,
    error::Error,
    recovery::{self, RecoveryStatus},
    store::recovery as stored,
};

/// One device of the user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnDevice {
    /// Matrix device id.
    pub matrix_device: String,
    /// What other apps call it.
    pub name: Option<String>,
    /// Whether it is this one.
    pub this: bool,
    /// Whether the user's identity vouches for it: others then know that it is the user's.
    pub verified: bool,
    /// Ed25519 key in fours; `None` for a device that reads no encrypted rooms.
    pub fingerprint: Option<String>,
    /// When the homeserver last saw it, UTC milliseconds.
    pub last_seen: Option<u64>,
}

impl Griffie {
    /// How far this device is with what would bring it back.
    ///
    /// # Errors
    /// [`Error::NotSignedIn`], [`Error::Storage`].
    pub async fn recovery(&self) -> Result<RecoveryStatus, Error> {
        self.parts.session()?;
        Ok(recovery::status(&self.parts.store).await?)
    }

    /// The recovery key, to be written down and kept apart from the devices: whoever has it and can sign in as the user reads all. The
    /// only way out of the encrypted database; never logged, and of no use to gateway or vault.
    ///
    /// # Errors
    /// [`Error::Rejected`] with `recovery_not_ready` while there is none, or while the homeserver does not yet hold what it opens.
    pub async fn recovery_key(&self) -> Result<Zeroizing<String>, Error> {
        self.parts.session()?;
        let recovery = self.parts.store.read(stored::read)?;
        recovery
            .filter(|recovery| recovery.published)
            .map(|recovery| recovery.key)
            .ok_or_else(|| Error::Rejected {
                code: "recovery_not_ready".to_owned(),
            })
    }

    /// Makes this device one of the user's own with the recovery key of an earlier one, typed or scanned: it is vouched for when this
    /// returns, and the keys of earlier messages come after. Can be done at any time after activation, and again.
    ///
    /// # Errors
    /// [`Error::Rejected`] with `recovery_key_malformed` (mistyped), `recovery_key_wrong` (another person's or an older one),
    /// `recovery_none` (no device has made one yet), `recovery_other_identity` or `recovery_unusable`: nothing was changed.
    /// [`Error::Offline`]: repeat it.
    pub async fn recover(&self, key: &str) -> Result<(), Error> {
        let session = self.parts.session()?;
        recovery::recover(&self.parts.store, &session.matrix, &session.user_id, key).await?;
        self.parts.wakes.backup.notify_one();
        self.parts.changes.bump();
        Ok(())
    }

    /// The user's devices, this one first, as the homeserver has them now.
    ///
    /// # Errors
    /// [`Error::NotSignedIn`], [`Error::Offline`].
    pub async fn devices(&self) -> Result<Vec<OwnDevice>, Error> {
        let session = self.parts.session()?;
        let own = self
            .parts
            .store
            .read(crate::store::identity::require)?
            .matrix_device;
        let keys = e2ee::own_devices(&self.parts.store, &session.matrix).await?;
        let mut devices: Vec<_> = session
            .matrix
            .devices()
            .await?
            .into_iter()
            .map(|listed| {
                let keys = keys.iter().find(|keys| keys.device_id == listed.device_id);
                OwnDevice {
                    this: listed.device_id == own,
                    name: listed.display_name,
                    verified: keys.is_some_and(|keys| keys.cross_signed),
                    fingerprint: keys.and_then(|keys| keys.key.as_deref()).map(in_fours),
                    last_seen: listed.last_seen_ts,
                    matrix_device: listed.device_id,
                }
            })
            .collect();
        devices.sort_by(|a, b| (!a.this, &a.matrix_device).cmp(&(!b.this, &b.matrix_device)));
        Ok(devices)
    }
}
