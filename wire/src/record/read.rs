//! Between a record and its canonical bytes.

use thiserror::Error;

use super::{OLDEST_SCHEMA, Record, SCHEMA};
use crate::canonical::{CanonicalError, to_canonical};

/// Why bytes and record do not match.
#[derive(Debug, Error)]
pub enum RecordError {
    /// The record has no canonical form.
    #[error("record has no canonical form")]
    Canonical(#[from] CanonicalError),
    /// The bytes are no record. The source is kept out: it may quote content.
    #[error("bytes are no record (line {line}, column {column})")]
    Malformed {
        /// Line of the fault.
        line: usize,
        /// Column of the fault.
        column: usize,
    },
    /// Written by a newer or unknown version.
    #[error("record schema {0} is not known")]
    UnknownSchema(u16),
    /// The bytes are a record, but in another spelling than the canonical one or with fields that do not exist.
    #[error("record is not canonical")]
    NotCanonical,
    /// What a disclosure brings is not a record of its entry, custodian and room.
    #[error("what is disclosed is not the record of its entry")]
    NotDisclosed,
}

impl Record {
    /// The canonical bytes (RFC 8785).
    ///
    /// # Errors
    /// [`RecordError::Canonical`] when a number is no safe integer.
    pub fn to_canonical(&self) -> Result<Vec<u8>, RecordError> {
        Ok(to_canonical(self)?)
    }

    /// Reads canonical bytes; any other spelling of the same record is refused.
    ///
    /// # Errors
    /// [`RecordError`] when the bytes are not exactly what [`Self::to_canonical`] writes.
    pub fn from_canonical(bytes: &[u8]) -> Result<Self, RecordError> {
        let record: Self = serde_json::from_slice(bytes).map_err(|error| RecordError::Malformed {
            line: error.line(),
            column: error.column(),
        })?;
        if !(OLDEST_SCHEMA..=SCHEMA).contains(&record.schema) {
            return Err(RecordError::UnknownSchema(record.schema));
        }
        if record.to_canonical()? != bytes {
            return Err(RecordError::NotCanonical);
        }
        Ok(record)
    }
}
