//! The send queue (design D6): what the user sent goes out in the order of each room, encrypted once, under a fixed transaction id.
//!
//! Reading order: [`run`] is the loop; `step` takes one row one try further (upload, fix what travels, send); `verdict` reads the
//! homeserver's answer; [`settle`] tells the journal. A kill anywhere repeats the same bytes under the same transaction id, which
//! the homeserver takes for the same event. Before each try it is noted that the message may have left: until then it can be taken back. Must not know how messages are composed.

mod run;
mod settle;
mod step;
mod upload;
mod verdict;

use std::{collections::BTreeSet, sync::Arc};

use parking_lot::Mutex;

pub(crate) use self::{run::run, settle::settle_sent};
use super::{media::MediaDir, transfer::Transfers};
use crate::{
    clock::Clock,
    engine::{changes::Changes, wakes::Wakes},
    net::matrix::Matrix,
    store::{Store, StoreError},
};

/// What the loop uses.
#[derive(Clone)]
pub(crate) struct QueueParts {
    pub(crate) store: Store,
    pub(crate) matrix: Arc<Matrix>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) wakes: Arc<Wakes>,
    pub(crate) changes: Changes,
    pub(crate) dir: MediaDir,
    pub(crate) transfers: Transfers,
    /// Rooms that the homeserver says are not encrypted; each is asked about once before anything goes there in clear.
    pub(crate) in_clear: Arc<Mutex<BTreeSet<String>>>,
}

/// Why the loop ended: what is sent cannot be recorded, so nothing goes on (invariant 10).
#[derive(Debug, thiserror::Error)]
pub(crate) enum QueueError {
    #[error("store")]
    Store(#[from] StoreError),
    #[error("media directory")]
    Io(#[from] std::io::Error),
}
