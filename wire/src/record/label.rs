//! Business, private or party-political: what the custodian says of a message or a room, what is held back meanwhile, and what follows
//! later. Decision 18.
//!
//! What may still become private is journaled as a [`WithheldFact`]: a commitment to the record that stays on the device. A
//! [`DisclosedFact`] brings that record later; a [`LabelFact`] says why it never comes. None of them names an event or a room: they
//! carry [`event_digest`] and [`room_digest`], which only who has the id already can match.

use serde::{Deserialize, Serialize};

use super::{Fact, Record, RecordError};
use crate::ids::{EntryNo, Millis, Sha256, Sha256Hasher};

const WITHHELD: &[u8] = b"griffie-withheld\0";
const EVENT: &[u8] = b"griffie-event-digest\0";
const ROOM: &[u8] = b"griffie-room-digest\0";

/// What a message or a room is to the organisation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// Its own: what has no label is business.
    #[default]
    Business,
    /// The custodian's own.
    Private,
    /// Of a party or faction.
    Party,
}

impl Label {
    /// Whether content with this label stays on the device.
    #[must_use]
    pub const fn stays(self) -> bool {
        !matches!(self, Self::Business)
    }
}

/// How much of a custodian's messages policy lets go to the archive. What does not go stays on the device, with a [`WithheldFact`] in its
/// place (000-GE-07, decision 34).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// All of them.
    #[default]
    All,
    /// What the custodian calls business, by message or by room.
    OptIn,
    /// None.
    Off,
}

impl Scope {
    /// As records and databases have it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::OptIn => "opt_in",
            Self::Off => "off",
        }
    }

    /// Whether everything goes.
    #[must_use]
    pub const fn is_all(&self) -> bool {
        matches!(self, Self::All)
    }
}

/// What a label is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LabelTarget {
    /// An event, with its edits, reactions and redactions: [`event_digest`] of its id.
    Event(Sha256),
    /// A room from this entry on: [`room_digest`] of its id.
    Room(Sha256),
}

/// The custodian put a label on something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelFact {
    /// On what.
    pub target: LabelTarget,
    /// The label.
    pub label: Label,
    /// The label before.
    pub former: Label,
    /// Inside the review window. Outside it a label brings nothing back: what the archive has stays there.
    pub inside: bool,
    /// Why, in the custodian's words; they are for the archive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A record stays on the device: for its review window, or for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithheldFact {
    /// [`withheld_digest`] of the record, which has the number of this entry.
    pub digest: Sha256,
    /// [`event_digest`] of the event that the record is; absent for all other kinds of facts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<Sha256>,
    /// [`room_digest`] of the room.
    pub room: Sha256,
    /// Label of the room at this moment.
    pub label: Label,
    /// End of the review window, by the device's clock: the record follows then, unless a label keeps it.
    pub until: Millis,
    /// How much of this custodian's messages policy let go at this moment; absent where it was all.
    #[serde(default, skip_serializing_if = "Scope::is_all")]
    pub scope: Scope,
}

/// A record that was withheld follows.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisclosedFact {
    /// The entry with the [`WithheldFact`].
    pub entry: EntryNo,
    /// 32 random bytes: with them the digest is that of `record`.
    pub salt: Sha256,
    /// The record, canonical, as it was made then.
    pub record: String,
}

impl std::fmt::Debug for DisclosedFact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DisclosedFact")
            .field("entry", &self.entry)
            .field("bytes", &self.record.len())
            .finish_non_exhaustive()
    }
}

/// `SHA-256("griffie-withheld\0" || salt || record)`: tells nothing of the record to who has not the salt.
#[must_use]
pub fn withheld_digest(salt: &Sha256, record: &[u8]) -> Sha256 {
    digest(WITHHELD, &[salt.as_bytes(), record])
}

/// `SHA-256("griffie-event-digest\0" || event id)`.
#[must_use]
pub fn event_digest(event_id: &str) -> Sha256 {
    digest(EVENT, &[event_id.as_bytes()])
}

/// `SHA-256("griffie-room-digest\0" || room id)`.
#[must_use]
pub fn room_digest(room_id: &str) -> Sha256 {
    digest(ROOM, &[room_id.as_bytes()])
}

fn digest(domain: &[u8], parts: &[&[u8]]) -> Sha256 {
    let mut hasher = Sha256Hasher::new();
    hasher.update(domain);
    parts.iter().for_each(|part| hasher.update(part));
    hasher.finish()
}

impl DisclosedFact {
    /// The record inside. That it is the one withheld is for the reader to compare: [`Self::digest`].
    ///
    /// # Errors
    /// [`RecordError`] when it is no canonical record, has another number than `entry`, or is itself withheld or disclosed.
    pub fn inner(&self) -> Result<Record, RecordError> {
        let record = Record::from_canonical(self.record.as_bytes())?;
        let nested = matches!(record.fact, Fact::Withheld(_) | Fact::Disclosed(_));
        if record.seq != self.entry || nested {
            return Err(RecordError::NotDisclosed);
        }
        Ok(record)
    }

    /// What the [`WithheldFact`] must say.
    #[must_use]
    pub fn digest(&self) -> Sha256 {
        withheld_digest(&self.salt, self.record.as_bytes())
    }
}

impl Record {
    /// What it tells: the record inside a disclosure, any other itself.
    ///
    /// # Errors
    /// As [`DisclosedFact::inner`], and when the two are not of one custodian and one room.
    pub fn told(self) -> Result<Self, RecordError> {
        let Fact::Disclosed(disclosed) = &self.fact else {
            return Ok(self);
        };
        let inner = disclosed.inner()?;
        let room = |record: &Self| record.room.as_ref().map(|room| room.room_id.clone());
        if inner.custodian != self.custodian || room(&inner) != room(&self) {
            return Err(RecordError::NotDisclosed);
        }
        Ok(inner)
    }
}
