//! Holes that a server leaves when it cuts a sync short: opened with a record, filled page by page, closed with a record.

use std::ops::Range;

use griffie_wire::record::{Fact, GapCause, GapClosedFact, GapFact, Via};
use serde_json::value::RawValue;

use super::{
    event::Event,
    intake::{CaptureError, Intake, OpenRoom},
    record::{Arrival, At},
};
use crate::store::{
    gap::{self, Hole, NewGap},
    recovery, seen,
    seen::Place,
    timeline,
};

/// A page of history, newest event first, as the homeserver gives it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page<'a> {
    pub(crate) events: &'a [&'a RawValue],
    /// Where the next page begins; `None` when the server has no more.
    pub(crate) next: Option<&'a str>,
}

impl Intake<'_> {
    /// The room's growing segment begins behind a hole.
    pub(crate) fn open_hole(
        &mut self,
        room: &mut OpenRoom,
        prev_batch: Option<&str>,
        since: Option<&str>,
    ) -> Result<(), CaptureError> {
        let gap_id = self.new_gap_id()?;
        let fact = GapFact {
            gap_id: gap_id.clone(),
            cause: GapCause::LimitedSync,
            event_id: None,
            session_id: None,
            from: prev_batch.map(str::to_owned),
            to: since.map(str::to_owned),
            code: None,
        };
        self.journal(room, Fact::Gap(fact))?;
        let row = NewGap {
            gap_id: &gap_id,
            room_id: Some(&room.room_id),
            cause: GapCause::LimitedSync,
            event_id: None,
            code: None,
            token: prev_batch,
            segment: Some(room.segment),
            until_join: room.membership != "join",
            opened_at: self.received_at,
        };
        let earlier = self.is_earlier(since)?;
        self.unit.write(|c| {
            gap::open(c, &row)?;
            if earlier {
                recovery::set_earlier(c, &gap_id)?;
            }
            timeline::add_gap(c, room.id, room.segment, &gap_id, self.received_at)
        })?;
        room.used = true;
        self.counts.gaps += 1;
        self.counts.holes += 1;
        Ok(())
    }

    /// Takes a page in that belongs at the beginning of the hole's segment. Says whether the hole is closed by it: the page holds what
    /// was seen before the hole, or our own join, or the server has no more.
    pub(crate) async fn take_page(&mut self, hole: &Hole, page: Page<'_>) -> Result<bool, CaptureError> {
        let mut room = self.open_room(&hole.room_id)?;
        let mut events = page.events.to_vec();
        events.reverse();
        let join = if hole.until_join {
            self.begin_of_stay(&events)?
        } else {
            None
        };
        let known = self.known_places(&room, &events)?;
        // What came as state only does not count: it may be from inside.
        let meets_known = known.iter().flatten().any(|place| place.segment < hole.segment);
        let before = self.counts.events;
        let before_join = if self.unit.write(|c| recovery::is_earlier(c, &hole.gap_id))? {
            events.len()
        } else {
            join.unwrap_or(0)
        };
        // The whole page is taken, also what stands before the point where the hole ends: a late event may stand anywhere in it.
        for (segment, run) in self.runs(&room, &known, hole.segment)? {
            let arrival = Arrival {
                via: Via::GapFill,
                at: At::Start { segment },
                before_join: before_join.saturating_sub(run.start),
            };
            let events = events.get(run).unwrap_or_default();
            self.take_batch(&mut room, events, arrival).await?;
        }

        let total = hole.events.saturating_add(self.counts.events - before);
        let next = page.next.filter(|next| Some(*next) != hole.token.as_deref());
        let closed = meets_known || join.is_some() || next.is_none();
        if join.is_some() && !meets_known {
            self.begin_earlier(&hole.room_id, hole.segment, next)?;
        }
        match next {
            Some(next) if !closed => self.unit.write(|c| gap::move_on(c, &hole.gap_id, next, total))?,
            _ => self.close_hole(&mut room, hole, total)?,
        }
        self.close_room(&room)?;
        Ok(closed)
    }

    /// Whether what a response to `since` holds is from before this device: it is the first response, and another device of the same
    /// user was there before. Nobody owed this device the keys of that.
    pub(crate) fn is_earlier(&self, since: Option<&str>) -> Result<bool, CaptureError> {
        Ok(since.is_none() && self.unit.write(recovery::is_later)?)
    }

    /// Place of our own join, among events in their order, when we were not in the room before them. A join that follows a leave which
    /// was never seen is not it: there was a stay before that the user could read.
    pub(crate) fn begin_of_stay(&self, events: &[&RawValue]) -> Result<Option<usize>, CaptureError> {
        for (index, raw) in events.iter().enumerate() {
            // Reading every event twice would be most of the work; few of them are memberships.
            if !raw.get().contains("m.room.member") {
                continue;
            }
            let Some(event) = Event::read(raw).filter(|event| event.is_join_of(self.me)) else {
                continue;
            };
            let left_before = event
                .unsigned
                .replaces
                .as_deref()
                .filter(|_| event.follows_leave());
            let begins = match left_before {
                Some(leave) => self.unit.write(|c| seen::find(c, leave))?.is_some(),
                None => true,
            };
            if begins {
                return Ok(Some(index));
            }
        }
        Ok(None)
    }

    /// Nothing more will come for this hole.
    pub(crate) fn close_hole(
        &self,
        room: &mut OpenRoom,
        hole: &Hole,
        events: u32,
    ) -> Result<(), CaptureError> {
        self.journal(
            room,
            Fact::GapClosed(GapClosedFact {
                gap_id: hole.gap_id.clone(),
                events,
            }),
        )?;
        self.unit.write(|c| {
            gap::close(c, &hole.gap_id, events, self.received_at)?;
            timeline::remove_gap(c, room.id, hole.segment)
        })?;
        Ok(())
    }

    /// Where each of these stands in the room's timeline, if it does already.
    pub(super) fn known_places(
        &self,
        room: &OpenRoom,
        events: &[&RawValue],
    ) -> Result<Vec<Option<Place>>, CaptureError> {
        let mut places = Vec::with_capacity(events.len());
        for raw in events {
            let known = match Event::read(raw) {
                Some(event) => self.unit.write(|c| seen::find(c, &event.event_id))?,
                None => None,
            };
            places.push(
                known
                    .filter(|known| known.room == room.id)
                    .and_then(|known| known.place),
            );
        }
        Ok(places)
    }

    /// The page, cut where it reaches into an older hole that is still open: what stands before the first event behind that hole
    /// belongs there. Oldest run first, each with the segment that it goes before.
    fn runs(
        &self,
        room: &OpenRoom,
        known: &[Option<Place>],
        segment: i64,
    ) -> Result<Vec<(i64, Range<usize>)>, CaptureError> {
        let (mut segment, mut end) = (segment, known.len());
        let mut runs = Vec::new();
        for (index, place) in known.iter().enumerate().rev() {
            let Some(place) = place.filter(|place| place.segment < segment) else {
                continue;
            };
            if self.unit.write(|c| {
                let first = timeline::bounds(c, room.id, place.segment)?.map(|(first, _)| first);
                Ok(first == Some(place.position) && gap::is_behind_hole(c, &room.room_id, place.segment)?)
            })? {
                runs.push((segment, index..end));
                (segment, end) = (place.segment, index);
            }
        }
        runs.push((segment, 0..end));
        runs.reverse();
        Ok(runs)
    }
}
