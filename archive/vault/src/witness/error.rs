//! Why a witness does not do what was asked.

use griffie_wire::note::{BadVerifierKey, NoteError};
use thiserror::Error;

use crate::{keys::KeysError, store::StoreError};

/// The witness could not do its work; nothing was half done.
#[derive(Debug, Error)]
pub enum WitnessError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Its keys.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// Files and sockets.
    #[error("files or sockets of the witness")]
    Io(#[from] std::io::Error),
    /// The name of the witness.
    #[error("name of the witness")]
    Name(#[from] NoteError),
    /// The key of a log.
    #[error("key of a log")]
    Log(#[from] BadVerifierKey),
    /// A log of this name is followed already, under another key.
    #[error("a log of this name is followed already, under another key")]
    OtherLog,
    /// `init` did not come to its end.
    #[error("there is no witness in this folder; run `griffie-vault witness init` first")]
    NotSetUp,
}

impl From<rusqlite::Error> for WitnessError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}
