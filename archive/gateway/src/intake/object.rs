//! A sealed object against its address, its sender and the organisation. Pure; no key that opens anything.

use griffie_wire::{
    gso1::{self, ParseError},
    ids::{DeviceId, Epoch, Seq, TenantId},
    key::PublicKey,
    leaf::Leaf,
    problem::ProblemKind,
};
use thiserror::Error;

/// Where the sender says the object belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    pub(crate) device: DeviceId,
    pub(crate) epoch: Epoch,
    pub(crate) seq: Seq,
}

/// From whom it may come and how it may be sealed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Expected<'a> {
    pub(crate) tenant: TenantId,
    pub(crate) key: &'a PublicKey,
    pub(crate) suites: &'a [u8],
}

/// Why bytes are not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(crate) enum Fault {
    #[error(transparent)]
    Parse(#[from] ParseError),
    #[error("the suite is not one of this organisation")]
    Suite,
    #[error("the header names another organisation, device, epoch or number than the address")]
    Misplaced,
    #[error("the signature is not the device's over this object")]
    Signature,
}

impl Fault {
    pub(crate) fn kind(self) -> ProblemKind {
        match self {
            Self::Parse(ParseError::Suite(_)) | Self::Suite => ProblemKind::UnknownSuite,
            Self::Parse(_) | Self::Misplaced | Self::Signature => ProblemKind::MalformedObject,
        }
    }
}

/// The log's line for `bytes`, if they are a whole object of this device with this number.
pub(crate) fn check(bytes: &[u8], address: Address, expected: Expected<'_>) -> Result<Leaf, Fault> {
    let envelope = gso1::parse(bytes)?;
    if !expected.suites.contains(&(envelope.suite as u8)) {
        return Err(Fault::Suite);
    }
    let header = &envelope.header;
    let found = Address {
        device: header.device,
        epoch: header.epoch,
        seq: header.seq,
    };
    if found != address || header.tenant != expected.tenant {
        return Err(Fault::Misplaced);
    }
    envelope.verify(expected.key).map_err(|_| Fault::Signature)?;
    let Address { device, epoch, seq } = address;
    Ok(Leaf {
        object_id: envelope.object_id,
        device,
        epoch,
        seq,
        size: bytes.len() as u64,
    })
}
