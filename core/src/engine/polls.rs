//! Polls, from the public side.

use super::Griffie;
use crate::{
    chat::compose::{PollDraft, Sent},
    error::Error,
};

impl Griffie {
    /// Asks a question with answers to choose from.
    ///
    /// # Errors
    /// As [`Griffie::send_text`]; `empty` for a question without words or without two answers, `too_long` for more than twenty.
    pub async fn send_poll(&self, room_id: &str, draft: &PollDraft) -> Result<Sent, Error> {
        Ok(self.parts.composer()?.poll(room_id, draft).await?)
    }

    /// Votes in a poll: the ids of all answers that are chosen now; none takes the vote back.
    ///
    /// # Errors
    /// As [`Griffie::reply`].
    pub async fn vote(&self, room_id: &str, event_id: &str, answers: &[String]) -> Result<Sent, Error> {
        Ok(self.parts.composer()?.vote(room_id, event_id, answers).await?)
    }

    /// Closes an own poll.
    ///
    /// # Errors
    /// As [`Griffie::reply`], and `not_own`.
    pub async fn end_poll(&self, room_id: &str, event_id: &str) -> Result<Sent, Error> {
        Ok(self.parts.composer()?.end_poll(room_id, event_id).await?)
    }
}
