//! The result, with the fields of reference/requirements.md E.2. Canonical JSON; the schema only grows.

use std::collections::BTreeMap;

use griffie_wire::{DeviceId, Millis};
use serde::{Deserialize, Serialize};

pub use super::cause::Cause;
pub use crate::recover::state::{AskOf, RecoveryOf, RecoveryState};

/// The form of report this code writes.
pub const SCHEMA: u16 = 1;

/// What was compared, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// [`SCHEMA`].
    pub schema: u16,
    /// When the report was made, UTC milliseconds.
    pub made_at: Millis,
    /// The organisation, hex; absent before a seal configuration was signed.
    pub organisation: Option<String>,
    /// What was asked for.
    pub scope: ScopeOf,
    /// The witness.
    pub ledger: LedgerOf,
    /// The archive.
    pub vault: VaultOf,
    /// Sums over all lines.
    pub total: Counts,
    /// One for every person and room, in order of person and room.
    pub lines: Vec<Line>,
    /// One for every person.
    pub people: Vec<PersonOf>,
    /// What the archive has and the homeserver's list contradicts.
    #[serde(default)]
    pub contradictions: Vec<Contradiction>,
    /// What was missing once, who was asked for it, and what came of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recovery: Vec<RecoveryOf>,
}

/// What was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeOf {
    /// One person, or all.
    pub user: Option<String>,
    /// One room, or all.
    pub room: Option<String>,
    /// Events that the homeserver dates from this moment on.
    pub from: Option<Millis>,
    /// Events that the homeserver dates before this moment.
    pub to: Option<Millis>,
    /// An event may take this long before its absence is a loss, milliseconds.
    pub grace: u64,
    /// An event that came later than this counts as late, milliseconds.
    pub late_after: u64,
}

/// State of the witness.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerOf {
    /// Events listed.
    pub events: u64,
    /// Things that came as events and could not be listed.
    pub odd: u64,
    /// When the list was last compared with the homeserver's own.
    pub compared_at: Option<Millis>,
}

/// State of the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VaultOf {
    /// Objects in its log.
    pub objects: u64,
    /// The last checkpoint it co-signed, as a signed note.
    pub checkpoint: Option<String>,
}

/// Counts of events.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// The person should have them.
    pub expected: u64,
    /// Of these, a device brought them.
    pub captured: u64,
    /// Of these, in an object that the vault accepted.
    pub archived: u64,
    /// Copies of the same event from further devices of the person.
    pub duplicates: u64,
    /// Came later than the agreed time.
    pub late: u64,
    /// From before the person's first device: nobody could capture them.
    pub before_activation: u64,
    /// Missing and still within the time that an event may take.
    pub waiting: u64,
    /// Missing.
    pub missing: u64,
    /// Held for the person in these rooms and not expected: from before joining, or unknown to the witness.
    pub beyond: u64,
    /// Expected, and only counted: a label keeps them on the person's device.
    #[serde(default)]
    pub private: u64,
    /// Expected, and not here yet: their review window was not over when the device last reported.
    #[serde(default)]
    pub in_review: u64,
    /// Expected, and only counted: policy does not capture this person (requirements E.2).
    #[serde(default)]
    pub excluded: u64,
}

impl Counts {
    /// Expected and only counted, for whatever reason.
    pub(super) const fn only_counted(&self) -> u64 {
        self.private + self.in_review + self.excluded
    }
}

/// One person in one room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Matrix user id.
    pub user: String,
    /// Matrix room id.
    pub room: String,
    /// The counts.
    pub counts: Counts,
    /// The last event up to which nothing is missing or waiting; absent when already the first is.
    pub complete_to: Option<Point>,
    /// Whether that is the last event of the person in this room.
    pub complete: bool,
    /// Exactly what is missing or waiting, in the order of the room; at most [`Line::LISTED`], the rest is counted.
    pub missing: Vec<Missing>,
    /// Gap records of the person's devices, by cause.
    pub gaps: BTreeMap<String, u64>,
    /// Of these, healed by a later record.
    pub gaps_healed: u64,
}

impl Line {
    /// Missing events that are named one by one.
    pub const LISTED: usize = 10_000;
}

/// A place in a room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// Matrix event id.
    pub event: String,
    /// Its number among the events of the room, from 1.
    pub position: u64,
    /// The homeserver's time of it.
    pub at: Millis,
}

