//! Takes one batch of events in: each is opened, recorded once, and shown.
//!
//! A batch is a run of a room's events in their order: a sync's timeline or state, or a page that fills a gap. All are opened first, so
//! that one exported key per session, at the lowest index of the batch, stands in the journal before the first event it opens.

use std::collections::HashSet;

use griffie_wire::record::{Fact, Via};
use serde_json::value::RawValue;

use super::{
    clear::Readable,
    event::Event,
    fact::{Came, event_fact},
    intake::{CaptureError, Intake, OpenRoom},
};
use crate::{
    chat::disclaimer,
    e2ee::{self, Opened},
    store::{
        seen::{self, Place},
        sync_state, timeline,
    },
};

/// Where the events of a batch go in the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum At {
    /// Nowhere: state that is not part of the timeline we were given.
    State,
    /// Behind everything that is there.
    End,
    /// Before everything that is in this segment.
    Start { segment: i64 },
}

/// How a batch came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Arrival {
    pub(crate) via: Via,
    pub(crate) at: At,
    /// So many events at the batch's beginning are from before we joined, or from before this device.
    pub(crate) before_join: usize,
}

/// An event of a batch that is new, with its place and what is inside.
pub(super) struct Fresh<'a> {
    pub(super) event: Event<'a>,
    pub(super) opened: Option<Opened>,
    place: Option<Place>,
    backfilled: bool,
}

