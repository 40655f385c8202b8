//! Polls.

use super::Room;
use crate::{
    error::GriffieError,
    ids::EventId,
    rows::{draft::PollDraft, send::Sent},
};

#[uniffi::export]
impl Room {
    /// Asks a question with answers to choose from.
    ///
    /// Errors: those of every call that sends; `Rejected` with `empty` (no question, or not two answers), `too_long` (more than twenty).
    pub async fn send_poll(&self, draft: PollDraft) -> Result<Sent, GriffieError> {
        let draft = draft.into();
        self.send(async move |core, room| core.send_poll(&room, &draft).await)
            .await
    }

    /// Votes in a poll: the ids of all answers that are chosen now, in the place of the former; none takes the vote back.
    ///
    /// Errors: as `reply`.
    pub async fn vote(&self, event: EventId, answers: Vec<String>) -> Result<Sent, GriffieError> {
        self.send(async move |core, room| core.vote(&room, &event.0, &answers).await)
            .await
    }

    /// Closes an own poll: later votes do not count.
    ///
    /// Errors: as `reply`, and `not_own`.
    pub async fn end_poll(&self, event: EventId) -> Result<Sent, GriffieError> {
        self.send(async move |core, room| core.end_poll(&room, &event.0).await)
            .await
    }
}
