//! Gaps: what the archive should have and has not, said aloud, and closed when it came after all.

use serde::{Deserialize, Serialize};

/// Something that should be here is not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GapFact {
    /// Name of the gap, for [`GapClosedFact`].
    pub gap_id: String,
    /// Why.
    pub cause: GapCause,
    /// Event it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_id: Option<String>,
    /// Megolm session that is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session_id: Option<String>,
    /// Sync or pagination token where it begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Sync or pagination token where it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Code of the error behind it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// Why something is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GapCause {
    /// The homeserver cut the sync short.
    LimitedSync,
    /// No key for the event.
    Undecryptable,
    /// The file could not be fetched.
    MediaUnreachable,
    /// The file is not the one the event names.
    MediaHashMismatch,
    /// Larger than the policy allows.
    Oversized,
    /// An algorithm the device does not know.
    UnsupportedEncryption,
    /// Not an event by the Matrix specification.
    MalformedEvent,
    /// The homeserver refused what the user sent.
    SendFailed,
    /// The event was redacted before it came here: its record holds what the homeserver had left of it.
    RedactedBeforeSeen,
    /// The homeserver withholds what a user sends, because the custodian ignores them; `code` is their Matrix id. Closed when the
    /// custodian no longer does.
    IgnoredUser,
    /// Any other; `code` says more.
    Other,
}

/// A gap was filled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GapClosedFact {
    /// [`GapFact::gap_id`].
    pub gap_id: String,
    /// Number of events that filled it.
    pub events: u32,
}
