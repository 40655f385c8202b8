//! How far this device is with what would bring it back.

use serde::Serialize;

use super::RecoveryError;
use crate::{
    e2ee,
    store::{Store, recovery},
};

/// In one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RecoveryState {
    /// Another device of this user was first: this one is vouched for by nobody until it is given the recovery key or one
    /// of them verifies it.
    Needed,
    /// The recovery key is being made, or what it opens is on its way to the homeserver.
    Making,
    /// The backup is being fetched.
    Restoring,
    /// The recovery key opens everything that a new device needs. A device that another one vouched for has all but the recovery key itself.
    Ready,
}

/// A picture of the moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecoveryStatus {
    /// In one word.
    pub state: RecoveryState,
    /// Whether the user's identity vouches for this device.
    pub verified: bool,
    /// Version of the backup on the homeserver, once it is known.
    pub backup_version: Option<String>,
    /// Room keys on this device.
    pub keys: u64,
    /// Of these, in the backup.
    pub keys_backed_up: u64,
}

/// How far it is.
pub(crate) async fn status(store: &Store) -> Result<RecoveryStatus, RecoveryError> {
    let (recovery, later, by_device) = store.read(|c| {
        Ok((
            recovery::read(c)?,
            recovery::is_later(c)?,
            recovery::by_device(c)?,
        ))
    })?;
    let verified = e2ee::own_keys(store).await?.cross_signed;
    let unit = store.begin("recovery status").await?;
    let backup_version = e2ee::backup_version(&unit).await?;
    let (keys, backed_up) = e2ee::backup_counts(&unit).await?;
    unit.commit().await?;
    let state = match recovery {
        None if by_device == Some(true) => RecoveryState::Restoring,
        None if by_device == Some(false) && backup_version.is_some() => RecoveryState::Ready,
        None if later => RecoveryState::Needed,
        Some(recovery) if recovery.restore => RecoveryState::Restoring,
        Some(recovery) if recovery.published && backup_version.is_some() => RecoveryState::Ready,
        _ => RecoveryState::Making,
    };
    let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    Ok(RecoveryStatus {
        state,
        verified,
        backup_version,
        keys: count(keys),
        keys_backed_up: count(backed_up),
    })
}
