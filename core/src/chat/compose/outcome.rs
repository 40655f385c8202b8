//! What became of a message, by its transaction id.

use super::{ComposeError, Composer};
use crate::store::queue::{self, Outcome};

/// Where a message is on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SendState {
    /// In the queue; it goes when the homeserver can be reached.
    Waiting,
    /// The homeserver took it, under this event id.
    Sent {
        /// The event.
        event_id: String,
    },
    /// The homeserver refused it for good.
    Refused {
        /// Matrix error code, or one of our own.
        code: String,
    },
}

impl Composer {
    /// Where the message is on its way.
    ///
    /// # Errors
    /// [`ComposeError::NoSuchMessage`] when no message was sent under this id.
    pub(crate) fn outcome(&self, txn_id: &str) -> Result<SendState, ComposeError> {
        match self.store.read(|c| queue::outcome(c, txn_id))? {
            None => Err(ComposeError::NoSuchMessage),
            Some(None) => Ok(SendState::Waiting),
            Some(Some(Outcome::Sent(event_id))) => Ok(SendState::Sent { event_id }),
            Some(Some(Outcome::Refused(code))) => Ok(SendState::Refused { code }),
        }
    }
}
