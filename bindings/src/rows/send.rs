//! What becomes of what a user sends.

use griffie_core::chat::{
    compose::{self, SentAs},
    row,
};

use crate::ids::{EventId, TransactionId};

/// In which form a message travels.
#[uniffi::remote(Enum)]
pub enum SentAs {
    /// As composed.
    Event,
    /// The text was too long for an event and travels as the file `bericht.txt`.
    File,
}

/// A message that is in the journal and on its way, with or without a network.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Sent {
    /// Names the message until it has an event id.
    pub transaction: TransactionId,
    /// In which form it travels.
    pub sent_as: SentAs,
}

impl From<compose::Sent> for Sent {
    fn from(sent: compose::Sent) -> Self {
        Self {
            transaction: TransactionId(sent.txn_id),
            sent_as: sent.sent_as,
        }
    }
}

/// Where an own message is on its way.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum SendState {
    /// In the queue; it goes when the homeserver can be reached.
    Queued,
    /// Encrypted and being sent; the homeserver may have it already.
    Sending,
    /// The homeserver took it.
    Sent {
        /// Under this id.
        event: EventId,
    },
    /// The homeserver refused it for good, or it cannot be sent.
    Failed {
        /// Matrix error code (`M_FORBIDDEN`), or one of ours: `bad_request`, `own_copy_damaged` ...
        reason: String,
    },
    /// The user took it back before it left.
    Cancelled,
}

impl From<row::SendState> for SendState {
    fn from(state: row::SendState) -> Self {
        match state {
            row::SendState::Queued => Self::Queued,
            row::SendState::Sending => Self::Sending,
            row::SendState::Sent { event_id } => Self::Sent {
                event: EventId(event_id),
            },
            row::SendState::Failed { code } => Self::Failed { reason: code },
            row::SendState::Cancelled => Self::Cancelled,
        }
    }
}
