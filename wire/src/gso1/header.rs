//! The clear header of an object: who sealed it, where it stands in the chain, under which rules.
//!
//! It must not carry anything that depends on content; the gateway and the network read it.

use thiserror::Error;

use crate::{
    cursor::{Cursor, Truncated},
    ids::{DeviceId, EntryNo, Epoch, Millis, ObjectId, Seq, StreamId, TenantId},
};

/// What is in an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Kind {
    /// Journal entries; payload as in [`crate::batch`].
    Batch = 1,
    /// The bytes of a file.
    Attachment = 2,
    /// A sign of life without entries.
    Heartbeat = 3,
    /// Something handed in for an investigation.
    Evidence = 4,
}

/// The clear header; every field is always there, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// What is inside.
    pub kind: Kind,
    /// Archiving organisation.
    pub tenant: TenantId,
    /// Sealing device.
    pub device: DeviceId,
    /// Life of the journal database.
    pub epoch: Epoch,
    /// Number of the object in (device, epoch).
    pub seq: Seq,
    /// The object before it; [`ObjectId::GENESIS`] for the first.
    pub prev_object_id: ObjectId,
    /// Number of journal entries inside.
    pub n_entries: u32,
    /// First of them; 0 when there are none.
    pub first_entry: EntryNo,
    /// Last of them; 0 when there are none.
    pub last_entry: EntryNo,
    /// How the payload is compressed; see [`crate::batch`].
    pub codec: u8,
    /// When it was sealed, by the device's clock.
    pub created: Millis,
    /// Capture policy in force.
    pub policy_version: u32,
    /// Seal configuration in force.
    pub seal_config_version: u32,
    /// Stream the object is part of.
    pub stream_id: StreamId,
}

/// Why bytes or values are no header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum HeaderError {
    /// Not [`Header::LEN`] bytes.
    #[error("header has the wrong length")]
    Length,
    /// The kind byte is not known.
    #[error("kind {0} is not known")]
    UnknownKind(u8),
    /// A batch holds entries `first..=last`, at least one, and says how many.
    #[error("number of entries does not match first and last entry")]
    Entries,
}

impl Header {
    /// Length of a header in bytes.
    pub const LEN: usize = 142;

    /// The bytes, big-endian, in the order of the fields.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; Self::LEN] {
        let mut bytes = Vec::with_capacity(Self::LEN);
        bytes.push(self.kind as u8);
        bytes.extend_from_slice(self.tenant.as_bytes());
        bytes.extend_from_slice(self.device.as_bytes());
        bytes.extend_from_slice(self.epoch.as_bytes());
        bytes.extend_from_slice(&self.seq.0.to_be_bytes());
        bytes.extend_from_slice(self.prev_object_id.as_bytes());
        bytes.extend_from_slice(&self.n_entries.to_be_bytes());
        bytes.extend_from_slice(&self.first_entry.0.to_be_bytes());
        bytes.extend_from_slice(&self.last_entry.0.to_be_bytes());
        bytes.push(self.codec);
        bytes.extend_from_slice(&self.created.0.to_be_bytes());
        bytes.extend_from_slice(&self.policy_version.to_be_bytes());
        bytes.extend_from_slice(&self.seal_config_version.to_be_bytes());
        bytes.extend_from_slice(self.stream_id.as_bytes());
        bytes.try_into().expect("the fields above add up to LEN")
    }

    /// Reads a header.
    ///
    /// # Errors
    /// [`HeaderError`] when the bytes are not one.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, HeaderError> {
        if bytes.len() != Self::LEN {
            return Err(HeaderError::Length);
        }
        let header = Self::read(&mut Cursor::new(bytes))?;
        header.check()?;
        Ok(header)
    }

    /// Whether the values agree with each other.
    ///
    /// # Errors
    /// [`HeaderError::Entries`] when a batch does not count its entries rightly.
    pub fn check(&self) -> Result<(), HeaderError> {
        let counted = self
            .last_entry
            .0
            .checked_sub(self.first_entry.0)
            .and_then(|span| span.checked_add(1));
        let right = self.first_entry.0 > 0 && counted == Some(u64::from(self.n_entries));
        if self.kind == Kind::Batch && !right {
            Err(HeaderError::Entries)
        } else {
            Ok(())
        }
    }

    fn read(cursor: &mut Cursor<'_>) -> Result<Self, HeaderError> {
        Ok(Self {
            kind: Kind::try_from(cursor.u8()?)?,
            tenant: TenantId::from_bytes(cursor.array()?),
            device: DeviceId::from_bytes(cursor.array()?),
            epoch: Epoch::from_bytes(cursor.array()?),
            seq: Seq(cursor.u64()?),
            prev_object_id: ObjectId::from_bytes(cursor.array()?),
            n_entries: cursor.u32()?,
            first_entry: EntryNo(cursor.u64()?),
            last_entry: EntryNo(cursor.u64()?),
            codec: cursor.u8()?,
            created: Millis(cursor.u64()?),
            policy_version: cursor.u32()?,
            seal_config_version: cursor.u32()?,
            stream_id: StreamId::from_bytes(cursor.array()?),
        })
    }
}

impl From<Truncated> for HeaderError {
    fn from(_: Truncated) -> Self {
        Self::Length
    }
}

impl TryFrom<u8> for Kind {
    type Error = HeaderError;

    fn try_from(byte: u8) -> Result<Self, HeaderError> {
        match byte {
            1 => Ok(Self::Batch),
            2 => Ok(Self::Attachment),
            3 => Ok(Self::Heartbeat),
            4 => Ok(Self::Evidence),
            other => Err(HeaderError::UnknownKind(other)),
        }
    }
}
