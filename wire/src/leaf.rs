//! One line of the gateway's transparency log: which sealed object, from which device, where in its sequence.
//!
//! It must not know the tree around it; `note` and `receipt` do. `document` is the other kind of line.

pub mod document;

use tlog_tiles::{Hash, record_hash};

use crate::{
    ids::{DeviceId, Epoch, ObjectId, Seq},
    key::{PublicKey, Signature},
};

const ACCEPT_DOMAIN: &[u8] = b"griffie-accept\0";

/// What the log commits to for one object. Ciphertext identifiers only: nothing of the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leaf {
    pub object_id: ObjectId,
    pub device: DeviceId,
    pub epoch: Epoch,
    pub seq: Seq,
    /// Size of the whole sealed object in bytes.
    pub size: u64,
}

impl Leaf {
    /// Length of [`Leaf::to_bytes`].
    pub const LENGTH: usize = 32 + 16 + 16 + 8 + 8;

    /// `object_id[32] | device[16] | epoch[16] | seq u64 | size u64`, numbers big-endian.
    pub fn to_bytes(&self) -> Vec<u8> {
        [
            self.object_id.as_bytes().as_slice(),
            self.device.as_bytes(),
            self.epoch.as_bytes(),
            &self.seq.0.to_be_bytes(),
            &self.size.to_be_bytes(),
        ]
        .concat()
    }

    /// Reads [`Leaf::to_bytes`] back; `None` unless there are exactly [`Leaf::LENGTH`] bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (object_id, rest) = bytes.split_first_chunk::<32>()?;
        let (device, rest) = rest.split_first_chunk::<16>()?;
        let (epoch, rest) = rest.split_first_chunk::<16>()?;
        let (seq, rest) = rest.split_first_chunk::<8>()?;
        let size: [u8; 8] = rest.try_into().ok()?;
        Some(Self {
            object_id: ObjectId::from_bytes(*object_id),
            device: DeviceId::from_bytes(*device),
            epoch: Epoch::from_bytes(*epoch),
            seq: Seq(u64::from_be_bytes(*seq)),
            size: u64::from_be_bytes(size),
        })
    }

    /// RFC 6962 leaf hash, SHA-256(0x00 || bytes).
    pub fn hash(&self) -> Hash {
        record_hash(&self.to_bytes())
    }

    /// What the vault signs when it has opened, checked and stored the object of this leaf.
    pub(crate) fn accept_message(&self) -> Vec<u8> {
        [ACCEPT_DOMAIN, &self.to_bytes()].concat()
    }

    /// Whether `accept` is the vault's statement about this leaf.
    pub fn is_accepted(&self, vault: &PublicKey, accept: &Signature) -> bool {
        vault.verify(&self.accept_message(), accept).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf() -> Leaf {
        Leaf {
            object_id: ObjectId::from_bytes([1; 32]),
            device: DeviceId::from_bytes([2; 16]),
            epoch: Epoch::from_bytes([3; 16]),
            seq: Seq(4),
            size: 5,
        }
    }

    #[test]
    fn a_leaf_survives_its_bytes_and_no_other_length_does() {
        let bytes = leaf().to_bytes();
        assert_eq!(bytes.len(), Leaf::LENGTH);
        assert_eq!(Leaf::from_bytes(&bytes), Some(leaf()));
        for end in 0..bytes.len() {
            assert_eq!(Leaf::from_bytes(&bytes[..end]), None, "cut at {end}");
        }
        assert_eq!(Leaf::from_bytes(&[bytes, vec![0]].concat()), None);
    }

    #[test]
    fn every_field_changes_the_hash() {
        let other = [
            Leaf {
                object_id: ObjectId::from_bytes([9; 32]),
                ..leaf()
            },
            Leaf {
                device: DeviceId::from_bytes([9; 16]),
                ..leaf()
            },
            Leaf {
                epoch: Epoch::from_bytes([9; 16]),
                ..leaf()
            },
            Leaf {
                seq: Seq(9),
                ..leaf()
            },
            Leaf { size: 9, ..leaf() },
        ];
        for changed in other {
            assert_ne!(changed.hash(), leaf().hash(), "{changed:?}");
        }
    }
}
