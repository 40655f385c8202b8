//! From bytes to entries: whose object is it, was it changed, does it open, is it the batch that it says it is.
//!
//! It must not know what came before the object; `check` does.

use griffie_wire::{
    Commitment, Entry, TenantId,
    api::{DeviceInfo, StoredObject},
    batch::{self, BatchError},
    gso1::{Envelope, Header, Kind, OpenError, Opener, OpenerError, open, parse},
    heartbeat::{self, Journaled},
};
use zeroize::Zeroizing;

use crate::{
    error::{Stop, VaultError},
    fault::Fault,
};

/// What was inside an object.
pub(crate) struct Opened {
    /// Commitment that the first entry builds on; nothing for an object without entries.
    pub(crate) prev: Option<Commitment>,
    /// In order.
    pub(crate) entries: Vec<Entry>,
    /// How far the journal had come, when the object says that it does not have all of it.
    pub(crate) told: Option<Journaled>,
}

/// The object, if the bytes are those whose name the log lists. Others say nothing of the object: they were damaged on the way or at
/// the gateway, and no verdict may come from them.
pub(crate) fn identify<'a>(bytes: &'a [u8], listed: &StoredObject) -> Option<Envelope<'a>> {
    parse(bytes)
        .ok()
        .filter(|envelope| envelope.object_id == listed.object_id)
}

/// Whether the object stands where the log lists it, and its device signed it.
pub(crate) fn authenticate(
    envelope: &Envelope<'_>,
    size: usize,
    listed: &StoredObject,
    device: &DeviceInfo,
) -> Result<(), Fault> {
    let header = &envelope.header;
    let place = (header.device, header.epoch, header.seq, size as u64);
    if place != (listed.device, listed.epoch, listed.seq, listed.size) {
        return Err(Fault::ListingMismatch);
    }
    envelope.verify(&device.public_key).map_err(|_| Fault::Signature)
}

/// The entries of an authentic object.
pub(crate) fn unseal(envelope: &Envelope<'_>, tenant: TenantId, opener: &dyn Opener) -> Result<Opened, Stop> {
    let header = &envelope.header;
    if header.tenant != tenant {
        return Err(Fault::WrongTenant.into());
    }
    if !matches!(header.kind, Kind::Batch | Kind::Heartbeat) {
        return Err(Fault::UnexpectedKind.into());
    }
    let payload = Zeroizing::new(open(envelope, opener).map_err(refusal)?);
    match header.kind {
        Kind::Batch => decode(&payload, header).map_err(Stop::from),
        _ if header.n_entries == 0 => Ok(Opened {
            prev: None,
            entries: Vec::new(),
            told: heartbeat::journaled(&payload),
        }),
        _ => Err(Fault::MalformedBatch.into()),
    }
}

fn decode(payload: &[u8], header: &Header) -> Result<Opened, Fault> {
    let batch = batch::decode(payload, header).map_err(|error| match error {
        BatchError::OtherHeader => Fault::HeaderMismatch,
        BatchError::TooBig | BatchError::Ratio => Fault::BatchTooLarge,
        BatchError::Chain => Fault::CommitmentMismatch,
        _ => Fault::MalformedBatch,
    })?;
    Ok(Opened {
        prev: Some(batch.prev),
        entries: batch.entries,
        told: None,
    })
}

fn refusal(error: OpenError) -> Stop {
    match error {
        OpenError::Opener(unavailable @ OpenerError::Unavailable(_)) => {
            Stop::Error(VaultError::KeyHolder(unavailable))
        }
        OpenError::NotARecipient => Fault::SealedToOthers.into(),
        OpenError::Parse(_) => Fault::MalformedObject.into(),
        _ => Fault::NotOpened.into(),
    }
}
