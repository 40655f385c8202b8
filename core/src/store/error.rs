//! What can go wrong with the database, cut by what the caller can do about it.

use std::path::PathBuf;

use griffie_wire::entry::EntryError;
use matrix_sdk_crypto::CryptoStoreError;
use rusqlite::{ErrorCode, ffi};

/// An error of the store. Its text never holds content, names, keys or tokens (invariant 9).
#[derive(Debug, thiserror::Error)]
pub(crate) enum StoreError {
    /// The key is not the one the database was made with. Nothing was touched.
    #[error("the database was made with another key")]
    WrongKey,
    /// The database could not be read and was set aside, with its companions, under this path (invariant 8).
    #[error("the database is corrupt and was set aside")]
    Corrupt { set_aside: PathBuf },
    /// Damage was met while the database was in use. The next open checks it and sets it aside if need be.
    #[error("the database is damaged")]
    Damaged,
    /// No room on the disk, or a quota or file size limit was reached (invariant 10).
    #[error("the disk is full")]
    Full,
    /// Another process, or another `Store` in this one, has the directory open.
    #[error("the data directory is in use by another process")]
    InUse,
    /// The linked SQLite lacks the fix of the WAL-reset bug.
    #[error("sqlite {found} is too old")]
    TooOldSqlite { found: i32 },
    /// The database was written by a newer Griffie.
    #[error("the database has schema {found}, newer than this version knows")]
    NewerSchema { found: u32 },
    /// No identity, or no Matrix device, is stored yet.
    #[error("not signed in")]
    NotSignedIn,
    /// A step of this unit of work failed earlier, so it cannot be committed.
    #[error("unit of work {0} has failed")]
    UnitFailed(&'static str),
    /// A stored value does not have the form it was written in.
    #[error("stored {0} is malformed")]
    Malformed(&'static str),
    /// A value could not be turned into, or read from, its stored form.
    #[error("stored value")]
    Encoding(#[from] serde_json::Error),
    /// A fact has no canonical form, so it cannot be journaled as it is.
    #[error("record")]
    Record(#[from] EntryError),
    /// The system gives no random bytes.
    #[error("no randomness from the system")]
    NoRandomness,
    /// The Olm machine refused what was stored.
    #[error("encryption state")]
    Crypto(#[source] Box<CryptoStoreError>),
    /// A file operation outside SQLite.
    #[error("data directory")]
    Io(#[source] std::io::Error),
    /// Anything else that SQLite says.
    #[error("database")]
    Sqlite(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let Some(found) = error.sqlite_error() else {
            return Self::Sqlite(error);
        };
        match (found.code, found.extended_code) {
            (ErrorCode::DiskFull, _) => Self::Full,
            // SQLite turns ENOSPC into SQLITE_FULL itself; a quota (EDQUOT), a file size limit (EFBIG) and a shared
            // memory file that cannot grow come in these forms.
            (_, ffi::SQLITE_IOERR_WRITE | ffi::SQLITE_IOERR_SHMSIZE) => Self::Full,
            (ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase, _) => Self::Damaged,
            _ => Self::Sqlite(error),
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull
            | std::io::ErrorKind::QuotaExceeded
            | std::io::ErrorKind::FileTooLarge => Self::Full,
            _ => Self::Io(error),
        }
    }
}

impl From<StoreError> for CryptoStoreError {
    fn from(error: StoreError) -> Self {
        Self::backend(error)
    }
}

impl From<CryptoStoreError> for StoreError {
    /// Takes our own error back out if the Olm machine only passed it on, so that `Full` stays `Full`.
    fn from(error: CryptoStoreError) -> Self {
        match error {
            CryptoStoreError::Backend(inner) => match inner.downcast::<StoreError>() {
                Ok(ours) => *ours,
                Err(other) => Self::Crypto(Box::new(CryptoStoreError::Backend(other))),
            },
            CryptoStoreError::Serialization(error) => Self::Encoding(error),
            other => Self::Crypto(Box::new(other)),
        }
    }
}
