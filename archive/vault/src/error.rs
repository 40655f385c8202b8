//! What stops the vault itself, as opposed to [`crate::Fault`], which is what is wrong with one object.

use griffie_wire::gso1::OpenerError;
use thiserror::Error;

use crate::{
    fault::{Fault, Hold},
    fetch::FetchError,
    keep::files::FilesError,
    keys::KeysError,
    store::StoreError,
};

/// The vault could not do its work; nothing was half done, run it again when the cause is gone.
#[derive(Debug, Error)]
pub enum VaultError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The files.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// The keys.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// The gateway.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// The holder of the archive key does not work; says nothing about any object.
    #[error("the holder of the archive key is not available")]
    KeyHolder(#[source] OpenerError),
    /// `init` or `seal-config sign` did not run in this folder.
    #[error("the vault has no {0}; run {1} first")]
    NotSetUp(&'static str, &'static str),
    /// A setting that was fixed before has another value now.
    #[error("the vault is set up with another {0}")]
    OtherSetting(&'static str),
    /// The vault's folder holds something that it did not write.
    #[error("{0} in the vault's folder does not make sense")]
    Malformed(&'static str),
    /// The gateway's answer cannot be used and nothing can be taken in until it is right again.
    #[error("the gateway's log cannot be followed: {0}")]
    Log(Fault),
    /// Files outside the vault, for exports and signed documents.
    #[error("{0}")]
    Outside(String, #[source] std::io::Error),
}

impl VaultError {
    /// Whether more space is all that is needed.
    #[must_use]
    pub const fn is_full(&self) -> bool {
        matches!(
            self,
            Self::Store(StoreError::Full) | Self::Files(FilesError::Full)
        )
    }
}

impl From<rusqlite::Error> for VaultError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Why an object does not go on through the pipeline.
#[derive(Debug)]
pub(crate) enum Stop {
    /// It is wrong: quarantine it.
    Fault { fault: Fault, entry: Option<u64> },
    /// It has to wait.
    Hold(Hold),
    /// The vault cannot go on.
    Error(VaultError),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault { fault, entry: None }
    }
}

impl From<Hold> for Stop {
    fn from(hold: Hold) -> Self {
        Self::Hold(hold)
    }
}

impl From<VaultError> for Stop {
    fn from(error: VaultError) -> Self {
        Self::Error(error)
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Error(error.into())
    }
}

impl From<FilesError> for Stop {
    fn from(error: FilesError) -> Self {
        Self::Error(error.into())
    }
}

impl Stop {
    /// Says at which entry a fault was found.
    pub(crate) fn at(self, entry: u64) -> Self {
        match self {
            Self::Fault { fault, entry: None } => Self::Fault {
                fault,
                entry: Some(entry),
            },
            other => other,
        }
    }
}
