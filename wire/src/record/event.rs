//! Events of a room, as they travelled and as the device could read them.

use serde::{Deserialize, Serialize};

use crate::ids::Millis;

/// An event of a room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventFact {
    /// Matrix event id.
    pub event_id: String,
    /// Matrix event type, outside the encryption.
    pub event_type: String,
    /// State key, for state events.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state_key: Option<String>,
    /// Matrix user id of the sender.
    pub sender: String,
    /// Time the sender's homeserver claims, at most 2^53 - 1.
    pub origin_server_ts: Millis,
    /// When this device received it.
    pub received_at: Millis,
    /// Whether the custodian sent it.
    pub direction: Direction,
    /// How it came to the device.
    pub via: Via,
    /// It was sent before the custodian joined, or before this device of the custodian was there.
    pub backfilled: bool,
    /// The exact JSON text as the homeserver sent it.
    pub raw: String,
    /// Clear text: JSON with `type`, `content`, `room_id` and so on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decrypted: Option<String>,
    /// How it was encrypted, when it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encryption: Option<Encryption>,
    /// Transaction id, for events of this device.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub txn_id: Option<String>,
}

/// Whether the custodian received or sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// From someone else.
    Incoming,
    /// From the custodian, on this device or another.
    Outgoing,
}

/// How an event came to the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Via {
    /// In the timeline of a sync.
    Sync,
    /// Asked for, to fill a gap.
    GapFill,
    /// In the state of a sync.
    State,
    /// In the stripped state of an invitation.
    Invite,
}

/// How an event was encrypted and how far the device trusts the sender's device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Encryption {
    /// Matrix algorithm name.
    pub algorithm: String,
    /// Megolm session.
    pub session_id: String,
    /// Curve25519 key of the sending device.
    pub sender_key: String,
    /// Matrix device id of the sending device, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender_device: Option<String>,
    /// Ed25519 key that the sender claims.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimed_ed25519: Option<String>,
    /// Who forwarded the session key, when it did not come from its owner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forwarder: Option<String>,
    /// Index in the Megolm ratchet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_index: Option<u32>,
    /// Code of the verification state.
    pub verification: String,
}

/// The clear text of an event that could not be read when it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateKeyFact {
    /// The event, recorded earlier without clear text.
    pub event_id: String,
    /// Clear text, as in [`EventFact::decrypted`].
    pub decrypted: String,
    /// How it was encrypted.
    pub encryption: Encryption,
    /// Milliseconds between the event and its key.
    pub waited_ms: u64,
}
