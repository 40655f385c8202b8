//! How things stand with the archive: one colour, the numbers behind it, and when something last went.

use griffie_wire::{ids::Millis, record::GapCause};
use serde::Serialize;

use super::{Griffie, Parts};
use crate::{
    error::Error,
    outbox::{self, Light, Signs, light},
    store::{
        StoreError,
        archive::{self, Counts},
        attachment, gap, pending_key, queue, routing,
    },
};

/// A picture of the moment. Times are UTC milliseconds by this device's clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArchiveState {
    /// All of it in one colour.
    pub light: Light,
    /// Records ever journaled.
    pub journaled: u64,
    /// Of these, in no sealed object yet.
    pub unsealed: u64,
    /// Sealed objects that the gateway has not taken.
    pub queued: u64,
    /// Sealed objects without a final receipt.
    pub unreceipted: u64,
    /// Of these, refused by gateway or vault.
    pub refused: u64,
    /// Records that were pruned after a final receipt.
    pub pruned: u64,
    /// When an object was last sealed.
    pub last_sealed: Option<u64>,
    /// When a final receipt last came.
    pub last_final: Option<u64>,
    /// Messages on their way out.
    pub pending_sends: u64,
    /// Files to be fetched from the homeserver or carried to the gateway.
    pub pending_media: u64,
    /// Holes in rooms that are still being filled.
    pub open_gaps: u64,
    /// Events that wait for their key.
    pub pending_keys: u64,
    /// Alarms ever journaled.
    pub alarms: u64,
    /// With [`Light::Attention`]: stable word for what to look at first.
    pub attention: Option<String>,
    /// Why sending is blocked, if it is.
    pub blocked: Option<String>,
}

struct Found {
    counts: Counts,
    last: archive::Last,
    pending: [u64; 4],
    alarms: u64,
    unresolved: Option<String>,
    refused: Option<String>,
    halted: Option<String>,
}

impl Griffie {
    /// How things stand with the archive.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn archive_state(&self) -> Result<ArchiveState, Error> {
        Ok(self.parts.archive_state()?)
    }
}

impl Parts {
    fn archive_state(&self) -> Result<ArchiveState, StoreError> {
        let found = self.store.read(|c| {
            Ok(Found {
                counts: archive::counts(c)?,
                last: archive::last(c)?,
                pending: [
                    queue::count_waiting(c)?,
                    attachment::count_wanted(c)? + attachment::count_uploads(c)?,
                    gap::count_open(c, GapCause::LimitedSync)?,
                    pending_key::count(c)?,
                ],
                alarms: routing::alarms(c)?.0,
                unresolved: routing::unresolved(c)?,
                refused: archive::refused(c)?,
                halted: routing::routing(c)?.halted,
            })
        })?;
        let blocked = match outbox::archive_state(&self.store)? {
            outbox::ArchiveState::Open => None,
            outbox::ArchiveState::Blocked(code) => Some(code.to_owned()),
        };
        Ok(self.picture(found, blocked))
    }

    fn picture(&self, found: Found, blocked: Option<String>) -> ArchiveState {
        let Found { counts, pending, .. } = found;
        let [pending_sends, pending_media, open_gaps, pending_keys] = pending;
        let ill = self.health.longest();
        let signs = Signs {
            blocked: blocked.as_deref(),
            halted: found.halted.as_deref(),
            refused: found.refused.as_deref(),
            alarm: found.unresolved.as_deref(),
            ill: ill.as_ref().map(|(code, lasts)| (code.as_str(), *lasts)),
            waiting: counts.unsealed + counts.unreceipted + pending_media,
        };
        let (light, attention) = light(&signs);
        ArchiveState {
            light,
            journaled: counts.entries,
            unsealed: counts.unsealed,
            queued: counts.outbox,
            unreceipted: counts.unreceipted,
            refused: counts.rejected,
            pruned: counts.pruned,
            last_sealed: found.last.sealed.map(|Millis(at)| at),
            last_final: found.last.receipt.map(|Millis(at)| at),
            pending_sends,
            pending_media,
            open_gaps,
            pending_keys,
            alarms: found.alarms,
            attention: attention.map(str::to_owned),
            blocked,
        }
    }
}
