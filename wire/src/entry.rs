//! A journal entry: one canonical record, its salt, and the commitment that chains it to all entries before it.
//!
//! The salt travels sealed beside the record: whoever sees only commitments cannot test guesses against them.

use std::fmt;

use thiserror::Error;

use crate::{
    ids::{Commitment, EntryNo, Sha256Hasher},
    record::{Record, RecordError},
};

const DOMAIN: &[u8] = b"griffie-entry\0";

/// One line of the journal, as it is stored on the device and travels in a batch.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// Place in the epoch.
    pub seq: EntryNo,
    /// 32 random bytes, fresh for every entry.
    pub salt: [u8; 32],
    /// Room the record belongs to; it decides the frame the entry is compressed in.
    pub room: Option<String>,
    /// Canonical JSON of the [`Record`]; never re-encoded.
    pub record: Vec<u8>,
}

/// Why an entry and the record inside it do not belong together.
#[derive(Debug, Error)]
pub enum EntryError {
    /// The record cannot be written or read.
    #[error("record is not valid")]
    Record(#[from] RecordError),
    /// The record carries another number than its entry.
    #[error("record has another number than its entry")]
    OtherSeq,
    /// The record names another room than its entry.
    #[error("record has another room than its entry")]
    OtherRoom,
}

impl Entry {
    /// The entry of `record` with this salt.
    ///
    /// # Errors
    /// [`EntryError::Record`] when the record has no canonical form.
    pub fn new(record: &Record, salt: [u8; 32]) -> Result<Self, EntryError> {
        let room = record.room.as_ref().map(|room| room.room_id.clone());
        Ok(Self {
            seq: record.seq,
            salt,
            room,
            record: record.to_canonical()?,
        })
    }

    /// `SHA-256("griffie-entry\0" || prev || salt || record)`.
    #[must_use]
    pub fn commitment(&self, prev: &Commitment) -> Commitment {
        let mut hasher = Sha256Hasher::new();
        hasher.update(DOMAIN);
        hasher.update(prev.as_bytes());
        hasher.update(&self.salt);
        hasher.update(&self.record);
        Commitment::from_bytes(*hasher.finish().as_bytes())
    }

    /// Reads the record and checks that it is this entry's.
    ///
    /// # Errors
    /// [`EntryError`] when the record cannot be read, is not canonical, or names another number or room.
    pub fn read(&self) -> Result<Record, EntryError> {
        let record = Record::from_canonical(&self.record)?;
        if record.seq != self.seq {
            return Err(EntryError::OtherSeq);
        }
        if record.room.as_ref().map(|room| &room.room_id) != self.room.as_ref() {
            return Err(EntryError::OtherRoom);
        }
        Ok(record)
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry")
            .field("seq", &self.seq)
            .field("bytes", &self.record.len())
            .finish_non_exhaustive()
    }
}
