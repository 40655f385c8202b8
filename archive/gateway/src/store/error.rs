//! What can go wrong with storage, cut by what the gateway does about it.

use std::io;

use rusqlite::ErrorCode;
use thiserror::Error;

use crate::log::edge::LogDamaged;

/// A storage error.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The disk takes no more; the same request may succeed later.
    #[error("storage is full")]
    Full,
    /// A file cannot be read or written.
    #[error("file")]
    Io(#[source] io::Error),
    /// The database refuses.
    #[error("database")]
    Sqlite(#[source] rusqlite::Error),
    /// Stored state contradicts itself; nothing is written before a person has looked.
    #[error("storage is damaged: {0}")]
    Damaged(&'static str),
    /// A number from outside does not fit a database integer.
    #[error("number too large to store")]
    TooLarge,
    /// The database was written by a newer gateway.
    #[error("database has schema version {found}, this gateway knows {known}")]
    Newer {
        /// Version in the file.
        found: i64,
        /// Newest version of this program.
        known: i64,
    },
    /// After this error it is unknown what the disk holds; the process must stop and recover from disk.
    #[error("the disk did not confirm a write")]
    Unconfirmed(#[source] Box<StoreError>),
    /// The writer has stopped.
    #[error("the writer has stopped")]
    Stopped,
}

impl StoreError {
    /// Whether the process must stop: only a start from disk shows what was written.
    pub(crate) fn is_fatal(&self) -> bool {
        matches!(self, Self::Unconfirmed(_) | Self::Damaged(_))
    }
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            // A file size limit of the process or its service manager is a full disk to us.
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                Self::Full
            }
            _ => Self::Io(error),
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match &error {
            rusqlite::Error::SqliteFailure(cause, _) => match (cause.code, cause.extended_code) {
                // SQLite reports EFBIG and EDQUOT as a write error.
                (ErrorCode::DiskFull, _) | (_, rusqlite::ffi::SQLITE_IOERR_WRITE) => Self::Full,
                (_, rusqlite::ffi::SQLITE_IOERR_FSYNC | rusqlite::ffi::SQLITE_IOERR_DIR_FSYNC) => {
                    Self::Unconfirmed(Box::new(Self::Sqlite(error)))
                }
                _ => Self::Sqlite(error),
            },
            _ => Self::Sqlite(error),
        }
    }
}

impl From<LogDamaged> for StoreError {
    fn from(_: LogDamaged) -> Self {
        Self::Damaged("the log lacks a hash that its size requires")
    }
}
