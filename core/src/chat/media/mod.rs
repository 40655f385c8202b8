//! Files that events refer to: found in events, fetched, checked, and made ready for the archive (design D8).
//!
//! Reading order: [`want`] reads an event's content; [`run`] is the loop; `fetch` downloads, `verdict` says when
//! to give up, `inspect` checks and seals, `settle` tells the journal; `save` opens a file for the user, from its `source`; `thumbnail` makes a small picture of it; [`MediaDir`] is where files lie. Files of encrypted rooms stay the Matrix
//! ciphertext; only what the homeserver has in clear is sealed for the archive. Must not know timelines or gateways.

mod dir;
mod fetch;
mod inspect;
mod leave;
mod own;
mod run;
mod save;
mod seal;
mod settle;
mod source;
mod thumbnail;
mod verdict;
mod want;

use std::sync::Arc;

pub(crate) use self::{
    dir::MediaDir,
    leave::remove_files,
    own::{LocalFile, TakeInError, take_in},
    run::run,
    save::save,
    settle::settle_own,
    thumbnail::thumbnail,
    want::want,
};
use super::transfer::Transfers;
use crate::{
    clock::Clock,
    engine::{changes::Changes, wakes::Wakes},
    net::matrix::Matrix,
    store::{Store, StoreError},
};

/// What the loop uses.
#[derive(Clone)]
pub(crate) struct MediaParts {
    pub(crate) store: Store,
    pub(crate) matrix: Arc<Matrix>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) wakes: Arc<Wakes>,
    pub(crate) changes: Changes,
    pub(crate) dir: MediaDir,
    pub(crate) transfers: Transfers,
}

/// Why the loop ended: the evidence cannot be kept, so nothing goes on (invariant 10).
#[derive(Debug, thiserror::Error)]
pub(crate) enum MediaError {
    #[error("store")]
    Store(#[from] StoreError),
    #[error("media directory")]
    Io(#[from] std::io::Error),
    #[error("sealing a file")]
    Seal(#[from] seal::SealFileError),
    #[error("a worker thread ended early")]
    Worker,
}
