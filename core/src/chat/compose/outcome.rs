//! What became of a message, by its transaction id.

use super::{ComposeError, Composer};
use crate::{
    chat::row::SendState,
    error::plain_code,
    store::queue::{self, Outcome},
};

impl Composer {
    /// Where the message is on its way.
    ///
    /// # Errors
    /// [`ComposeError::NoSuchMessage`] when no message was sent under this id.
    pub(crate) fn outcome(&self, txn_id: &str) -> Result<SendState, ComposeError> {
        match self.store.read(|c| queue::outcome(c, txn_id))? {
            None => Err(ComposeError::NoSuchMessage),
            Some(None) => Ok(match self.store.read(|c| queue::waiting(c, txn_id))? {
                Some(row) if row.may_have_left => SendState::Sending,
                _ => SendState::Queued,
            }),
            Some(Some(Outcome::Sent(event_id))) => Ok(SendState::Sent { event_id }),
            Some(Some(Outcome::Refused(code))) => Ok(SendState::Failed {
                code: plain_code(&code),
            }),
            Some(Some(Outcome::Cancelled)) => Ok(SendState::Cancelled),
        }
    }
}
