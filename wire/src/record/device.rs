//! Facts about the device itself: activation, configuration, alarms.

use serde::{Deserialize, Serialize};

use crate::{ids::Epoch, key::PublicKey};

/// The device joined the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivatedFact {
    /// Base URL of the homeserver.
    pub homeserver: String,
    /// Matrix user id.
    pub user_id: String,
    /// Matrix device id.
    pub matrix_device: String,
    /// Epoch that begins here.
    pub epoch: Epoch,
    /// Offline root that signs seal configurations.
    pub root: PublicKey,
    /// Operating system and version.
    pub os: String,
}

/// Configuration that took effect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfigFact {
    /// Version of the capture policy.
    pub policy_version: u32,
    /// Version of the seal configuration.
    pub seal_config_version: u32,
}

/// Something a records officer should look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlarmFact {
    /// Stable code.
    pub code: String,
    /// Detail for a person; no message content.
    pub detail: String,
}
