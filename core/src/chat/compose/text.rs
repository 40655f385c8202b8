//! Sends texts. One that does not fit in an event travels as a file, and the answer says so.

use serde_json::{Value, json};

use super::{
    ComposeError, Composer, Sent, SentAs,
    content::{self, TextDraft},
    file::Source,
    size::fits,
    submit::Submission,
};
use crate::chat::rooms::is_encrypted;

const MESSAGE: &str = "m.room.message";
const LONG_TEXT_NAME: &str = "bericht.txt";
const LONG_TEXT_BODY: &str = "Dit bericht is te lang voor de chat en staat in bericht.txt. / \
                              This message is too long for the chat and is in bericht.txt.";

impl Composer {
    /// Sends a text.
    pub(crate) async fn text(&self, room_id: &str, draft: &TextDraft) -> Result<Sent, ComposeError> {
        self.send_text(room_id, draft, None).await
    }

    /// Sends a text as a reply. Whoever wrote the event is notified.
    pub(crate) async fn reply(
        &self,
        room_id: &str,
        event_id: &str,
        draft: &TextDraft,
    ) -> Result<Sent, ComposeError> {
        let (author, own) = self.author(room_id, event_id)?;
        let mut draft = draft.clone();
        if author != own && !draft.mentions.contains(&author) {
            draft.mentions.push(author);
        }
        self.send_text(room_id, &draft, Some(event_id)).await
    }

    /// Puts a new text in the place of an own one. Every version stays in the archive.
    pub(crate) async fn edit(
        &self,
        room_id: &str,
        event_id: &str,
        draft: &TextDraft,
    ) -> Result<Sent, ComposeError> {
        let (author, own) = self.author(room_id, event_id)?;
        if author != own {
            return Err(ComposeError::NotOwn);
        }
        check(draft)?;
        let content = content::edit(draft, event_id);
        if !self.fits(room_id, &content)? {
            return Err(ComposeError::TooLong);
        }
        self.send_content(room_id, content).await
    }

    async fn send_text(
        &self,
        room_id: &str,
        draft: &TextDraft,
        reply_to: Option<&str>,
    ) -> Result<Sent, ComposeError> {
        check(draft)?;
        let relate = |mut content: Value| {
            if let Some(event_id) = reply_to {
                content::reply_to(&mut content, event_id);
            }
            content
        };
        let content = relate(content::text(draft));
        if self.fits(room_id, &content)? {
            return self.send_content(room_id, content).await;
        }
        let name = (LONG_TEXT_NAME.to_owned(), "text/plain".to_owned());
        let file = self
            .take_in(Source::Bytes(draft.body.clone().into_bytes()), name)
            .await?;
        let info = json!({ "mimetype": file.mime, "size": file.size });
        let mut content = relate(content::file(
            "m.file",
            LONG_TEXT_NAME,
            Some(LONG_TEXT_BODY),
            info,
        ));
        content::mention(&mut content, &draft.mentions);
        let submission = Submission {
            room_id,
            event_type: MESSAGE,
            content,
            redacts: None,
            file: Some(file),
        };
        Ok(Sent {
            txn_id: self.submit(submission).await?,
            sent_as: SentAs::File,
        })
    }

    async fn send_content(&self, room_id: &str, content: Value) -> Result<Sent, ComposeError> {
        let submission = Submission {
            room_id,
            event_type: MESSAGE,
            content,
            redacts: None,
            file: None,
        };
        Ok(Sent {
            txn_id: self.submit(submission).await?,
            sent_as: SentAs::Event,
        })
    }

    fn fits(&self, room_id: &str, content: &Value) -> Result<bool, ComposeError> {
        let encrypted = self.store.read(|c| is_encrypted(c, room_id))?;
        Ok(fits(MESSAGE, room_id, &content.to_string(), encrypted))
    }
}

fn check(draft: &TextDraft) -> Result<(), ComposeError> {
    if draft.body.is_empty() {
        Err(ComposeError::Empty)
    } else {
        Ok(())
    }
}
