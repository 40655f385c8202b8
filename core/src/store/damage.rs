//! Remembers across restarts that damage was met, so that the next open checks the whole file.

use std::{fs::File, path::PathBuf};

use super::error::StoreError;

pub(super) struct DamageMark(PathBuf);

impl DamageMark {
    pub(super) fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// Passes `outcome` on; leaves the mark if it tells of damage. If even the mark cannot be written, the caller still
    /// gets the error and stops, and the next open meets the same page again.
    pub(super) fn note<T>(&self, outcome: Result<T, StoreError>) -> Result<T, StoreError> {
        if let Err(StoreError::Damaged) = outcome
            && let Err(error) = File::create(&self.0)
        {
            tracing::error!(kind = ?error.kind(), "damage could not be marked");
        }
        outcome
    }
}
