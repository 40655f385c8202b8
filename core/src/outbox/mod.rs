//! Sealed objects without a final receipt: whether there is room for more, what proves that one is held, and (in [`light`]) what all
//! that comes to for a user. Pure.
//!
//! A receipt is believed only for a leaf that this device computed itself, under keys that the root signed.

mod light;

use griffie_wire::{
    ids::{DeviceId, Epoch, ObjectId},
    leaf::Leaf,
    receipt::{LogTrust, Receipt, ReceiptError, verify_final, verify_provisional},
};

pub use self::light::Light;
pub(crate) use self::light::{Signs, light};
use crate::store::{Store, StoreError, archive, outbox::OutboxRow};

/// Whether the archive takes what this device writes, as compose must know before it lets a user send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ArchiveState {
    /// Sending is allowed.
    Open,
    /// Sending is blocked, with this code, until the archive has taken enough (design section 6). Nothing is dropped.
    Blocked(&'static str),
}

/// Whether sending is allowed: not while the records that no final receipt covers exceed the policy's limit.
pub(crate) fn archive_state(store: &Store) -> Result<ArchiveState, StoreError> {
    store.read(|c| {
        let load = archive::load(c)?;
        Ok(judge(load.waiting_bytes, load.limit_bytes))
    })
}

fn judge(waiting: u64, limit: Option<u64>) -> ArchiveState {
    match limit {
        Some(limit) if waiting > limit => ArchiveState::Blocked("outbox_full"),
        _ => ArchiveState::Open,
    }
}

/// What a receipt must prove.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Proof {
    /// The gateway holds the object.
    Provisional,
    /// The vault opened, checked and keeps it.
    Final,
}

/// Checks a receipt against the leaf of our own object.
pub(crate) fn check_receipt(
    text: &str,
    leaf: &Leaf,
    trust: &LogTrust,
    proof: Proof,
) -> Result<(), ReceiptError> {
    let receipt = Receipt::parse(text)?;
    match proof {
        Proof::Provisional => verify_provisional(&receipt, leaf, trust)?,
        Proof::Final => verify_final(&receipt, leaf, trust)?,
    };
    Ok(())
}

/// The leaf of an object in our outbox; what a gateway says about it is never taken.
pub(crate) fn leaf_of(row: &OutboxRow, device: DeviceId, epoch: Epoch) -> Leaf {
    let object_id: ObjectId = row.object_id;
    Leaf {
        object_id,
        device,
        epoch,
        seq: row.seq,
        size: row.size,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sending_is_blocked_above_the_limit_and_not_before() {
        assert_eq!(judge(100, Some(100)), ArchiveState::Open);
        assert_eq!(judge(101, Some(100)), ArchiveState::Blocked("outbox_full"));
        assert_eq!(judge(u64::MAX, None), ArchiveState::Open);
    }
}
