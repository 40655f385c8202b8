//! Why an activation did not come to its end. What was reached is stored; the same call goes on from there.

use crate::{
    e2ee::E2eeError,
    net::{gateway::GatewayError, matrix::MatrixError},
    store::StoreError,
};

/// An error of activation.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ActivateError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Gateway(#[from] GatewayError),
    #[error(transparent)]
    Matrix(#[from] MatrixError),
    #[error(transparent)]
    Encryption(#[from] E2eeError),
    /// Nobody began an activation.
    #[error("no activation was begun")]
    NotBegun,
    /// This device already has a grant; another user needs another data directory.
    #[error("this device is activated already")]
    AlreadyActivated,
    /// The gateway's configuration is not signed by the root in the invitation, or may not be used.
    #[error("configuration refused: {0}")]
    Config(&'static str),
    /// The homeserver signed us in as somebody else than the grant says.
    #[error("signed in as another user or device")]
    OtherUser,
    /// The grant names a homeserver that the invitation does not allow.
    #[error("the invitation does not allow this homeserver")]
    OtherHomeserver,
    /// The homeserver's address or the user id is none.
    #[error("the grant names no usable homeserver or user")]
    BadGrant,
    #[error("no randomness from the system")]
    NoRandomness,
}
