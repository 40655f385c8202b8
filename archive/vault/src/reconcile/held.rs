//! What the vault has of each person: event ids with how far each came, the state of their devices, and the gaps they told of.

use std::collections::{BTreeMap, HashMap};

use griffie_wire::{DeviceId, Millis, Sha256};
use rusqlite::Connection;

use crate::store::{
    StoreError,
    reconciling::{self, Found, ToldGap},
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
    pub(super) person: u32,
    /// Devices of the person that brought it.
    pub(super) devices: u32,
    /// In an object that the vault accepted.
    pub(super) archived: bool,
    /// When the first copy came.
    pub(super) fetched: Millis,
}

/// A device as far as it matters for what is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DeviceState {
    pub(crate) device: DeviceId,
    pub(crate) revoked: bool,
    /// When its first record was made, by its clock.
    pub(crate) since: Option<Millis>,
    /// When its last kept record was made, by its clock.
    pub(crate) last_captured: Option<Millis>,
    /// Number of the last object that is kept without a hole.
    pub(crate) last_sequence: u64,
    /// Objects that the gateway lists and that wait: a predecessor is missing, or their bytes.
    pub(crate) waiting: u64,
    /// An object was rejected, and nothing behind it is opened.
    pub(crate) broken: bool,
    /// Bytes of its sealed objects.
    pub(crate) bytes: u64,
}

/// A person's share besides their events.
#[derive(Default)]
pub(super) struct Person {
    pub(super) user: String,
    pub(super) devices: Vec<DeviceState>,
    /// Gap records by room and cause, and how many of them were healed.
    pub(super) gaps: BTreeMap<String, BTreeMap<String, u64>>,
    pub(super) healed: BTreeMap<String, u64>,
}

/// All of it; a person's number is their place in `people`.
#[derive(Default)]
pub(super) struct Held {
    pub(super) people: Vec<Person>,
    numbers: HashMap<String, u32>,
    events: HashMap<Key, Vec<Holding>>,
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
        for gap in reconciling::gaps(vault)? {
            held.note_gap(gap);
        }
        Ok(held)
    }

    /// The number of a person, if the archive knows them.
    pub(super) fn number(&self, user: &str) -> Option<u32> {
        self.numbers.get(user).copied()
    }

    /// Who has the event, in no order.
    pub(super) fn holdings(&self, event_id: &str) -> &[Holding] {
        self.events.get(&Key::of(event_id)).map_or(&[], Vec::as_slice)
    }

    pub(super) fn person(&self, number: u32) -> &Person {
        let place = usize::try_from(number).unwrap_or(usize::MAX);
        self.people.get(place).expect("numbers are given out in `enter`")
    }

    fn enter(&mut self, user: String) -> &mut Person {
        let next = u32::try_from(self.people.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(user.clone()).or_insert(next);
        if number == next {
            self.people.push(Person {
                user,
                ..Person::default()
            });
        }
        let place = usize::try_from(number).unwrap_or(usize::MAX);
        self.people.get_mut(place).expect("pushed above")
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
        let Some(number) = self.number(&gap.user) else {
            return;
        };
        let place = usize::try_from(number).unwrap_or(usize::MAX);
        let Some(person) = self.people.get_mut(place) else {
            return;
        };
        if gap.healed {
            *person.healed.entry(gap.room_id.clone()).or_default() += 1;
        }
        let causes = person.gaps.entry(gap.room_id).or_default();
        *causes.entry(gap.cause).or_default() += 1;
    }
}
