//! Sending, from the public side. Each call returns once the intent is in the journal; the queue sends it, now or when there is a
//! network again. What policy blocks is refused with `blocked_by_policy`.

use std::path::Path;

use griffie_wire::policy::Feature;

use super::{Griffie, Parts};
use crate::{
    chat::{
        compose::{Composer, FileDraft, Sent, TextDraft, VoiceDraft},
        media::{self, MediaParts},
        row::SendState,
        transfer::{self, CancelParts, TransferId, Who},
    },
    error::Error,
};

impl Griffie {
    /// Sends a text; one that does not fit in an event travels as a file, and the answer says so.
    ///
    /// # Errors
    /// [`Error::Rejected`] (`not_in_room`, `empty`), [`Error::ArchiveBlocked`], [`Error::StorageFull`], [`Error::Storage`].
    pub async fn send_text(&self, room_id: &str, draft: &TextDraft) -> Result<Sent, Error> {
        Ok(self.parts.composer()?.text(room_id, draft).await?)
    }

    /// Sends a text as a reply to an event.
    ///
    /// # Errors
    /// As [`Griffie::send_text`], and `no_such_event`.
    pub async fn reply(&self, room_id: &str, event_id: &str, draft: &TextDraft) -> Result<Sent, Error> {
        Ok(self.parts.composer()?.reply(room_id, event_id, draft).await?)
    }

    /// Puts a new text in the place of an own one.
    ///
    /// # Errors
    /// As [`Griffie::reply`], and `not_own`, `too_long`.
    pub async fn edit(&self, room_id: &str, event_id: &str, draft: &TextDraft) -> Result<Sent, Error> {
        self.parts.allow(Feature::Edit)?;
        Ok(self.parts.composer()?.edit(room_id, event_id, draft).await?)
    }

    /// Reacts to an event; taking a reaction back is redacting it.
    ///
    /// # Errors
    /// As [`Griffie::reply`].
    pub async fn react(&self, room_id: &str, event_id: &str, key: &str) -> Result<Sent, Error> {
        self.parts.allow(Feature::React)?;
        Ok(self.parts.composer()?.react(room_id, event_id, key).await?)
    }

    /// Redacts an event: it goes from screens, the archive keeps it.
    ///
    /// # Errors
    /// As [`Griffie::reply`].
    pub async fn redact(&self, room_id: &str, event_id: &str, reason: Option<&str>) -> Result<Sent, Error> {
        self.parts.allow(Feature::Delete)?;
        Ok(self.parts.composer()?.redact(room_id, event_id, reason).await?)
    }

    /// Sends a file as it is, to the byte.
    ///
    /// # Errors
    /// As [`Griffie::send_text`], and `not_a_file`, `too_big`, `file_unreadable`.
    pub async fn send_file(&self, room_id: &str, draft: &FileDraft) -> Result<Sent, Error> {
        self.parts.allow(Feature::Files)?;
        Ok(self.parts.composer()?.file(room_id, draft).await?)
    }

    /// Sends a picture as it is, to the byte, under the media type that its content shows.
    ///
    /// # Errors
    /// As [`Griffie::send_file`], and `not_a_picture`.
    pub async fn send_picture(&self, room_id: &str, draft: &FileDraft) -> Result<Sent, Error> {
        self.parts.allow(Feature::Files)?;
        Ok(self.parts.composer()?.picture(room_id, draft).await?)
    }

    /// A small picture of an event's file, upright, at most `max_edge` pixels (1 to 1,024) on its longer side: JPEG, or PNG when it can
    /// be seen through. `None` when the event has no picture that can be shown.
    ///
    /// # Errors
    /// [`Error::Rejected`] with `picture_too_large`, `picture_unreadable`, or as [`Griffie::save_file`]; [`Error::Offline`].
    pub async fn thumbnail(&self, event_id: &str, max_edge: u32) -> Result<Option<Vec<u8>>, Error> {
        media::thumbnail(&self.parts.media_parts()?, event_id, max_edge).await
    }

    /// Sends a recording as a voice message.
    ///
    /// # Errors
    /// As [`Griffie::send_file`].
    pub async fn send_voice(&self, room_id: &str, draft: &VoiceDraft) -> Result<Sent, Error> {
        self.parts.allow(Feature::Voice)?;
        Ok(self.parts.composer()?.voice(room_id, draft).await?)
    }

    /// What became of a message.
    ///
    /// # Errors
    /// [`Error::Rejected`] with `no_such_message`.
    pub async fn sent(&self, txn_id: &str) -> Result<SendState, Error> {
        Ok(self.parts.composer()?.outcome(txn_id)?)
    }

    /// Takes a message back before it left. The intent stays in the journal, beside a record that it was taken back; doing so again
    /// changes nothing.
    ///
    /// # Errors
    /// [`Error::Rejected`] with `already_sent` (it left, or may have), `already_failed`, `no_such_message`,
    /// `blocked_by_policy` (it tells people about the archive).
    pub async fn cancel_send(&self, txn_id: &str) -> Result<(), Error> {
        let parts = &self.parts;
        let cancelling = CancelParts {
            store: &parts.store,
            clock: &*parts.clock,
            dir: &parts.dir,
            wakes: &parts.wakes,
            changes: &parts.changes,
            transfers: &parts.transfers,
        };
        Ok(transfer::cancel_send(&cancelling, txn_id).await?)
    }

    /// Stops [`Griffie::save_file`] of this event, which then answers `cancelled` and leaves nothing. What the archive wants of it goes
    /// on. Does nothing when it is not running.
    pub fn cancel_fetch(&self, event_id: &str) {
        let id = TransferId::Fetching {
            event_id: event_id.to_owned(),
        };
        self.parts.transfers.stop(&id, Who::User);
    }

    /// Writes the file of an event to `to`, in clear.
    ///
    /// # Errors
    /// [`Error::Rejected`] when the event has no file or the file is not the one it names, or with `cancelled`; [`Error::Offline`].
    pub async fn save_file(&self, event_id: &str, to: &Path) -> Result<(), Error> {
        self.parts.allow(Feature::SaveFile)?;
        media::save(&self.parts.media_parts()?, event_id, to).await
    }
}

impl Parts {
    pub(super) fn composer(&self) -> Result<Composer, Error> {
        // Without a user there is no journal to write the intent to.
        self.session()?;
        Ok(Composer {
            store: self.store.clone(),
            clock: self.clock.clone(),
            wakes: self.wakes.clone(),
            changes: self.changes.clone(),
            dir: self.dir.clone(),
        })
    }

    pub(super) fn media_parts(&self) -> Result<MediaParts, Error> {
        Ok(MediaParts {
            store: self.store.clone(),
            matrix: self.session()?.matrix.clone(),
            clock: self.clock.clone(),
            wakes: self.wakes.clone(),
            changes: self.changes.clone(),
            dir: self.dir.clone(),
            transfers: self.transfers.clone(),
        })
    }
}
