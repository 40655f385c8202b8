//! From a sync response to one unit of work.
//!
//! Reading order: [`response`] reads the JSON without failing on any one event, [`take_in`] is the unit of work, [`room`], `invite` and
//! `small` its parts; [`run`] is the loop around it. The position in the homeserver's stream is written last and commits with
//! everything that came before it (design D2), so a crash anywhere repeats the whole response or nothing. Must not know SQL or HTTP.

mod catch_up;
mod fetching;
mod invite;
mod response;
mod room;
mod run;
mod small;
mod take_in;

#[cfg(test)]
pub(crate) mod tests;

use std::sync::Arc;

pub(crate) use self::{
    catch_up::catch_up,
    fetching::turn,
    run::run,
    take_in::{TakenIn, take_in},
};
use crate::{
    capture::CaptureError,
    clock::Clock,
    e2ee::E2eeError,
    engine::{changes::Changes, health::Health, wakes::Wakes},
    net::matrix::Matrix,
    store::{Store, StoreError},
};

/// What the loops use that read from the homeserver: this one, the filler and the recall. What the last two share is in `fetching`.
#[derive(Clone)]
pub(crate) struct SyncParts {
    pub(crate) store: Store,
    pub(crate) matrix: Arc<Matrix>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) wakes: Arc<Wakes>,
    pub(crate) changes: Changes,
    pub(crate) health: Arc<Health>,
}

/// Why a response could not be taken in. Only [`SyncError::NotJson`] is the homeserver's doing; all others end the loop (invariant 10).
#[derive(Debug, thiserror::Error)]
pub(crate) enum SyncError {
    #[error("sync response is not what the endpoint gives")]
    NotJson,
    #[error("store")]
    Store(#[from] StoreError),
    #[error("capture")]
    Capture(#[from] CaptureError),
    #[error("encryption")]
    E2ee(#[from] E2eeError),
}
