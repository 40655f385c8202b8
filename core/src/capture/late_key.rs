//! Keys that come after their events: the clear text gets a record of its own, the gap closes, the timeline heals.

use griffie_wire::record::{Encryption, Fact, GapCause, GapClosedFact, LateKeyFact};
use serde_json::value::RawValue;

use super::{
    clear::Readable,
    event::Event,
    intake::{CaptureError, Intake, OpenRoom},
};
use crate::{
    chat::fold,
    e2ee::{self, Clear, Locked, NewKey, Opened},
    store::{
        gap,
        pending_key::{self, PendingKey},
        timeline,
    },
};

impl Intake<'_> {
    /// Tries every event that waits for one of these keys.
    pub(crate) async fn take_keys(&mut self, keys: &[NewKey]) -> Result<(), CaptureError> {
        for key in keys {
            let waiting = self
                .unit
                .write(|c| pending_key::of_session(c, &key.room_id, &key.session_id))?;
            if waiting.is_empty() {
                continue;
            }
            let mut room = self.open_room(&key.room_id)?;
            self.heal(&mut room, waiting).await?;
            self.close_room(&room)?;
        }
        Ok(())
    }

    async fn heal(&mut self, room: &mut OpenRoom, waiting: Vec<PendingKey>) -> Result<(), CaptureError> {
        let mut readable = Vec::new();
        for pending in waiting {
            let Ok(raw) = RawValue::from_string(pending.raw.clone()) else {
                continue;
            };
            let Some(event) = Event::read(&raw) else { continue };
            let opened = e2ee::decrypt(self.unit, &room.room_id, &raw, event.content).await?;
            if let Opened::Clear(clear) = opened {
                readable.push((pending, clear));
            }
        }
        let lowest = readable
            .iter()
            .filter_map(|(_, clear)| Some((clear.encryption.message_index?, &clear.encryption)))
            .min_by_key(|(index, _)| *index);
        if let Some((index, encryption)) = lowest {
            self.record_session_key(room, encryption, index).await?;
        }
        for (pending, clear) in readable {
            self.record_late(room, &pending, &clear)?;
        }
        Ok(())
    }

    fn record_late(
        &mut self,
        room: &mut OpenRoom,
        pending: &PendingKey,
        clear: &Clear,
    ) -> Result<(), CaptureError> {
        let Ok(raw) = RawValue::from_string(pending.raw.clone()) else {
            return Ok(());
        };
        let Some(event) = Event::read(&raw) else {
            return Ok(());
        };
        if let Some(earlier) = self.earlier_use(room, &event, &clear.encryption)? {
            return self.record_late_replay(room, pending, &clear.encryption, &earlier);
        }
        let fact = LateKeyFact {
            event_id: pending.event_id.clone(),
            decrypted: clear.json.clone(),
            encryption: clear.encryption.clone(),
            waited_ms: self.received_at.0.saturating_sub(pending.received_at.0),
        };
        self.journal(room, Fact::LateKey(fact))?;
        self.end_waiting(room, pending, 1)?;
        self.counts.healed += 1;
        let readable = Readable::clear(&event, &clear.json);
        self.count_unknown(&event, &readable)?;
        self.want_files(room, &event, &readable)?;
        self.show_late(&event, &clear.json, &clear.encryption.verification)
    }

    /// The key came, and shows that the message was another event before: it waits no longer and stays unreadable, for that reason.
    fn record_late_replay(
        &mut self,
        room: &mut OpenRoom,
        pending: &PendingKey,
        encryption: &Encryption,
        earlier: &str,
    ) -> Result<(), CaptureError> {
        self.end_waiting(room, pending, 0)?;
        let locked = Locked::replayed(encryption);
        self.record_gap(
            Some(room),
            GapCause::Undecryptable,
            Some(&pending.event_id),
            Some(encryption.session_id.clone()),
            &locked.code,
        )?;
        self.record_replay(room, &pending.event_id, earlier)?;
        let line = fold::undecryptable(&locked.code);
        Ok(self
            .unit
            .write(|c| timeline::heal(c, &pending.event_id, &line, None))?)
    }

    /// Closes the gap of an event that waited; `events` is how many became readable.
    fn end_waiting(
        &mut self,
        room: &mut OpenRoom,
        pending: &PendingKey,
        events: u32,
    ) -> Result<(), CaptureError> {
        let closed = GapClosedFact {
            gap_id: pending.gap_id.clone(),
            events,
        };
        self.journal(room, Fact::GapClosed(closed))?;
        Ok(self.unit.write(|c| {
            pending_key::remove(c, &pending.event_id)?;
            gap::close(c, &pending.gap_id, events, self.received_at)
        })?)
    }

    /// Gives the event's line its text.
    pub(crate) fn show_late(
        &self,
        event: &Event<'_>,
        json: &str,
        verification: &str,
    ) -> Result<(), CaptureError> {
        let line = Readable::clear(event, json).line(event);
        Ok(self
            .unit
            .write(|c| timeline::heal(c, &event.event_id, &line, Some(verification)))?)
    }
}
