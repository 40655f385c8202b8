//! What brings a lost device back: secret storage that the recovery key opens, and the backup of room keys.
//!
//! Reading order: [`publish`] makes the recovery key and puts what it opens on the homeserver; [`version`] sees to a backup that our key
//! opens; [`upload`] carries room keys there; [`recover`] is a later device that was given the recovery key, `from_device` one that another device vouched for; [`restore`] fetches the
//! backup and heals what waits for keys; `ask` looks there for a single key that did not come; [`run`] is the loop around them. What
//! the homeserver holds of it is sealed by keys that it never had, and neither gateway nor vault has any part in it (decision 0014).
//! Must not know SQL or HTTP.

mod ask;
mod from_device;
mod publish;
mod recover;
mod restore;
mod run;
mod status;
mod upload;
mod version;

#[cfg(test)]
mod tests;

pub use self::status::{RecoveryState, RecoveryStatus};
pub(crate) use self::{recover::recover, run::run, status::status};
use crate::{
    capture::CaptureError,
    e2ee::{E2eeError, secret_storage::SecretError},
    net::matrix::MatrixError,
    store::StoreError,
};

/// Why a step could not be made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RecoveryError {
    #[error("store")]
    Store(#[from] StoreError),
    #[error("capture")]
    Capture(#[from] CaptureError),
    #[error("encryption")]
    E2ee(E2eeError),
    /// The homeserver, whatever part of the step it was.
    #[error("homeserver")]
    Matrix(#[from] MatrixError),
    #[error("secret storage")]
    Secret(#[from] SecretError),
    /// There is no secret storage: no device of this user has made one yet.
    #[error("no secret storage")]
    NoStorage,
}

impl From<E2eeError> for RecoveryError {
    fn from(error: E2eeError) -> Self {
        match error {
            E2eeError::Matrix(error) => Self::Matrix(error),
            E2eeError::Store(error) => Self::Store(error),
            other => Self::E2ee(other),
        }
    }
}
