//! What GSO1 promises, one theme a file: `whole` (round trips), `tamper` (changes), `streaming`, `structure`.

mod streaming;
mod structure;
mod tamper;
mod whole;

use std::sync::LazyLock;

use super::*;
use crate::{
    ids::{DeviceId, EntryNo, Epoch, Millis, ObjectId, Seq, StreamId, TenantId},
    key::SigningKey,
};

pub(super) static VAULT: LazyLock<ArchiveKey> = LazyLock::new(|| key(Suite::XWing, 1));
pub(super) static ESCROW: LazyLock<ArchiveKey> = LazyLock::new(|| key(Suite::XWing, 2));
pub(super) static STRANGER: LazyLock<ArchiveKey> = LazyLock::new(|| key(Suite::XWing, 3));

pub(super) fn key(suite: Suite, seed: u8) -> ArchiveKey {
    let mut bytes = vec![suite.byte()];
    bytes.extend([seed; 32]);
    ArchiveKey::from_bytes(&bytes).unwrap()
}

pub(super) fn device(seed: u8) -> SigningKey {
    SigningKey::from_seed(&[seed; 32])
}

pub(super) fn header() -> Header {
    Header {
        kind: Kind::Attachment,
        tenant: TenantId::from_bytes([1; 16]),
        device: DeviceId::from_bytes([2; 16]),
        epoch: Epoch::from_bytes([3; 16]),
        seq: Seq(4),
        prev_object_id: ObjectId::from_bytes([5; 32]),
        n_entries: 0,
        first_entry: EntryNo(0),
        last_entry: EntryNo(0),
        codec: 0,
        created: Millis(1_790_000_000_000),
        policy_version: 6,
        seal_config_version: 7,
        stream_id: StreamId::from_bytes([8; 16]),
    }
}

/// An object of device 1 for the vault.
pub(super) fn sealed(plaintext: &[u8]) -> SealedObject {
    seal(
        Suite::XWing,
        &header(),
        &[VAULT.recipient().clone()],
        plaintext,
        &device(1),
    )
    .unwrap()
}

/// All that a vault does: structure, signature, payload.
pub(super) fn receive(bytes: &[u8]) -> Result<Vec<u8>, OpenError> {
    let envelope = parse(bytes)?;
    envelope
        .verify(&device(1).public())
        .map_err(|_| OpenError::Signature)?;
    open(&envelope, &*VAULT)
}

/// Only the key's side, as if the signature had been made anew.
pub(super) fn open_unsigned(bytes: &[u8]) -> Result<Vec<u8>, OpenError> {
    open(&parse(bytes)?, &*VAULT)
}
