//! Who could read and who has read: the devices that were given a room's key, and the receipts of readers (D17).
//!
//! The servers that hold copies are those of the members: [`servers_of`](super::servers_of).

use serde::{Deserialize, Serialize};

use crate::ids::Millis;

/// Who has read up to where, as their homeservers say. Public receipts only: private ones never leave the device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptsFact {
    /// What came in one sync, in order of event and reader.
    pub receipts: Vec<Receipt>,
}

/// Somebody has read a room up to an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Matrix event id of the last event read.
    pub event_id: String,
    /// Matrix user id of the reader.
    pub user_id: String,
    /// When, as the reader's homeserver says, at most 2^53 - 1.
    pub at: Millis,
    /// The thread that was read: an event id, or `main` for what is in none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thread: Option<String>,
}

/// The key of a session of ours was given to devices, which can read from then on what is sent with it; or was kept from them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeySharedFact {
    /// Megolm session.
    pub session_id: String,
    /// First message index that they can read.
    pub first_index: u32,
    /// Devices whose homeservers took the key, in order of user and device.
    pub devices: Vec<KeyHolder>,
    /// Devices that were told that they do not get it, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withheld: Vec<Withheld>,
}

/// A device that got a key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct KeyHolder {
    /// Matrix user id.
    pub user_id: String,
    /// Matrix device id.
    pub device_id: String,
}

/// A device that did not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Withheld {
    /// Matrix user id.
    pub user_id: String,
    /// Matrix device id.
    pub device_id: String,
    /// Matrix code: `m.unverified`, `m.blacklisted` ...
    pub code: String,
}
