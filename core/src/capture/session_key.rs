//! The keys that prove clear text: journaled before the first event they open, from the lowest index that is needed; and the check that
//! no index of a session is two events.

use std::collections::BTreeMap;

use griffie_wire::record::{AlarmFact, Encryption, Fact, SessionKeyFact};

use super::{
    event::Event,
    intake::{CaptureError, Intake, OpenRoom},
    record::Fresh,
};
use crate::{
    e2ee::{self, Locked, Opened},
    review::Terms,
    store::{
        megolm::{self, Exported},
        routing,
    },
};

impl Intake<'_> {
    /// Journals the keys that the batch needs and the journal does not have yet.
    pub(super) async fn record_session_keys(
        &mut self,
        room: &mut OpenRoom,
        batch: &[Fresh<'_>],
    ) -> Result<(), CaptureError> {
        let mut lowest: BTreeMap<&str, (u32, &Encryption)> = BTreeMap::new();
        for fresh in batch {
            let Some(Opened::Clear(clear)) = &fresh.opened else {
                continue;
            };
            let Some(index) = clear.encryption.message_index else {
                continue;
            };
            let entry = lowest
                .entry(&clear.encryption.session_id)
                .or_insert((index, &clear.encryption));
            if index < entry.0 {
                *entry = (index, &clear.encryption);
            }
        }
        for (index, encryption) in lowest.into_values() {
            self.record_session_key(room, encryption, index).await?;
        }
        Ok(())
    }

    /// Journals the key of one session, unless it is there from `index` on.
    pub(super) async fn record_session_key(
        &mut self,
        room: &mut OpenRoom,
        encryption: &Encryption,
        index: u32,
    ) -> Result<(), CaptureError> {
        let known = self.exported(room, &encryption.session_id)?;
        if known.is_some_and(|known| known.first_index <= index) {
            return Ok(());
        }
        let session_id = &encryption.session_id;
        if self.unit.write(Terms::in_force)?.is_some() {
            // What it opens is set aside first: the key follows with the first text that does (`review::disclose`).
            if known.is_none() {
                let never = self
                    .unit
                    .write(|c| megolm::set_exported(c, &room.room_id, session_id, u32::MAX))?;
                self.exported
                    .insert((room.room_id.clone(), session_id.clone()), never);
            }
            return Ok(());
        }
        let Some(key) = e2ee::export_key(self.unit, &room.room_id, session_id, index).await? else {
            // It opened an event a moment ago; that it is gone now must not stop the event, but must be seen.
            return self.raise(room, "session_key_missing", session_id);
        };
        let fact = SessionKeyFact {
            session_id: session_id.clone(),
            sender_key: encryption.sender_key.clone(),
            first_index: index,
            key,
        };
        self.journal(room, Fact::SessionKey(fact))?;
        let exported = self
            .unit
            .write(|c| megolm::set_exported(c, &room.room_id, session_id, index))?;
        self.exported
            .insert((room.room_id.clone(), session_id.clone()), exported);
        Ok(())
    }

    /// Takes the clear text away from an event whose message was another event before: it proves nothing of this one. Gives that
    /// earlier event.
    pub(super) fn lock_replayed(
        &mut self,
        room: &OpenRoom,
        fresh: &mut Fresh<'_>,
    ) -> Result<Option<String>, CaptureError> {
        let Some(Opened::Clear(clear)) = &fresh.opened else {
            return Ok(None);
        };
        let earlier = self.earlier_use(room, &fresh.event, &clear.encryption)?;
        if earlier.is_some() {
            fresh.opened = Some(Opened::Locked(Locked::replayed(&clear.encryption)));
        }
        Ok(earlier)
    }

    /// Notes which event used the message index; gives the other event that used it before.
    pub(super) fn earlier_use(
        &mut self,
        room: &OpenRoom,
        event: &Event<'_>,
        encryption: &Encryption,
    ) -> Result<Option<String>, CaptureError> {
        let Some(index) = encryption.message_index else {
            return Ok(None);
        };
        let Some(session) = self.exported(room, &encryption.session_id)? else {
            return Ok(None);
        };
        Ok(self
            .unit
            .write(|c| megolm::use_index(c, session.id, index, &event.event_id))?)
    }

    /// Journals that one message was passed off as two events.
    pub(super) fn record_replay(
        &mut self,
        room: &mut OpenRoom,
        event_id: &str,
        earlier: &str,
    ) -> Result<(), CaptureError> {
        self.raise(room, "megolm_replay", &format!("{event_id} {earlier}"))
    }

    /// Journals an alarm about a message, where status counts it.
    fn raise(&self, room: &mut OpenRoom, code: &str, detail: &str) -> Result<(), CaptureError> {
        let entry = self.journal(room, alarm(code, detail))?;
        Ok(self.unit.write(|c| routing::count_alarm(c, code, entry))?)
    }

    fn exported(&mut self, room: &OpenRoom, session_id: &str) -> Result<Option<Exported>, CaptureError> {
        let key = (room.room_id.clone(), session_id.to_owned());
        if let Some(known) = self.exported.get(&key) {
            return Ok(Some(*known));
        }
        let stored = self
            .unit
            .write(|c| megolm::exported(c, &room.room_id, session_id))?;
        if let Some(stored) = stored {
            self.exported.insert(key, stored);
        }
        Ok(stored)
    }
}

fn alarm(code: &str, detail: &str) -> Fact {
    Fact::Alarm(AlarmFact {
        code: code.to_owned(),
        detail: detail.to_owned(),
    })
}
