//! What one unit of work knows while it takes events in: who we are, when it is, and the rooms it has open.
//!
//! It lives as long as the unit; everything in it is read from the database or written there before the unit ends.

use std::collections::{BTreeSet, HashMap};

use griffie_wire::{
    ids::{EntryNo, Millis, Sha256},
    record::{Fact, RoomThen},
};
use uuid::Builder;

use crate::{
    chat::rooms::RoomFacts,
    clock::Clock,
    e2ee::{self, E2eeError},
    store::{
        StoreError, Unit, journal, megolm::Exported, members, rooms, rooms::StoredRoom, seen::Place, timeline,
    },
};

/// Why events could not be taken in. Never because of what an event says.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CaptureError {
    #[error("store")]
    Store(#[from] StoreError),
    #[error("encryption")]
    E2ee(#[from] E2eeError),
    #[error("members of a room have no canonical form")]
    Members,
    #[error("no randomness")]
    Random,
}

/// How much was taken in: for logs and wakes, never for decisions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Event records written.
    pub(crate) events: u32,
    /// Gap records written.
    pub(crate) gaps: u32,
    /// Of these, holes that are to be filled.
    pub(crate) holes: u32,
    /// Events read late, their key having come.
    pub(crate) healed: u32,
    /// Files to fetch.
    pub(crate) media: u32,
}

/// One unit's work on events.
pub(crate) struct Intake<'u> {
    pub(crate) unit: &'u Unit,
    pub(crate) clock: &'u dyn Clock,
    /// Our own Matrix user id.
    pub(crate) me: &'u str,
    pub(crate) received_at: Millis,
    pub(crate) counts: Counts,
    /// Users whose devices are to be followed from now on.
    pub(crate) to_track: BTreeSet<String>,
    /// Sessions whose key is in the journal, by room and session id.
    pub(super) exported: HashMap<(String, String), Exported>,
}

/// A room while a unit works on it.
#[derive(Debug, Clone)]
pub(crate) struct OpenRoom {
    pub(crate) id: i64,
    pub(crate) room_id: String,
    /// Ours, as it is after what was taken in so far.
    pub(crate) membership: String,
    pub(crate) facts: RoomFacts,
    /// Segment that grows, and the last position in it.
    pub(crate) segment: i64,
    pub(super) last: i64,
    /// Whether anything stands in that segment, a hole included.
    pub(super) used: bool,
    pub(super) members_digest: Option<Sha256>,
    pub(super) members_dirty: bool,
    was_dirty: bool,
}

impl<'u> Intake<'u> {
    pub(crate) fn new(unit: &'u Unit, clock: &'u dyn Clock, me: &'u str) -> Self {
        Self {
            unit,
            clock,
            me,
            received_at: clock.now(),
            counts: Counts::default(),
            to_track: BTreeSet::new(),
            exported: HashMap::new(),
        }
    }

    /// Opens a room, making it if it was not known.
    pub(crate) fn open_room(&self, room_id: &str) -> Result<OpenRoom, CaptureError> {
        let room = self.unit.write(|c| {
            let stored = rooms::find_or_add(c, room_id)?;
            let facts = RoomFacts::load(c, &stored)?;
            let last = timeline::bounds(c, stored.id, stored.segment)?.map_or(-1, |(_, last)| last);
            let used = timeline::is_used(c, stored.id, stored.segment)?;
            Ok(OpenRoom::new(stored, facts, last, used))
        })?;
        Ok(room)
    }

    /// Writes down what is not written down at each event.
    pub(crate) fn close_room(&self, room: &OpenRoom) -> Result<(), CaptureError> {
        if room.members_dirty != room.was_dirty {
            self.unit
                .write(|c| rooms::set_members_dirty(c, room.id, room.members_dirty))?;
        }
        Ok(())
    }

    /// From here on the room's timeline grows in a new segment.
    pub(crate) fn begin_segment(&self, room: &mut OpenRoom) -> Result<(), CaptureError> {
        room.segment += 1;
        room.last = -1;
        room.used = false;
        self.unit
            .write(|c| rooms::set_segment(c, room.id, room.segment))?;
        Ok(())
    }

    /// Journals a fact about the room.
    pub(super) fn journal(&self, room: &mut OpenRoom, fact: Fact) -> Result<EntryNo, CaptureError> {
        let then = self.then(room)?;
        Ok(journal::append(self.unit, self.clock, Some(then), fact)?)
    }

    fn then(&self, room: &mut OpenRoom) -> Result<RoomThen, CaptureError> {
        if room.facts.needs_others() {
            let others = self
                .unit
                .write(|c| members::others(c, room.id, self.me, RoomFacts::OTHERS))?;
            room.facts.set_others(&others);
        }
        Ok(room.facts.then(&room.room_id, room.members_digest))
    }

    /// Follows the devices of those who came: the last work of a unit that took events in.
    pub(crate) async fn follow_newcomers(&mut self) -> Result<(), CaptureError> {
        let users = std::mem::take(&mut self.to_track);
        Ok(e2ee::track_users(self.unit, users.iter().map(String::as_str)).await?)
    }

    /// A fresh name for a gap: time and chance, as `UUIDv7`.
    pub(crate) fn new_gap_id(&self) -> Result<String, CaptureError> {
        new_id(self.received_at)
    }
}

/// A `UUIDv7`.
pub(super) fn new_id(at: Millis) -> Result<String, CaptureError> {
    let mut random = [0; 10];
    getrandom::fill(&mut random).map_err(|_| CaptureError::Random)?;
    Ok(Builder::from_unix_timestamp_millis(at.0, &random)
        .into_uuid()
        .to_string())
}

impl OpenRoom {
    fn new(stored: StoredRoom, facts: RoomFacts, last: i64, used: bool) -> Self {
        Self {
            id: stored.id,
            room_id: stored.room_id,
            membership: stored.membership,
            facts,
            segment: stored.segment,
            last,
            used,
            members_digest: stored.members_digest,
            members_dirty: stored.members_dirty,
            was_dirty: stored.members_dirty,
        }
    }

    /// A Members record has just been written for those who are here now.
    pub(super) fn note_members_recorded(&mut self) {
        self.members_dirty = false;
        self.was_dirty = false;
    }

    /// Whether nothing stands in the timeline's growing segment.
    pub(crate) fn segment_is_empty(&self) -> bool {
        !self.used
    }

    /// The next free place at the end.
    pub(super) fn next_place(&mut self) -> Place {
        self.last += 1;
        self.used = true;
        Place {
            segment: self.segment,
            position: self.last,
        }
    }
}