/// An event that is not in the vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// Where it is.
    #[serde(flatten)]
    pub point: Point,
    /// Matrix event type.
    pub kind: String,
    /// Matrix user id of who sent it.
    pub sender: String,
    /// Why it is not here.
    pub cause: Cause,
    /// Whether it may still come in time.
    pub waiting: bool,
}

/// An event in the vault that the homeserver's list contradicts: device or homeserver lied.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Contradiction {
    /// Matrix user id of the person whose device brought it.
    pub user: String,
    /// Matrix event id.
    pub event: String,
    /// Matrix room id, as the device says.
    pub room: String,
    /// What is wrong.
    pub what: Contradicts,
    /// The time that the device has.
    pub at: Millis,
    /// The time in the list, when the event is there.
    pub listed_at: Option<Millis>,
}

/// How archive and list differ about an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contradicts {
    /// The homeserver never told the witness of it.
    NotListed,
    /// It is listed with another time.
    OtherTime,
}

/// One person over all rooms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonOf {
    /// Matrix user id.
    pub user: String,
    /// Their devices.
    pub devices: Vec<DeviceOf>,
}

/// One device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceOf {
    /// Device id at the gateway.
    pub device: DeviceId,
    /// Whether it may no longer send.
    pub revoked: bool,
    /// When its first record was made, by its clock.
    pub since: Option<Millis>,
    /// When its last record was made, by its clock.
    pub last_captured: Option<Millis>,
    /// Number of its last object that is kept without a hole.
    pub last_sequence: u64,
    /// Objects that wait for a predecessor or for their bytes.
    pub waiting: u64,
    /// Whether an object was rejected.
    pub broken: bool,
    /// Bytes of its sealed objects.
    pub bytes: u64,
    /// What it had journaled when it last told of that, and what is not here: of a revoked device a loss, of another one still to come.
    #[serde(default)]
    pub unsent: Vec<UnsentOf>,
}

/// Records that only the device has, of one life of its journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnsentOf {
    /// Number of the first in the journal.
    pub first: u64,
    /// Number of the last that it told of; later ones nobody knows.
    pub last: u64,
    /// When it told so, by its clock.
    pub at: Millis,
}

impl Report {
    /// Whether nothing is missing; what may still come in time is not missing.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.total.missing == 0
    }

    /// Whether the two sides contradict each other nowhere.
    #[must_use]
    pub const fn is_consistent(&self) -> bool {
        self.contradictions.is_empty()
    }

    /// The one sentence, and a second when somebody lied.
    #[must_use]
    pub fn sentence(&self) -> String {
        let complete = self.completeness();
        match self.contradictions.len() {
            0 => complete,
            count => format!("{complete} {count} events in the archive contradict the homeserver's list."),
        }
    }

    fn completeness(&self) -> String {
        let Counts {
            expected,
            captured,
            waiting,
            missing,
            ..
        } = &self.total;
        if self.is_complete() && *waiting == 0 {
            match self.total.only_counted() {
                0 => format!(
                    "Complete to here: all {expected} events that the homeserver lists are in the archive."
                ),
                _ => format!(
                    "Complete to here: of {expected} events that the homeserver lists {captured} are in the archive, {} stay with \
                     their users as private, {} are in review, {} are excluded by policy.",
                    self.total.private, self.total.in_review, self.total.excluded
                ),
            }
        } else if self.is_complete() {
            format!(
                "Of {expected} events {captured} are in the archive and {waiting} may still come in time; none is missing."
            )
        } else {
            format!(
                "NOT complete: of {expected} events {captured} are in the archive, {waiting} may still come in time, {missing} are missing."
            )
        }
    }
}

impl std::ops::AddAssign<&Counts> for Counts {
    fn add_assign(&mut self, other: &Counts) {
        self.expected += other.expected;
        self.captured += other.captured;
        self.archived += other.archived;
        self.duplicates += other.duplicates;
        self.late += other.late;
        self.before_activation += other.before_activation;
        self.waiting += other.waiting;
        self.missing += other.missing;
        self.beyond += other.beyond;
        self.private += other.private;
        self.in_review += other.in_review;
        self.excluded += other.excluded;
    }
}
