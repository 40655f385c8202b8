//! Sending. Each call returns once the message is in the journal and in the queue.

use std::sync::Arc;

use griffie_core::{chat::compose, engine, error::Error};

use super::Room;
use crate::{
    error::GriffieError,
    ids::{EventId, TransactionId},
    rows::{
        draft::{FileDraft, TextDraft, VoiceDraft},
        send::{SendState, Sent},
    },
};

impl Room {
    pub(super) async fn send<F>(
        &self,
        work: impl FnOnce(Arc<engine::Griffie>, String) -> F,
    ) -> Result<Sent, GriffieError>
    where
        F: Future<Output = Result<compose::Sent, Error>> + Send + 'static,
    {
        let room = self.id.0.clone();
        self.line.call(|core| work(core, room)).await.map(Sent::from)
    }
}

#[uniffi::export]
impl Room {
    /// Sends a text. One that does not fit in an event travels as a file, and the answer says so.
    ///
    /// Errors: those of every call that sends; `Rejected` with `empty`.
    pub async fn send_text(&self, draft: TextDraft) -> Result<Sent, GriffieError> {
        let draft = draft.into();
        self.send(async move |core, room| core.send_text(&room, &draft).await)
            .await
    }

    /// Sends a text as a reply to an event; who wrote that is notified.
    ///
    /// Errors: as `sendText`, and `no_such_event`.
    pub async fn reply(&self, event: EventId, draft: TextDraft) -> Result<Sent, GriffieError> {
        let draft = draft.into();
        self.send(async move |core, room| core.reply(&room, &event.0, &draft).await)
            .await
    }

    /// Puts a new text in the place of an own one. Every version stays in the archive.
    ///
    /// Errors: as `reply`, and `not_own`, `too_long`.
    pub async fn edit(&self, event: EventId, draft: TextDraft) -> Result<Sent, GriffieError> {
        let draft = draft.into();
        self.send(async move |core, room| core.edit(&room, &event.0, &draft).await)
            .await
    }

    /// Reacts to an event with `key`, usually an emoji. Taking a reaction back is redacting it.
    ///
    /// Errors: as `reply`.
    pub async fn react(&self, event: EventId, key: String) -> Result<Sent, GriffieError> {
        self.send(async move |core, room| core.react(&room, &event.0, &key).await)
            .await
    }

    /// Takes an event back: it goes from screens, the archive keeps what was said.
    ///
    /// Errors: as `reply`.
    #[uniffi::method(default(reason = None))]
    pub async fn redact(&self, event: EventId, reason: Option<String>) -> Result<Sent, GriffieError> {
        self.send(async move |core, room| core.redact(&room, &event.0, reason.as_deref()).await)
            .await
    }

    /// Sends a file as it is, to the byte.
    ///
    /// Errors: those of every call that sends; `Rejected` with `not_a_file`, `too_big`, `file_unreadable`.
    pub async fn send_file(&self, draft: FileDraft) -> Result<Sent, GriffieError> {
        let draft = draft.into();
        self.send(async move |core, room| core.send_file(&room, &draft).await)
            .await
    }

    /// Sends a picture as it is, to the byte, under the media type that its content shows.
    ///
    /// Errors: as `sendFile`, and `not_a_picture`.
    pub async fn send_picture(&self, draft: FileDraft) -> Result<Sent, GriffieError> {
        let draft = draft.into();
        self.send(async move |core, room| core.send_picture(&room, &draft).await)
            .await
    }

    /// Sends a recording as a voice message.
    ///
    /// Errors: as `sendFile`.
    pub async fn send_voice(&self, draft: VoiceDraft) -> Result<Sent, GriffieError> {
        let draft = draft.into();
        self.send(async move |core, room| core.send_voice(&room, &draft).await)
            .await
    }

    /// What became of an own message.
    ///
    /// Errors: `Rejected` with `no_such_message`.
    pub async fn send_state(&self, transaction: TransactionId) -> Result<SendState, GriffieError> {
        let state = self
            .line
            .call(async move |core| core.sent(&transaction.0).await)
            .await?;
        Ok(state.into())
    }
}
