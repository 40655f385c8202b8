//! Why nothing, or not all, was carried, cut by what a person can do about it.

use std::io::{self, ErrorKind};

use crate::{error::Error, route::RouteError, store::StoreError};

/// An error of carrying.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CarryError {
    /// There is no such folder.
    #[error("no stick")]
    Missing,
    /// No room on it, or none for a file of this size.
    #[error("stick is full")]
    Full,
    /// Nothing may be written on it.
    #[error("stick is read-only")]
    ReadOnly,
    /// Something else stands where ours belongs; it was left as it is.
    #[error("stick holds something else under our names")]
    Occupied,
    /// No receipts for this device are on it.
    #[error("stick has no receipts for this device")]
    NoReceipts,
    /// What should be receipts is something else.
    #[error("receipts on the stick are malformed")]
    Malformed,
    /// It was pulled out, or is broken.
    #[error("stick")]
    Stick(#[source] io::Error),
    #[error("store")]
    Store(#[from] StoreError),
    #[error("route")]
    Route(#[from] RouteError),
    #[error("a worker thread ended early")]
    Worker,
}

impl CarryError {
    /// What an error of the stick's file system means.
    pub(super) fn of_stick(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::Missing,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Self::Full,
            ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => Self::ReadOnly,
            _ => Self::Stick(error),
        }
    }
}

impl From<CarryError> for Error {
    fn from(error: CarryError) -> Self {
        let rejected = |code: &str| Self::Rejected {
            code: code.to_owned(),
        };
        match error {
            CarryError::Missing => rejected("stick_missing"),
            CarryError::Full => rejected("stick_full"),
            CarryError::ReadOnly => rejected("stick_read_only"),
            CarryError::Occupied => rejected("stick_occupied"),
            CarryError::NoReceipts => rejected("stick_without_receipts"),
            CarryError::Malformed => rejected("stick_malformed"),
            CarryError::Stick(_) => rejected("stick_unreadable"),
            CarryError::Store(error) => error.into(),
            CarryError::Route(error) => error.into(),
            CarryError::Worker => Self::Bug {
                code: "worker".to_owned(),
            },
        }
    }
}
