//! Reacts to events and redacts them. A redaction takes the text from screens; the archive keeps both.

use super::{ComposeError, Composer, Sent, SentAs, content, submit::Submission};
use crate::store::{identity, rooms, timeline};

impl Composer {
    /// Reacts with `key`, most often an emoji.
    pub(crate) async fn react(&self, room_id: &str, event_id: &str, key: &str) -> Result<Sent, ComposeError> {
        if key.is_empty() {
            return Err(ComposeError::Empty);
        }
        self.author(room_id, event_id)?;
        let content = content::reaction(event_id, key);
        let submission = Submission {
            room_id,
            event_type: "m.reaction",
            content,
            redacts: None,
            file: None,
        };
        Ok(Sent {
            txn_id: self.submit(submission).await?,
            sent_as: SentAs::Event,
        })
    }

    /// Redacts an event.
    pub(crate) async fn redact(
        &self,
        room_id: &str,
        event_id: &str,
        reason: Option<&str>,
    ) -> Result<Sent, ComposeError> {
        self.author(room_id, event_id)?;
        let submission = Submission {
            room_id,
            event_type: "m.room.redaction",
            content: content::redaction(event_id, reason),
            redacts: Some(event_id),
            file: None,
        };
        Ok(Sent {
            txn_id: self.submit(submission).await?,
            sent_as: SentAs::Event,
        })
    }

    /// Who wrote the event, and who the user is.
    pub(super) fn author(&self, room_id: &str, event_id: &str) -> Result<(String, String), ComposeError> {
        let (room, rows, own) = self.store.read(|c| {
            let rows = timeline::of_events(c, &[event_id])?;
            Ok((rooms::find(c, room_id)?, rows, identity::require(c)?.user_id))
        })?;
        let room = room.ok_or(ComposeError::NotInRoom)?;
        let row = rows
            .into_iter()
            .find(|row| row.room == room.id)
            .ok_or(ComposeError::NoSuchEvent)?;
        Ok((row.sender, own))
    }
}
