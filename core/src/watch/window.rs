//! The newest lines of a room, growing backwards as somebody reads back. Lines stand oldest first.
//!
//! A window is held by its first line, not by a number of lines: what comes in later makes it longer, and nothing falls out at the
//! other end while somebody reads there. Only far beyond what was asked for is the beginning given up.

use std::sync::Arc;

use parking_lot::Mutex;

use crate::{
    chat::{row::TimelineRow, timeline},
    store::{Store, StoreError, seen::Place},
};

/// Lines at first.
const FIRST: u32 = 50;
/// Lines that may come in on top of what was asked for before the beginning is given up.
const SLACK: u32 = 200;
/// Lines that one call brings at most.
const MOST: u32 = 1_000;
/// Before every line there is.
const BEGINNING: Place = Place {
    segment: i64::MIN,
    position: i64::MIN,
};

/// The lines of a room from some line on. Cheap to clone; clones are one window.
#[derive(Clone)]
pub(crate) struct Window {
    room_id: String,
    reach: Arc<Mutex<Reach>>,
}

/// How far a window reaches back.
struct Reach {
    /// The first line; `None` before anybody looked.
    from: Option<Place>,
    /// Lines that were asked for.
    wanted: u32,
}

impl Window {
    pub(crate) fn of(room_id: &str) -> Self {
        Self {
            room_id: room_id.to_owned(),
            reach: Arc::new(Mutex::new(Reach {
                from: None,
                wanted: FIRST,
            })),
        }
    }

    pub(crate) fn room_id(&self) -> &str {
        &self.room_id
    }

    /// The lines as they are now, oldest first.
    pub(crate) fn rows(&self, store: &Store) -> Result<Vec<TimelineRow>, StoreError> {
        self.reach.lock().rows(store, &self.room_id)
    }

    /// Takes in `more` lines before the first. Gives whether there are still others before those.
    pub(crate) fn reach_back(&self, store: &Store, more: u32) -> Result<bool, StoreError> {
        let mut reach = self.reach.lock();
        let from = match reach.from {
            Some(from) => from,
            None => {
                reach.rows(store, &self.room_id)?;
                reach.from.unwrap_or(BEGINNING)
            }
        };
        // One more than asked for says whether there are others.
        let more = more.clamp(1, MOST);
        let mut places = timeline::places_before(store, &self.room_id, from, more + 1)?;
        let others = places.len() > more as usize;
        if others {
            places.pop();
        }
        reach.wanted = reach.wanted.saturating_add(length(&places));
        reach.from = Some(places.last().copied().filter(|_| others).unwrap_or(BEGINNING));
        Ok(others)
    }
}

impl Reach {
    fn rows(&mut self, store: &Store, room_id: &str) -> Result<Vec<TimelineRow>, StoreError> {
        let brim = match self.from {
            Some(_) => self.wanted.saturating_add(SLACK),
            None => self.wanted,
        };
        let from = self.from.unwrap_or(BEGINNING);
        let mut rows = timeline::since(store, room_id, from, brim.saturating_add(1))?;
        if length(&rows) > brim {
            rows.truncate(self.wanted as usize);
            let first = rows.last().map(|row| timeline::place(&row.cursor)).transpose()?;
            // Messages on their way stand behind everything: they hold no place in the room.
            self.from = Some(first.filter(|first| !first.is_echo()).unwrap_or(BEGINNING));
        } else {
            self.from = Some(from);
        }
        rows.reverse();
        Ok(rows)
    }
}

fn length<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}
