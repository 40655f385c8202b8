//! Byte formats and signatures shared by device, gateway and vault: records, entries, GSO1, receipts, signed documents.
//!
//! It must not know sockets, files, databases or clocks: values come in, bytes go out.

pub mod activation;
pub mod api;
pub mod batch;
pub mod bundle;
pub mod canonical;
pub mod carry;
#[cfg(any(feature = "open", feature = "seal"))]
mod compress;
mod cursor;
pub mod entry;
pub mod event;
pub mod gso1;
pub mod heartbeat;
pub mod ids;
pub mod key;
pub mod leaf;
pub mod link;
pub mod note;
pub mod padme;
pub mod policy;
pub mod problem;
#[cfg(feature = "recall")]
pub mod recall;
pub mod receipt;
pub mod record;
pub mod request;
pub mod seal_config;
pub mod signed;

pub use self::{
    activation::{ActivationCode, ActivationLink},
    entry::Entry,
    ids::{
        Commitment, DeviceId, EntryNo, Epoch, KeyId, Millis, ObjectId, Seq, Sha256, Sha256Hasher, StreamId,
        TenantId,
    },
    key::{PublicKey, Signature, SigningKey},
    leaf::Leaf,
    policy::Policy,
    problem::Problem,
    receipt::{LogTrust, Receipt},
    record::{Fact, Record},
    seal_config::SealConfig,
    signed::SignedDocument,
};
