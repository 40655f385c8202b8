//! Gathers what the next object holds and under which terms, and seals it. Reads the store, writes nothing.

use std::{ops::RangeInclusive, time::Duration};

use griffie_wire::{
    batch,
    entry::Entry,
    gso1::{self, Header, Kind, Recipient, SealedObject, Suite},
    heartbeat::{self, Journaled},
    ids::{Commitment, EntryNo, Millis, Seq, StreamId},
    key::SigningKey,
    seal_config::SealConfig,
};

use super::{
    batch::{Limits, due_in, next_batch},
    next::{SealingError, Urgency},
};
use crate::store::{
    Connection, Store, StoreError, config,
    identity::{self, Identity},
    journal,
    outbox::{self, Contents, Tail},
};

/// A device that has nothing to say still says so this often (reference/sealing.md 2.4).
const HEARTBEAT: Duration = Duration::from_secs(24 * 3600);

/// A device whose segment is longer than this tells meanwhile how far its journal has come: who loses it knows what is lost (decision 27).
const UNSEALED: Duration = Duration::from_secs(6 * 3600);

/// What the store says about the next object.
pub(super) enum Next {
    /// This is due.
    Due(Box<Draft>),
    /// Nothing is due for this long.
    Wait(Duration),
    /// Something is due, but the seal configuration may not be used at this time.
    NotValid,
}

/// An object before it is sealed.
pub(super) struct Draft {
    pub(super) header: Header,
    pub(super) contents: Contents,
    prev: Commitment,
    /// The end of the journal, when that is not sealed yet.
    journaled: Option<Journaled>,
    entries: Vec<Entry>,
    suite: u8,
    recipients: Vec<Recipient>,
    key: SigningKey,
}

impl Draft {
    /// Compresses, pads, seals and signs.
    pub(super) fn seal(&self) -> Result<SealedObject, SealingError> {
        let payload = match self.contents {
            Contents::Batch(_) => batch::encode(&self.header, &self.prev, &self.entries)?,
            Contents::Heartbeat => heartbeat::encode(&self.header, &self.prev, self.journaled),
        };
        let suite = Suite::try_from(self.suite).map_err(|_| SealingError::UnknownSuite)?;
        Ok(gso1::seal(
            suite,
            &self.header,
            &self.recipients,
            &payload,
            &self.key,
        )?)
    }

    /// Whether it still stands on the end of the chain and on the configuration in force.
    pub(super) fn stands(&self, c: &Connection) -> Result<bool, StoreError> {
        let accepted = config::accepted(c)?.ok_or(StoreError::NotSignedIn)?;
        Ok(outbox::tail(c)?.object_id == self.header.prev_object_id
            && accepted.seal_config.version == self.header.seal_config_version
            && accepted.policy.version == self.header.policy_version)
    }
}

/// Decides what is due at `now` and gathers it.
///
/// The end of the chain is read before anything that follows from it: if another object comes in between, the draft stands on an
/// old end, and whoever stores it finds that out.
pub(super) fn next(store: &Store, now: Millis, urgency: Urgency) -> Result<Next, StoreError> {
    let (tail, identity, accepted) =
        store.read(|c| Ok((outbox::tail(c)?, identity::require(c)?, config::accepted(c)?)))?;
    let accepted = accepted.ok_or(StoreError::NotSignedIn)?;
    let limits = match urgency {
        Urgency::WhenDue => Limits::of(&accepted.policy),
        Urgency::AtOnce => Limits::of(&accepted.policy).at_once(),
    };
    let pending = store.read(|c| outbox::pending(c, tail.last_entry, limits.max_entries))?;
    let sign_of_life = heartbeat_in(&tail, pending.is_empty(), now);
    let contents = match next_batch(&pending, limits, now) {
        Some(range) => Contents::Batch(range),
        None if sign_of_life.is_some_and(|wait| wait.is_zero()) => Contents::Heartbeat,
        None => {
            let waits = [due_in(&pending, limits, now), sign_of_life];
            return Ok(Next::Wait(waits.into_iter().flatten().min().unwrap_or(HEARTBEAT)));
        }
    };
    let gateway_now = Millis(now.0.saturating_add_signed(identity.clock_offset_ms));
    if accepted.seal_config.check_valid_at(gateway_now).is_err() {
        return Ok(Next::NotValid);
    }
    let terms = Terms {
        policy_version: accepted.policy.version,
        seal_config: accepted.seal_config,
    };
    Ok(Next::Due(Box::new(draft(
        store, &identity, terms, &tail, contents, now,
    )?)))
}

struct Terms {
    policy_version: u32,
    seal_config: SealConfig,
}

fn draft(
    store: &Store,
    identity: &Identity,
    terms: Terms,
    tail: &Tail,
    contents: Contents,
    now: Millis,
) -> Result<Draft, StoreError> {
    let (kind, range) = match &contents {
        Contents::Batch(range) => (Kind::Batch, Some(range.clone())),
        Contents::Heartbeat => (Kind::Heartbeat, None),
    };
    let entries = match &range {
        Some(range) => store.read(|c| outbox::entries(c, range))?,
        None => Vec::new(),
    };
    let (first_entry, last_entry) = range.map_or((EntryNo(0), EntryNo(0)), RangeInclusive::into_inner);
    let header = Header {
        kind,
        tenant: identity.tenant,
        device: identity.device,
        epoch: identity.epoch,
        seq: Seq(tail.seq.0 + 1),
        prev_object_id: tail.object_id,
        n_entries: u32::try_from(entries.len()).map_err(|_| StoreError::Malformed("batch range"))?,
        first_entry,
        last_entry,
        codec: if kind == Kind::Batch {
            batch::CODEC_PER_ROOM
        } else {
            batch::CODEC_STORED
        },
        created: now,
        policy_version: terms.policy_version,
        seal_config_version: terms.seal_config.version,
        stream_id: StreamId::NONE,
    };
    let recipients = terms.seal_config.recipients.into_iter();
    Ok(Draft {
        header,
        contents,
        prev: store.read(|c| journal::commitment_at(c, tail.last_entry))?,
        journaled: unsealed(store, tail)?,
        entries,
        suite: terms.seal_config.suite,
        recipients: recipients.map(Recipient::from).collect(),
        key: SigningKey::from_seed(&*store.read(identity::device_seed)?),
    })
}

/// The last entry of the journal, unless an object has it.
fn unsealed(store: &Store, tail: &Tail) -> Result<Option<Journaled>, StoreError> {
    let head = store.read(journal::head)?;
    Ok((head.seq > tail.last_entry).then_some(Journaled {
        entry: head.seq,
        commitment: head.commitment,
    }))
}

/// How long until a sign of life is due; `None` before the first object, which the activation record brings.
fn heartbeat_in(tail: &Tail, all_sealed: bool, now: Millis) -> Option<Duration> {
    let silent = Duration::from_millis(now.0.abs_diff(tail.created.0));
    let every = if all_sealed { HEARTBEAT } else { UNSEALED };
    (tail.seq.0 > 0).then(|| every.saturating_sub(silent))
}
