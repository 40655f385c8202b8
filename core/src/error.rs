//! The public error of the core, cut by what an app can do about it (house rule 18). Rich errors stay inside.
//!
//! Must not carry message content, names, ids or keys: `code` is a stable word, the log has the rest.

use thiserror::Error;

/// What went wrong, by what the app can do.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Error {
    /// Nobody is signed in on this device: ask for an activation code.
    #[error("nobody is signed in on this device")]
    NotSignedIn,
    /// Homeserver or gateway cannot be reached or answers nonsense: try again later.
    #[error("no usable connection ({code})")]
    Offline {
        /// What the network did: `unreachable`, `timeout`, `not_json`, `cut_short`, `http_500` ...
        code: String,
    },
    /// The other side, or a check on this device, refused the request: tell the user why.
    #[error("refused ({code})")]
    Rejected {
        /// Stable reason: a problem code of the gateway, a Matrix error code (`forbidden` for `M_FORBIDDEN`), or a check of our own.
        code: String,
    },
    /// The disk is full: the app stops syncing and sending until there is room.
    #[error("the storage of this device is full")]
    StorageFull,
    /// The database cannot be used; nothing was deleted.
    #[error("the database cannot be used ({code})")]
    Storage {
        /// `wrong_key`, `corrupt` (set aside), `damaged`, `in_use`, `newer_schema`, `too_old_sqlite`.
        code: String,
    },
    /// Records wait for the archive for so long that sending is blocked.
    #[error("sending is blocked until the archive takes the records ({code})")]
    ArchiveBlocked {
        /// `outbox_full`; `not_drained` of a sign-out.
        code: String,
    },
    /// A fault of ours.
    #[error("fault in griffie ({code})")]
    Bug {
        /// Where to look in the log.
        code: String,
    },
}

/// A homeserver's `M_FORBIDDEN` as the word that screens and callers get: `forbidden`. Whatever a homeserver writes there, a short plain
/// word comes out. Records keep the code as it came.
pub(crate) fn plain_code(code: &str) -> String {
    let word = code.strip_prefix("M_").unwrap_or(code).chars();
    word.filter(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'))
        .take(64)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

impl Error {
    /// The stable word of this kind of error, for machines: the `code` field of the companion's answers.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::NotSignedIn => "not_signed_in",
            Self::Offline { .. } => "offline",
            Self::Rejected { .. } => "rejected",
            Self::StorageFull => "storage_full",
            Self::Storage { .. } => "storage",
            Self::ArchiveBlocked { .. } => "archive_blocked",
            Self::Bug { .. } => "bug",
        }
    }

    /// The reason inside the kind, when there is one.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::NotSignedIn | Self::StorageFull => None,
            Self::Offline { code }
            | Self::Rejected { code }
            | Self::Storage { code }
            | Self::ArchiveBlocked { code }
            | Self::Bug { code } => Some(code),
        }
    }
}
