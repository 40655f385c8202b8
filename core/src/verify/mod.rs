//! Vouching for another device or another person by comparing emoji or by a QR code (Matrix specification, "Device verification").
//!
//! Reading order: [`picture`] is what a screen shows, `refresh` writes it in the unit of work that changed it, [`run`] is the loop that
//! answers what needs no person, [`trust`] is what can be said of people by their keys. Verifications travel between devices, beside the rooms; they carry no content and are no records. Their
//! secrets are in memory alone, so a restart ends them with a plain reason. Must not know SQL or HTTP.

pub(crate) mod picture;
mod refresh;
mod run;
pub(crate) mod trust;

#[cfg(test)]
mod tests;

pub use self::{
    picture::{QrPicture, SasEmoji, Verification, VerificationStep},
    trust::{PersonDevice, PersonSafety, Trust},
};
pub(crate) use self::{
    refresh::{read, refresh},
    run::run,
};
use crate::{e2ee::E2eeError, store::StoreError};

/// Why the loop cannot go on.
#[derive(Debug, thiserror::Error)]
pub(crate) enum VerifyError {
    #[error("store")]
    Store(#[from] StoreError),
    #[error("encryption")]
    E2ee(#[from] E2eeError),
}
