//! End-to-end encryption: thin operations over the one Olm machine of a unit of work.
//!
//! Reading order: [`receive`] takes in what a sync brings, [`decrypt`] opens events, [`export`] gives the key that proves them,
//! [`share`] and [`encrypt`] are for sending, [`outgoing`] carries the machine's own requests, [`bootstrap`] makes our signing keys,
//! [`own_keys`] shows the public ones, `forgotten` puts them up again. `verification` shows how a verification stands, [`verify`] does what the user does in it,
//! `trust` is what can be said of people by their keys. [`secret_storage`], [`identity`] and [`backup`] are what a lost device comes back from.
//! Beside `store` the only place that says `matrix_sdk_crypto`. Must not know: records, timelines, screens.

pub(crate) mod attachment;
mod backup;
#[cfg(feature = "bench")]
pub(crate) mod bench;
mod bootstrap;
mod decrypt;
mod encrypt;
mod export;
mod forgotten;
mod identity;
mod outgoing;
mod own_keys;
mod receive;
pub(crate) mod secret_storage;
mod share;
mod trust;
mod verification;
pub(crate) mod verify;

use matrix_sdk_crypto::OlmError;

pub(crate) use self::{
    backup::{
        BackedUp, backed_up, backup_counts, backup_info, backup_secret, backup_version, forget_sent_secrets,
        import_backed_up, is_our_backup, next_backup_batch, sent_backup_secrets, use_backup_secret,
        use_backup_version,
    },
    bootstrap::{CrossSigning, bootstrap_cross_signing},
    decrypt::{Clear, Locked, Opened, decrypt},
    encrypt::encrypt,
    export::export_key,
    identity::{IDENTITY, adopt_identity, identity_seeds, sign_own_device},
    outgoing::pump,
    own_keys::{own_devices, own_keys, query_user},
    receive::{DeviceNews, NewKey, receive_sync, track_users},
    share::{Shared, claim_for_answers, prepare_room},
    trust::{accept_identity, person_keys, refresh_trust, renew_room_key},
    verification::picture,
};
use crate::{net::matrix::MatrixError, store::StoreError};

/// What can go wrong. Its text holds codes only.
#[derive(Debug, thiserror::Error)]
pub(crate) enum E2eeError {
    /// The database.
    #[error("store")]
    Store(#[from] StoreError),
    /// The homeserver.
    #[error("homeserver")]
    Matrix(#[from] MatrixError),
    /// An id that is none by the Matrix specification.
    #[error("malformed matrix id")]
    BadId,
    /// The room's key was not shared, or has expired: share it first.
    #[error("room key not shared")]
    NotShared,
    /// The room is not encrypted.
    #[error("room not encrypted")]
    NotEncrypted,
    /// These are not the keys of the identity that the homeserver shows for us.
    #[error("another identity")]
    OtherIdentity,
    /// The Olm machine refused; the code says in which step.
    #[error("olm machine: {0}")]
    Olm(&'static str),
}

impl From<OlmError> for E2eeError {
    fn from(error: OlmError) -> Self {
        match error {
            OlmError::Store(error) => Self::Store(error.into()),
            OlmError::EventError(_) => Self::Olm("event"),
            OlmError::JsonError(_) => Self::Olm("json"),
            OlmError::SessionCreation(_) => Self::Olm("session creation"),
            OlmError::SessionExport(_) => Self::Olm("session export"),
            OlmError::SessionWedged(..) => Self::Olm("session wedged"),
            OlmError::ReplayedMessage(..) => Self::Olm("replayed message"),
            OlmError::MissingSession => Self::Olm("missing session"),
            OlmError::Encryption(_) => Self::Olm("encryption"),
            OlmError::SessionRecipientCollectionError(_) => Self::Olm("recipients"),
            OlmError::Withheld(_) => Self::Olm("withheld"),
            OlmError::UnverifiedSenderDevice => Self::Olm("unverified sender device"),
        }
    }
}

impl From<matrix_sdk_crypto::CryptoStoreError> for E2eeError {
    fn from(error: matrix_sdk_crypto::CryptoStoreError) -> Self {
        Self::Store(error.into())
    }
}
