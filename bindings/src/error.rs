//! How a call fails, cut by what an app can do about it (house rule 18). The one place that turns errors of the core into this one.

use griffie_core::error::Error;
use tracing::error;

/// Why a call did not do what it was asked, by what the app can do.
///
/// `reason` is a stable word for programs; `describe` makes a sentence for people out of the whole. Neither holds what people wrote,
/// names, or keys.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum GriffieError {
    /// Nobody is signed in on this device: ask for an activation code and call `activate`.
    #[error("nobody is signed in on this device")]
    NotSignedIn,
    /// Homeserver or gateway cannot be reached or answers nonsense: try again later. What was sent waits in the queue by itself.
    #[error("no usable connection ({reason})")]
    Offline {
        /// `unreachable`, `timeout`, `limited`, `not_json`, `cut_short`, `http_502` ...
        reason: String,
    },
    /// The other side, or a check on this device, refused: say why. The same call will be refused again.
    #[error("refused ({reason})")]
    Rejected {
        /// A code of the gateway (`code_used` ...), of the homeserver (`M_FORBIDDEN` ...), or of a check here (`not_in_room`,
        /// `no_such_event`, `bad_room_id`, `empty`, `too_long`, `too_big`, `not_a_file`, `closed` ...).
        reason: String,
    },
    /// The disk is full: syncing and sending have stopped. Ask to make room, then call `start`.
    #[error("the storage of this device is full")]
    StorageFull,
    /// The database, or the key to it, cannot be used. Nothing was deleted.
    #[error("the database cannot be used ({reason})")]
    StorageUnusable {
        /// `wrong_key`, `corrupt` (set aside and kept), `damaged`, `in_use`, `newer_schema`, `secret_store_locked`,
        /// `secret_store_failed` ...
        reason: String,
    },
    /// Records wait for the archive for so long that nothing more may be sent until it takes them.
    #[error("the archive must take records first ({reason})")]
    ArchiveBlocked {
        /// `outbox_full`: too much waits; `not_drained`: there are records that the archive has not taken, so nobody is signed out.
        reason: String,
    },
    /// A fault of ours: show the id, with which it is found in the log.
    #[error("fault in griffie ({id})")]
    Bug {
        /// A word and eight hexadecimal characters, `panicked-5f0c2a91`.
        id: String,
    },
}

impl From<Error> for GriffieError {
    fn from(error: Error) -> Self {
        match error {
            Error::NotSignedIn => Self::NotSignedIn,
            Error::Offline { code } => Self::Offline { reason: code },
            Error::Rejected { code } => Self::Rejected { reason: code },
            Error::StorageFull => Self::StorageFull,
            Error::Storage { code } => Self::StorageUnusable { reason: code },
            Error::ArchiveBlocked { code } => Self::ArchiveBlocked { reason: code },
            Error::Bug { code } => fault(&code),
            // The core's enum may grow; a kind that this face does not know is a fault of this face.
            _ => fault("unknown_error"),
        }
    }
}

/// Back again, for what the core says about errors.
impl From<GriffieError> for Error {
    fn from(error: GriffieError) -> Self {
        match error {
            GriffieError::NotSignedIn => Self::NotSignedIn,
            GriffieError::Offline { reason } => Self::Offline { code: reason },
            GriffieError::Rejected { reason } => Self::Rejected { code: reason },
            GriffieError::StorageFull => Self::StorageFull,
            GriffieError::StorageUnusable { reason } => Self::Storage { code: reason },
            GriffieError::ArchiveBlocked { reason } => Self::ArchiveBlocked { code: reason },
            GriffieError::Bug { id } => Self::Bug { code: id },
        }
    }
}

/// A fault of ours, with the id under which it stands in the log.
pub(crate) fn fault(word: &str) -> GriffieError {
    let mut number = [0; 4];
    // Without randomness the id is only less unique.
    let _ = getrandom::fill(&mut number);
    let id = format!("{word}-{}", hex::encode(number));
    error!(id, "fault");
    GriffieError::Bug { id }
}

/// A refusal of this face.
pub(crate) fn rejected(reason: &str) -> GriffieError {
    GriffieError::Rejected {
        reason: reason.to_owned(),
    }
}

/// The answer to a call on a part of a core that was closed.
pub(crate) fn closed() -> GriffieError {
    rejected("closed")
}

/// The key store or what it holds cannot be used.
pub(crate) fn unusable(reason: &str) -> GriffieError {
    GriffieError::StorageUnusable {
        reason: reason.to_owned(),
    }
}
