//! Fetches history. Fills the holes that limited syncs left: pages through history backwards from where each hole ends, until it
//! meets what was seen before, our own join, or the beginning of what the server shows.
//!
//! The `to` token of the hole is told in its record but not given to the server: history runs in topological order, tokens of a sync do
//! not, and an event that arrived late would be left out between them.
//!
//! After the holes comes what policy wants of before the user's own join (`due`).

mod due;
mod page;
mod run;

#[cfg(test)]
pub(crate) use self::page::{Parts, take_earlier, take_hole};
pub(crate) use self::run::run;
use crate::{capture::CaptureError, e2ee::E2eeError, store::StoreError};

/// Why a page could not be taken in. Only [`FillError::NotJson`] is the homeserver's doing; all others end the loop (invariant 10).
#[derive(Debug, thiserror::Error)]
pub(crate) enum FillError {
    #[error("page of history is not what the endpoint gives")]
    NotJson,
    #[error("store")]
    Store(#[from] StoreError),
    #[error("capture")]
    Capture(#[from] CaptureError),
    #[error("encryption")]
    E2ee(#[from] E2eeError),
}
