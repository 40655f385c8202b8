//! The user's devices, what brings a lost one back, and what was carried by hand.

use griffie_core::{
    carry::{CarriedIn, CarriedOut},
    engine::{self, RecoveryState, RecoveryStatus},
};

use crate::time::Timestamp;

/// One device of the user.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct OwnDevice {
    /// Matrix device id.
    pub matrix_device: String,
    /// What other apps call it.
    pub name: Option<String>,
    /// Whether it is this one.
    pub this_device: bool,
    /// Whether the user's identity vouches for it: others then know that it is the user's.
    pub verified: bool,
    /// Ed25519 key in groups of four characters; absent for a device that reads no encrypted rooms.
    pub fingerprint: Option<String>,
    /// When the homeserver last saw it.
    pub last_seen: Option<Timestamp>,
}

impl From<engine::OwnDevice> for OwnDevice {
    fn from(device: engine::OwnDevice) -> Self {
        Self {
            matrix_device: device.matrix_device,
            name: device.name,
            this_device: device.this,
            verified: device.verified,
            fingerprint: device.fingerprint,
            last_seen: device.last_seen.map(Timestamp::of),
        }
    }
}

/// How far a device is with what would bring it back, in one word.
#[uniffi::remote(Enum)]
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
#[uniffi::remote(Record)]
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

/// What is in the folder now of this device.
#[uniffi::remote(Record)]
pub struct CarriedOut {
    /// Sealed objects that the archive does not have for certain.
    pub objects: u64,
    /// Files that these speak of.
    pub files: u64,
    /// Bytes of both.
    pub bytes: u64,
    /// Of both, what was not there yet from an earlier time.
    pub new: u64,
    /// Files that are damaged on this device: each is an alarm and a gap of its event; the rest goes without them.
    pub left_out: u64,
}

/// What came home in a folder.
#[uniffi::remote(Record)]
pub struct CarriedIn {
    /// Objects that have their final receipt by this.
    pub receipts: u64,
    /// Objects whose bytes and records left this device, as the policy says.
    pub pruned: u64,
}
