//! Why the database did not do what was asked, cut by what the operator can do about it.

use rusqlite::ErrorCode;
use thiserror::Error;

/// A failure of the database.
#[derive(Debug, Error)]
pub enum StoreError {
    /// Make room and run again: nothing was half written.
    #[error("no space left for the database")]
    Full,
    /// Another store key, or damage; the file is not touched.
    #[error("the database cannot be opened with this store key, or it is damaged")]
    WrongKey,
    /// Written by a later version of the vault.
    #[error("the database has schema {version}, which is newer than this program")]
    TooNew {
        /// Its schema version.
        version: usize,
    },
    /// A row that this program cannot have written.
    #[error("row of table {0} does not make sense")]
    Row(&'static str),
    /// Anything else.
    #[error("database")]
    Sqlite(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        // A write that the system refuses for want of space comes as one or the other, depending on the file.
        let full = matches!(&error, rusqlite::Error::SqliteFailure(cause, _)
            if cause.code == ErrorCode::DiskFull
                || (cause.code == ErrorCode::SystemIoFailure && cause.extended_code == rusqlite::ffi::SQLITE_IOERR_WRITE));
        if full { Self::Full } else { Self::Sqlite(error) }
    }
}
