//! Checkpoints of the gateway's log as C2SP signed notes: the log signs, the vault co-signs, anyone checks.
//!
//! It must not know objects or storage; a tree is a size and a root here.
//!
//! - `vkey`: public keys of logs and co-signers in their text form
//! - `log_key`: signs checkpoints (c2sp.org/signed-note, c2sp.org/tlog-checkpoint)
//! - `cosigner`: the vault's co-signature (c2sp.org/tlog-cosignature) and its word on single objects
//! - `check`: opens a checkpoint, compares two of them
//! - `witnesses`: who else must have seen the log
//! - `frontier`: the root of a growing tree in a few hashes

mod check;
mod cosigner;
mod frontier;
mod log_key;
mod vkey;
mod witnesses;

pub use self::{
    check::{ConsistencyError, add_signature, check_consistency, open_checkpoint, open_cosigned},
    cosigner::CosignerKey,
    frontier::Frontier,
    log_key::LogKey,
    vkey::{BadVerifierKey, CosignerVerifier, LogVerifier},
    witnesses::Witnesses,
};

pub(crate) use self::check::{is_checkpoint, open};

use tlog_tiles::Hash;

/// A state of the log: its number of leaves and the root over them (RFC 6962 section 2.1).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Checkpointed {
    pub size: u64,
    pub root: Hash,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    #[error("not a signed note with a checkpoint")]
    Malformed,
    #[error("a key name must not be empty nor hold spaces or a plus sign")]
    BadName,
    #[error("a known key's signature on the checkpoint is wrong")]
    BadSignature,
    #[error("the checkpoint is not signed by the log")]
    NotFromLog,
    #[error("the checkpoint is not co-signed by the vault")]
    NotCosigned,
    #[error("the checkpoint names another log than the one that signed it")]
    OtherOrigin,
}

#[cfg(test)]
pub(crate) mod tests;
