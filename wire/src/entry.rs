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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ids::{Millis, Sha256},
        record::{Fact, RoomKind, RoomThen, SCHEMA},
    };

    fn entry() -> Entry {
        let room = RoomThen {
            room_id: "!a:b".to_owned(),
            name: None,
            kind: RoomKind::Group,
            encrypted: true,
            members: None,
        };
        let record = Record {
            schema: SCHEMA,
            record_id: "id".to_owned(),
            seq: EntryNo(7),
            custodian: "@a:b".to_owned(),
            matrix_device: "D".to_owned(),
            captured_at: Millis(1),
            core_version: "0".to_owned(),
            policy_version: 1,
            room: Some(room),
            fact: Fact::Restarted { after_crash: false },
        };
        Entry::new(&record, [5; 32]).unwrap()
    }

    #[test]
    fn commitment_is_the_digest_that_the_format_names() {
        let entry = entry();
        let prev = Commitment::from_bytes([9; 32]);
        let bytes = [b"griffie-entry\0", &[9; 32][..], &[5; 32], &entry.record].concat();
        assert_eq!(entry.commitment(&prev).as_bytes(), Sha256::of(&bytes).as_bytes());
        assert_ne!(entry.commitment(&prev), entry.commitment(&Commitment::GENESIS));
    }

    #[test]
    fn an_entry_reads_its_own_record_only() {
        assert_eq!(entry().read().unwrap().seq, EntryNo(7));
        let other_seq = Entry {
            seq: EntryNo(8),
            ..entry()
        };
        assert!(matches!(other_seq.read(), Err(EntryError::OtherSeq)));
        for room in [None, Some("!c:b".to_owned())] {
            let other_room = Entry { room, ..entry() };
            assert!(matches!(other_room.read(), Err(EntryError::OtherRoom)));
        }
    }

    #[test]
    fn an_entry_shows_no_content() {
        assert_eq!(
            format!("{:?}", entry()),
            format!("Entry {{ seq: EntryNo(7), bytes: {}, .. }}", entry().record.len())
        );
    }
}
