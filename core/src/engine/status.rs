//! One picture of how things stand: what waits where, what was refused, which parts complain. Counts and codes only.

use std::collections::BTreeMap;

use griffie_wire::record::GapCause;
use serde::Serialize;

use super::{Griffie, Parts};
use crate::{
    error::Error,
    outbox::{ArchiveState, archive_state},
    store::{
        StoreError,
        activation::{self, Step},
        archive::{self, Counts},
        aside, attachment, gap, identity, pending_key, queue, routing, sync_state,
    },
};

/// Where the core is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LifeState {
    /// Nobody has activated this device.
    New,
    /// An activation was begun and not finished.
    Activating,
    /// Signed in, not running.
    Stopped,
    /// Syncing, sending, routing.
    Running,
    /// A part cannot do its work, so nothing runs (invariant 10); `errors` says which.
    Failed,
}

/// A picture of the moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Status {
    /// Where the core is in its life.
    pub state: LifeState,
    /// Matrix user id.
    pub user_id: Option<String>,
    /// Our device id at the gateway, hex.
    pub device: Option<String>,
    /// Records ever journaled.
    pub journal_entries: u64,
    /// Of these, in no sealed object yet.
    pub journal_unsealed: u64,
    /// Records that wait for the end of their review window, or of which a label says that they stay.
    pub in_review: u64,
    /// Records that stay on this device because of their label.
    pub kept_private: u64,
    /// Sealed objects that the gateway has not taken.
    pub outbox: u64,
    /// Sealed objects without a final receipt.
    pub unreceipted: u64,
    /// Of these, refused by gateway or vault.
    pub refused: u64,
    /// Messages on their way out.
    pub pending_sends: u64,
    /// Files to be fetched from the homeserver or carried to the gateway.
    pub pending_media: u64,
    /// Holes in rooms that are still being filled. Other gaps are told in the timeline and may stay for ever.
    pub open_gaps: u64,
    /// Events that wait for their key.
    pub pending_keys: u64,
    /// Records that were pruned after a final receipt.
    pub entries_pruned: u64,
    /// Alarms ever journaled.
    pub alarms: u64,
    /// Code of the last of them.
    pub last_alarm: Option<String>,
    /// Events of types that this version has no name for, by type: kept whole, and a reason to look for an update.
    pub unknown_types: BTreeMap<String, u64>,
    /// Why sending is blocked, if it is.
    pub archive_blocked: Option<String>,
    /// Every part that cannot do its work now, with the code of why.
    pub errors: BTreeMap<&'static str, String>,
}

struct Stored {
    state: LifeState,
    user_id: Option<String>,
    device: Option<String>,
    counts: Counts,
    review: (u64, u64),
    pending: [u64; 4],
    alarms: (u64, Option<String>),
    halted: Option<String>,
    unknown_types: BTreeMap<String, u64>,
}

impl Griffie {
    /// How things stand.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub async fn status(&self) -> Result<Status, Error> {
        let stored = self.parts.stored()?;
        let blocked = match archive_state(&self.parts.store)? {
            ArchiveState::Open => None,
            ArchiveState::Blocked(code) => Some(code.to_owned()),
        };
        let [pending_sends, pending_media, open_gaps, pending_keys] = stored.pending;
        Ok(Status {
            state: self.parts.life_state(stored.state),
            user_id: stored.user_id,
            device: stored.device,
            journal_entries: stored.counts.entries,
            journal_unsealed: stored.counts.unsealed,
            in_review: stored.review.0,
            kept_private: stored.review.1,
            outbox: stored.counts.outbox,
            unreceipted: stored.counts.unreceipted,
            refused: stored.counts.rejected,
            pending_sends,
            pending_media,
            open_gaps,
            pending_keys,
            entries_pruned: stored.counts.pruned,
            alarms: stored.alarms.0,
            last_alarm: stored.alarms.1,
            unknown_types: stored.unknown_types,
            archive_blocked: blocked,
            errors: self.parts.errors(stored.halted),
        })
    }
}

impl Parts {
    fn stored(&self) -> Result<Stored, StoreError> {
        self.store.read(|c| {
            let identity = identity::load(c)?;
            let media = attachment::count_wanted(c)? + attachment::count_uploads(c)?;
            let holes = gap::count_open(c, GapCause::LimitedSync)?;
            Ok(Stored {
                state: match activation::read(c)?.map(|activation| activation.step) {
                    None => LifeState::New,
                    Some(Step::Active) => LifeState::Stopped,
                    Some(_) => LifeState::Activating,
                },
                user_id: identity.as_ref().map(|identity| identity.user_id.clone()),
                device: identity.as_ref().map(|identity| identity.device.to_string()),
                counts: archive::counts(c)?,
                review: aside::counts(c)?,
                pending: [queue::count_waiting(c)?, media, holes, pending_key::count(c)?],
                alarms: routing::alarms(c)?,
                halted: routing::routing(c)?.halted,
                unknown_types: sync_state::unknown_types(c)?.into_iter().collect(),
            })
        })
    }

    fn life_state(&self, stored: LifeState) -> LifeState {
        match stored {
            LifeState::Stopped if self.life.failure().is_some() => LifeState::Failed,
            LifeState::Stopped if self.life.is_running() => LifeState::Running,
            other => other,
        }
    }

    fn errors(&self, halted: Option<String>) -> BTreeMap<&'static str, String> {
        let halted = halted.map(|code| ("route", code));
        halted.into_iter().chain(self.health.complaints()).collect()
    }
}
