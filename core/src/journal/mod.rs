//! The chain of records: how a fact becomes an entry. Pure; where entries are kept is `store::journal`'s business.
//!
//! Reading order: [`Author`], [`write`], [`event_id`]. Requirements 000-RO-01 and following: every fact with its context, once.

use griffie_wire::{
    entry::{Entry, EntryError},
    ids::{EntryNo, Millis},
    record::{Fact, Record, RoomThen, SCHEMA},
};
use uuid::Builder;

/// Whose journal this is, and the policy in force: the same for every record until either changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Author {
    pub(crate) custodian: String,
    pub(crate) matrix_device: String,
    pub(crate) policy_version: u32,
}

/// Randomness that one entry needs: its salt and the random part of its record id.
#[derive(Clone, Copy)]
pub(crate) struct EntryRandom {
    pub(crate) salt: [u8; 32],
    pub(crate) id: [u8; 10],
}

/// The entry that tells `fact`, as number `seq` of the journal.
pub(crate) fn write(
    author: &Author,
    seq: EntryNo,
    now: Millis,
    random: EntryRandom,
    room: Option<RoomThen>,
    fact: Fact,
) -> Result<Entry, EntryError> {
    let record_id = Builder::from_unix_timestamp_millis(now.0, &random.id)
        .into_uuid()
        .to_string();
    let record = Record {
        schema: SCHEMA,
        record_id,
        seq,
        custodian: author.custodian.clone(),
        matrix_device: author.matrix_device.clone(),
        captured_at: now,
        core_version: env!("CARGO_PKG_VERSION").to_owned(),
        policy_version: author.policy_version,
        room,
        fact,
    };
    Entry::new(&record, random.salt)
}

/// The Matrix event a fact is about, for finding its records again.
pub(crate) fn event_id(fact: &Fact) -> Option<&str> {
    match fact {
        Fact::Event(event) => Some(&event.event_id),
        Fact::LateKey(late) => Some(&late.event_id),
        Fact::Gap(gap) => gap.event_id.as_deref(),
        Fact::SendResult(result) => result.event_id.as_deref(),
        Fact::Attachment(file) => Some(&file.event_id),
        Fact::Activated(_)
        | Fact::Restarted { .. }
        | Fact::GapClosed(_)
        | Fact::SendIntent(_)
        | Fact::Members(_)
        | Fact::SessionKey(_)
        | Fact::Receipts(_)
        | Fact::KeyShared(_)
        | Fact::Config(_)
        | Fact::Alarm(_)
        | Fact::Label(_)
        | Fact::Withheld(_)
        | Fact::Disclosed(_) => None,
    }
}
