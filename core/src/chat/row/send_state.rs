//! How far an own message is on its way.

/// Where an own message is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum SendState {
    /// In the queue; it goes when the homeserver can be reached.
    Queued,
    /// Encrypted and being sent; the homeserver may have it already.
    Sending,
    /// The homeserver took it.
    Sent {
        /// The event's Matrix id.
        event_id: String,
    },
    /// The homeserver refused it for good, or it cannot be sent.
    Failed {
        /// As a plain word: the Matrix error code (`forbidden`), or one of our own: `bad_request`, `bad_room_id`, `own_copy_damaged`.
        code: String,
    },
    /// The user took it back before it left.
    Cancelled,
}

impl SendState {
    /// The word of docs/companion.md.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Sent { .. } => "sent",
            Self::Failed { .. } => "failed",
            Self::Cancelled => "cancelled",
        }
    }
}
