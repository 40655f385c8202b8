//! The public keys that a verifier brings along; nothing in a bundle can replace them.

use griffie_wire::{
    PublicKey,
    note::{CosignerVerifier, LogVerifier},
};
use thiserror::Error;

/// Whom to believe.
#[derive(Clone, Debug)]
pub struct Trust {
    /// The organisation's offline root.
    pub root: PublicKey,
    /// The gateway's log.
    pub log: LogVerifier,
    /// The vault.
    pub vault: CosignerVerifier,
    /// An independent witness, when one is asked for.
    pub witness: Option<CosignerVerifier>,
}

/// A text that is not the key it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not the text of a {0}")]
pub struct BadTrust(&'static str);

impl Trust {
    /// Reads the keys from their text forms.
    ///
    /// # Errors
    /// [`BadTrust`] names the first that is none.
    pub fn parse(root: &str, log: &str, vault: &str, witness: Option<&str>) -> Result<Self, BadTrust> {
        let cosigner = |text: &str, name| text.trim().parse().map_err(|_| BadTrust(name));
        Ok(Self {
            root: root.trim().parse().map_err(|_| BadTrust("root key"))?,
            log: log.trim().parse().map_err(|_| BadTrust("log key"))?,
            vault: cosigner(vault, "vault key")?,
            witness: witness.map(|text| cosigner(text, "witness key")).transpose()?,
        })
    }
}
