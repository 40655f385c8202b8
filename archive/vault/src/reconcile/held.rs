//! What the vault has of each person: event ids with how far each came, the state of their devices, and the gaps they told of.

use std::collections::{BTreeMap, HashMap};

use griffie_wire::{Millis, Sha256, record::event_digest};
use rusqlite::Connection;

use super::report::DeviceOf;
use crate::store::{
    StoreError,
    reconciling::{self, Found, ToldGap},
    withheld::{self, Stays},
};

/// An event id, short enough for millions: half of its SHA-256.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Key([u8; 16]);

impl Key {
    pub(super) fn of(event_id: &str) -> Self {
        let digest = Sha256::of(event_id.as_bytes());
        let half = digest.as_bytes().first_chunk::<16>();
        Self(*half.expect("a digest has 32 bytes"))
    }
}

/// How an event is held by one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Holding {
    /// Number of the person.
    pub(super) person: usize,
    /// Devices of the person that brought it.
    pub(super) devices: u32,
    /// In an object that the vault accepted.
    pub(super) archived: bool,
    /// When the first copy came.
    pub(super) fetched: Millis,
}

/// A person's share besides their events.
#[derive(Default)]
pub(super) struct Person {
    pub(super) user: String,
    pub(super) devices: Vec<DeviceOf>,
    /// Gap records by room and cause, and how many of them were healed.
    pub(super) gaps: BTreeMap<String, BTreeMap<String, u64>>,
    pub(super) healed: BTreeMap<String, u64>,
}

/// All of it; a person's number is their place in `people`.
#[derive(Default)]
pub(super) struct Held {
    pub(super) people: Vec<Person>,
    numbers: HashMap<String, usize>,
    events: HashMap<Key, Vec<Holding>>,
    /// Events of which a device brought the commitment alone: who, and why.
    withheld: HashMap<Sha256, Vec<(usize, Stays)>>,
}

impl Held {
    /// Reads everything, of one person or of all.
    pub(super) fn read(vault: &Connection, user: Option<&str>) -> Result<Self, StoreError> {
        let mut held = Self::default();
        for (owner, device) in reconciling::devices(vault)? {
            if user.is_none_or(|user| user == owner) {
                held.enter(owner).devices.push(device);
            }
        }
        reconciling::each_event(vault, |found| held.note(&found))?;
        withheld::each_event(vault, |user, digest, stays| {
            if let Some(person) = held.number(user) {
                held.withheld.entry(digest).or_default().push((person, stays));
            }
        })?;
        for gap in reconciling::gaps(vault)? {
            held.note_gap(gap);
        }
        Ok(held)
    }

    /// The number of a person, if the archive knows them.
    pub(super) fn number(&self, user: &str) -> Option<usize> {
        self.numbers.get(user).copied()
    }

    /// Who has the event, in no order.
    pub(super) fn holdings(&self, event_id: &str) -> &[Holding] {
        self.events.get(&Key::of(event_id)).map_or(&[], Vec::as_slice)
    }

    /// Why a device of the person has the event and keeps it, if one does; of several reasons the one that lasts.
    pub(super) fn withheld(&self, event_id: &str, person: usize) -> Option<Stays> {
        // Nobody pays for it where nothing is withheld.
        let all = (!self.withheld.is_empty()).then(|| self.withheld.get(&event_digest(event_id)))??;
        let theirs = all.iter().filter(|(owner, _)| *owner == person);
        theirs.map(|(_, stays)| *stays).max()
    }

    pub(super) fn person(&self, number: usize) -> &Person {
        self.people.get(number).expect("numbers are given out in `enter`")
    }

    fn enter(&mut self, user: String) -> &mut Person {
        let next = self.people.len();
        let number = *self.numbers.entry(user.clone()).or_insert(next);
        if number == next {
            self.people.push(Person {
                user,
                ..Person::default()
            });
        }
        self.people.get_mut(number).expect("pushed above")
    }

    fn note(&mut self, found: &Found<'_>) {
        let Some(person) = self.number(found.user) else {
            return;
        };
        let holdings = self.events.entry(Key::of(found.event_id)).or_default();
        if let Some(holding) = holdings.iter_mut().find(|holding| holding.person == person) {
            holding.devices += 1;
            holding.archived |= found.archived;
            holding.fetched = holding.fetched.min(found.fetched);
            return;
        }
        holdings.push(Holding {
            person,
            devices: 1,
            archived: found.archived,
            fetched: found.fetched,
        });
    }

    fn note_gap(&mut self, gap: ToldGap) {
        let number = self.number(&gap.user);
        let Some(person) = number.and_then(|number| self.people.get_mut(number)) else {
            return;
        };
        if gap.healed {
            *person.healed.entry(gap.room_id.clone()).or_default() += 1;
        }
        let causes = person.gaps.entry(gap.room_id).or_default();
        *causes.entry(gap.cause).or_default() += 1;
    }
}
