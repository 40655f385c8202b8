//! What the user sends: the intent, before anything leaves the device, and what became of it.

use serde::{Deserialize, Serialize};

use crate::ids::Sha256;

/// The user wants to send.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendIntentFact {
    /// Matrix transaction id; the same in every retry.
    pub txn_id: String,
    /// Matrix event type of the clear text.
    pub event_type: String,
    /// JSON text of the content.
    pub content: String,
    /// The file that goes with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<OwnFile>,
}

/// A file from this device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnFile {
    /// Its name.
    pub name: String,
    /// Bytes of clear text.
    pub size: u64,
    /// Digest of the clear text.
    pub sha256: Sha256,
}

/// What became of an intent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendResultFact {
    /// [`SendIntentFact::txn_id`].
    pub txn_id: String,
    /// Event id the homeserver gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_id: Option<String>,
    /// Code, when it gave up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}