impl Intake<'_> {
    /// Takes the batch in, oldest event first. What has a record already gets no second one.
    pub(crate) async fn take_batch(
        &mut self,
        room: &mut OpenRoom,
        raws: &[&RawValue],
        arrival: Arrival,
    ) -> Result<(), CaptureError> {
        let mut ids = HashSet::with_capacity(raws.len());
        let mut fresh = Vec::with_capacity(raws.len());
        let places = self.places(room, raws.len(), arrival.at)?;
        for (index, (raw, place)) in raws.iter().zip(places).enumerate() {
            match Event::read(raw) {
                None => self.record_malformed(room, raw)?,
                Some(event) => {
                    // Twice in one batch: only a hostile or broken server does that.
                    if ids.insert(event.event_id.to_string()) && self.is_new(room, &event, place)? {
                        #[cfg(feature = "faults")]
                        if arrival.at != At::State
                            && crate::faults::loses(
                                &event.event_type,
                                &event.event_id,
                                index + 1 == raws.len(),
                                self.received_at,
                            )
                        {
                            continue;
                        }
                        fresh.push(self.open(room, event, place, index < arrival.before_join).await?);
                    }
                }
            }
        }
        self.record_session_keys(room, &fresh).await?;
        for one in &mut fresh {
            let earlier = self.lock_replayed(room, one)?;
            self.record(room, one, arrival.via)?;
            if let Some(earlier) = earlier {
                self.record_replay(room, &one.event.event_id, &earlier)?;
            }
        }
        Ok(())
    }

    /// The place of each event of the batch.
    fn places(&self, room: &mut OpenRoom, count: usize, at: At) -> Result<Vec<Option<Place>>, CaptureError> {
        Ok(match at {
            At::State => vec![None; count],
            At::End => (0..count).map(|_| Some(room.next_place())).collect(),
            At::Start { segment } => {
                let first = self
                    .unit
                    .write(|c| timeline::bounds(c, room.id, segment))?
                    .map_or(0, |(first, _)| first);
                let count = i64::try_from(count).unwrap_or(i64::MAX);
                (first.saturating_sub(count)..first)
                    .map(|position| Some(Place { segment, position }))
                    .collect()
            }
        })
    }

    /// Whether the event has no record yet. One that came as state and now comes in the timeline gets its line there.
    fn is_new(
        &mut self,
        room: &mut OpenRoom,
        event: &Event<'_>,
        place: Option<Place>,
    ) -> Result<bool, CaptureError> {
        let Some(known) = self.unit.write(|c| seen::find(c, &event.event_id))? else {
            return Ok(true);
        };
        // An id names one event of one room. A server that uses it twice would make us drop the second: it is kept as what it is.
        if known.room != room.id {
            self.record_malformed_text(room, "event_id_of_another_room", event.raw.get())?;
            return Ok(false);
        }
        if let (Some(place), None) = (place, known.place) {
            self.unit.write(|c| seen::set_place(c, &event.event_id, place))?;
            self.show(
                room,
                event,
                &Readable::plain(event).line(event),
                None,
                known.seq,
                place,
            )?;
        }
        // State may come back to what it was before: then it holds again, though its record is old.
        if place.is_none() {
            self.apply_state(room, event, known.seq)?;
        }
        Ok(false)
    }

    async fn open<'a>(
        &self,
        room: &OpenRoom,
        event: Event<'a>,
        place: Option<Place>,
        backfilled: bool,
    ) -> Result<Fresh<'a>, CaptureError> {
        let opened = if event.is_encrypted() {
            Some(e2ee::decrypt(self.unit, &room.room_id, event.raw, event.content).await?)
        } else {
            None
        };
        Ok(Fresh {
            event,
            opened,
            place,
            backfilled,
        })
    }

    /// Whether somebody has just told those in the room about the archive: then nobody need tell them again.
    fn hear(&self, room: &OpenRoom, event: &Event<'_>, readable: &Readable<'_>) -> Result<(), CaptureError> {
        let Readable::Text { content, .. } = readable else {
            return Ok(());
        };
        let (room, who) = ((room.id, room.room_id.as_str()), [&*event.sender, self.me]);
        Ok(self
            .unit
            .write(|c| disclaimer::heard(c, room, who, content, self.received_at))?)
    }

    /// Counts the event if this version has no name for what it is.
    pub(super) fn count_unknown(
        &self,
        event: &Event<'_>,
        readable: &Readable<'_>,
    ) -> Result<(), CaptureError> {
        if let Some(name) = readable.unknown_name(event) {
            self.unit.write(|c| sync_state::count_unknown(c, &name))?;
        }
        Ok(())
    }

    /// One event: its record, and in the same transaction everything that follows from it.
    fn record(&mut self, room: &mut OpenRoom, fresh: &Fresh<'_>, via: Via) -> Result<(), CaptureError> {
        let event = &fresh.event;
        if via == Via::Sync && event.event_type != "m.room.member" {
            self.record_members(room)?;
        }
        let came = Came {
            received_at: self.received_at,
            via,
            backfilled: fresh.backfilled,
        };
        let fact = event_fact(event, fresh.opened.as_ref(), came, self.me);
        let seq = self.journal(room, Fact::Event(fact))?;
        self.unit
            .write(|c| seen::add(c, &event.event_id, room.id, seq, fresh.place))?;
        self.counts.events += 1;

        let (readable, verification) = match &fresh.opened {
            None => (Readable::plain(event), None),
            Some(Opened::Clear(clear)) => (
                Readable::clear(event, &clear.json),
                Some(clear.encryption.verification.as_str()),
            ),
            Some(Opened::Locked(locked)) => {
                self.record_locked(room, event, locked, fresh.backfilled)?;
                (Readable::locked(event, locked), None)
            }
        };
        if event.unsigned.redacted {
            self.record_redacted(room, event, fresh.backfilled)?;
        }
        self.want_files(room, event, &readable)?;
        let line = readable.line(event);
        self.count_unknown(event, &readable)?;
        if let Some(place) = fresh.place {
            self.show(room, event, &line, verification, seq, place)?;
        }
        self.settle_own(event)?;
        if via == Via::Sync && fresh.place.is_some() && !fresh.backfilled {
            self.hear(room, event, &readable)?;
        }
        if via != Via::GapFill {
            self.apply_state(room, event, seq)?;
        }
        Ok(())
    }
}
