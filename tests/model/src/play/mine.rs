//! What the user does, through the core's public face. What the core refuses was not done; what it takes must reach the archive.

use griffie_core::{
    chat::compose::{FileDraft, Sent, TextDraft},
    error::Error,
};
use griffie_tests::kit::Outcome;

use super::{Intent, Play};
use crate::op::Op;

impl Play<'_> {
    /// Plays the step if it is one of these.
    pub(super) async fn mine(&mut self, op: Op) -> Outcome<bool> {
        let griffie = self.phone.griffie()?;
        match op {
            Op::ISay { room } => {
                let (room, text) = (self.room(room), self.text());
                let sent = griffie.send_text(&self.rooms[room].id, &draft(&text)).await;
                self.noted(sent, room, Some(text), None)?;
            }
            Op::IReply { to } => {
                let Some((room, id)) = self.known(to) else {
                    return Ok(true);
                };
                let text = self.text();
                let sent = griffie.reply(&self.rooms[room].id, &id, &draft(&text)).await;
                self.noted(sent, room, Some(text), None)?;
            }
            Op::IEdit { of } => {
                let Some((room, id)) = self.own(of) else {
                    return Ok(true);
                };
                let text = self.text();
                let sent = griffie.edit(&self.rooms[room].id, &id, &draft(&text)).await;
                self.noted(sent, room, Some(text), None)?;
            }
            Op::IReact { to } => {
                let Some((room, id)) = self.known(to) else {
                    return Ok(true);
                };
                let sent = griffie.react(&self.rooms[room].id, &id, "🙂").await;
                self.noted(sent, room, None, None)?;
            }
            Op::IRedact { of } => {
                let target = if of.is_multiple_of(3) {
                    self.known(of)
                } else {
                    self.own(of)
                };
                let Some((room, id)) = target else { return Ok(true) };
                let sent = griffie.redact(&self.rooms[room].id, &id, Some("toch niet")).await;
                self.noted(sent, room, None, None)?;
            }
            Op::ISendFile { room } => self.sends_own_file(self.room(room)).await?,
            Op::ILeave { room } => {
                let left = griffie.leave(&self.rooms[self.room(room)].id, None).await;
                allowed(left)?;
            }
            Op::IJoin { room } => {
                let room = &self.rooms[self.room(room)].id;
                let (me, counter) = {
                    let home = self.account.home();
                    (home.me.clone(), home.counter)
                };
                if !self.account.home().rooms[room].is_in(&me, counter) {
                    allowed(Self::ticking(&self.phone.calendar, griffie.join(room)).await)?;
                }
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    async fn sends_own_file(&mut self, room: usize) -> Outcome<()> {
        let text = self.text();
        let bytes = format!("eigen {text}").repeat(30);
        let path = self.phone.dir().with_extension("txt");
        std::fs::write(&path, &bytes)?;
        let draft = FileDraft {
            path,
            caption: None,
            mime: Some("text/plain".to_owned()),
        };
        let sent = self
            .phone
            .griffie()?
            .send_file(&self.rooms[room].id, &draft)
            .await;
        self.noted(sent, room, None, Some(crate::digest(bytes.as_bytes())))
    }

    /// Remembers what the core took.
    fn noted(
        &mut self,
        sent: Result<Sent, Error>,
        room: usize,
        text: Option<String>,
        file: Option<String>,
    ) -> Outcome<()> {
        if let Some(Sent { txn_id, .. }) = allowed(sent)? {
            self.intents.push(Intent {
                txn_id,
                room,
                text,
                file,
            });
        }
        Ok(())
    }

    /// A message of others.
    fn known(&self, number: u8) -> Option<(usize, String)> {
        self.said(number).map(|said| (said.room, said.id.clone()))
    }

    /// An own message that the homeserver has.
    fn own(&self, number: u8) -> Option<(usize, String)> {
        let home = self.account.home();
        let texts: Vec<_> = self
            .intents
            .iter()
            .filter(|intent| intent.text.is_some() || intent.file.is_some())
            .collect();
        let intent = texts.get(usize::from(number).checked_rem(texts.len())?)?;
        Some((intent.room, home.sent.get(&intent.txn_id)?.clone()))
    }
}

/// Refusals and a homeserver that is away are ordinary; anything else is a fault of the core.
fn allowed<T>(done: Result<T, Error>) -> Outcome<Option<T>> {
    match done {
        Ok(value) => Ok(Some(value)),
        Err(Error::Rejected { .. } | Error::Offline { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn draft(text: &str) -> TextDraft {
    TextDraft {
        body: text.to_owned(),
        formatted: None,
        mentions: Vec::new(),
    }
}
