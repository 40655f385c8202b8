//! Why the ledger does not do what was asked.

use std::path::PathBuf;

use thiserror::Error;

use crate::{keys::KeysError, store::StoreError};

/// The ledger could not do its work; nothing was half done, run it again when the cause is gone.
#[derive(Debug, Error)]
pub enum LedgerError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Its key.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// Files and sockets.
    #[error("files or sockets of the ledger")]
    Io(#[from] std::io::Error),
    /// There is no ledger in this folder.
    #[error("{0} is not there; run `griffie-vault ledger init` first")]
    NoLedger(PathBuf),
    /// `init` did not come to its end.
    #[error("the ledger has no {0}; run `griffie-vault ledger init` in a new folder")]
    NotSetUp(&'static str),
    /// What was given for the registration.
    #[error("{0} is not usable: {1}")]
    Unusable(&'static str, &'static str),
    /// The homeserver cannot be asked now.
    #[error("the homeserver's admin API does not answer")]
    Away(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The homeserver refuses.
    #[error(
        "the homeserver's admin API answers {0}; 401 and 403 mean that the token is not of a server admin"
    )]
    Refused(u16),
    /// The homeserver's answer is not what its documentation says.
    #[error("the homeserver's answer is not as documented: {0}")]
    Answer(&'static str),
}

impl LedgerError {
    /// Whether the cause may go away without us.
    pub(crate) const fn passes(&self) -> bool {
        match self {
            Self::Away(_) | Self::Answer(_) | Self::Store(StoreError::Full) => true,
            Self::Refused(status) => *status >= 500 || *status == 429,
            _ => false,
        }
    }
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}
