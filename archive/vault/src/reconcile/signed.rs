//! The report under the vault's name: the exact text and a signature over it.

use griffie_wire::{
    canonical::{CanonicalError, to_canonical},
    key::Signature,
};
use serde::{Deserialize, Serialize};

use super::Report;
use crate::vault::Vault;

/// A report as it is kept and passed on: the text is never encoded again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedReport {
    /// Canonical JSON (RFC 8785) of a [`Report`].
    pub report: String,
    /// Verifier key of the vault (c2sp.org/tlog-cosignature).
    pub vault: String,
    /// Ed25519 by the vault over `griffie-report\0` and the text.
    pub signature: Signature,
}

/// Signs a report as this vault.
///
/// # Errors
/// [`CanonicalError`] when it has no canonical form.
pub fn sign(vault: &Vault, report: &Report) -> Result<SignedReport, CanonicalError> {
    let cosigner = vault.keys.cosigner();
    let text = String::from_utf8_lossy(&to_canonical(report)?).into_owned();
    Ok(SignedReport {
        signature: cosigner.sign_report(&text),
        vault: cosigner.vkey(),
        report: text,
    })
}
