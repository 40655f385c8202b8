//! Pressing send: intent, echo and queue row in one unit of work, before anything leaves the device (000-RO-01).

use griffie_wire::record::{Fact, OwnFile, SendIntentFact};
use serde_json::Value;

use super::{ComposeError, Composer};
use crate::{
    chat::{
        disclaimer,
        fold::{self, Readable},
        media::LocalFile,
        rooms::room_then,
    },
    outbox::{ArchiveState, archive_state},
    platform::conduct::Room,
    store::{
        StoreError, Unit, identity, journal,
        queue::{self, NewSend},
        rooms, timeline,
    },
};

/// What is to be sent.
pub(super) struct Submission<'a> {
    pub(super) room_id: &'a str,
    pub(super) event_type: &'a str,
    pub(super) content: Value,
    pub(super) redacts: Option<&'a str>,
    pub(super) file: Option<LocalFile>,
}

impl Composer {
    /// Journals and queues. Gives the transaction id.
    pub(super) async fn submit(&self, submission: Submission<'_>) -> Result<String, ComposeError> {
        // Before the disk is really full: what is sent must be journaled.
        if self.wakes.conditions.now().room == Room::TooLittle {
            return Err(StoreError::Full.into());
        }
        if let ArchiveState::Blocked(code) = archive_state(&self.store)? {
            return Err(ComposeError::Blocked(code));
        }
        let txn_id = fresh_txn_id()?;
        let room_id = submission.room_id;
        let unit = self.store.begin("send").await?;
        self.write(&unit, &txn_id, submission)?;
        unit.commit().await?;
        self.changes.room(room_id);
        self.wakes.queue.notify_one();
        self.wakes.seal.notify_one();
        Ok(txn_id)
    }

    /// Both leave or neither: what the user says, and before it what people must know who have not been told.
    fn write(&self, unit: &Unit, txn_id: &str, submission: Submission<'_>) -> Result<(), ComposeError> {
        let room_id = submission.room_id;
        let me = unit.write(identity::require)?.user_id;
        let now = self.clock.now();
        let says_something = !matches!(submission.event_type, "m.reaction" | "m.room.redaction");
        let due = unit.write(|c| match rooms::find(c, room_id)? {
            Some(room) if says_something => disclaimer::due(c, &room, &me, now),
            _ => Ok(None),
        })?;
        if let Some(due) = due {
            let notice = fresh_txn_id()?;
            unit.write(|c| due.note(c, room_id, &notice))?;
            let said = Submission {
                room_id,
                event_type: "m.room.message",
                content: due.content,
                redacts: None,
                file: None,
            };
            self.write_one(unit, &notice, &me, said)?;
        }
        self.write_one(unit, txn_id, &me, submission)
    }

    fn write_one(
        &self,
        unit: &Unit,
        txn_id: &str,
        sender: &str,
        submission: Submission<'_>,
    ) -> Result<(), ComposeError> {
        let Submission {
            room_id,
            event_type,
            content,
            redacts,
            file,
        } = submission;
        let room = unit
            .write(|c| rooms::find(c, room_id))?
            .filter(|room| room.membership == "join");
        let room = room.ok_or(ComposeError::NotInRoom)?;
        let text = content.to_string();
        let intent = SendIntentFact {
            txn_id: txn_id.to_owned(),
            event_type: event_type.to_owned(),
            content: text.clone(),
            file: file.as_ref().map(|file| OwnFile {
                name: file.name.clone(),
                size: file.size,
                sha256: file.sha256,
            }),
        };
        let then = room_then(unit, room_id)?;
        journal::append(unit, self.clock.as_ref(), then, Fact::SendIntent(intent))?;
        let file = file
            .as_ref()
            .map(serde_json::to_string)
            .transpose()
            .map_err(StoreError::from)?;
        let line = fold::line(&Readable {
            event_type,
            content: &text,
            state_key: None,
            prev_content: None,
            redacts,
        });
        unit.write(|c| {
            let send = NewSend {
                txn_id,
                room_id,
                event_type,
                content: &text,
                redacts,
                file: file.as_deref(),
            };
            queue::push(c, send)?;
            timeline::put_echo(c, room.id, txn_id, sender, self.clock.now(), &line)
        })?;
        Ok(())
    }
}

fn fresh_txn_id() -> Result<String, StoreError> {
    let mut random = [0; 16];
    getrandom::fill(&mut random).map_err(|_| StoreError::NoRandomness)?;
    Ok(format!("griffie-{}", hex::encode(random)))
}
