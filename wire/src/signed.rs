//! Documents signed by the organisation's offline root: the exact payload text travels with its signature.
//!
//! It must not know what the payload means; `seal_config` and `policy` read it after the signature held.

use serde::{Deserialize, Serialize};

use crate::{
    canonical::{CanonicalError, to_canonical},
    ids::Sha256,
    key::{PublicKey, Signature, SigningKey},
};

/// Payloads above this are refused before the signature is computed, in bytes.
pub const MAX_PAYLOAD: usize = 256 * 1024;

/// What a signature vouches for; a document of one kind never passes for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    SealConfig,
    Policy,
}

/// A canonical JSON text and the root's Ed25519 signature over `domain || payload`.
///
/// The payload is kept as text and never re-encoded, so the signature stays checkable for ever.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedDocument {
    pub payload: String,
    pub signature: Signature,
}

#[derive(Debug, thiserror::Error)]
pub enum SignedError {
    #[error("the signature is not the root's signature over this document")]
    BadSignature,
    #[error("the document is longer than {MAX_PAYLOAD} bytes")]
    TooLong,
    #[error("the document has no canonical form")]
    Encode(#[from] CanonicalError),
}

/// Why a correctly signed document still may not replace the one in force (design.md, invariant 7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VersionError {
    #[error("version {got} is older than version {seen} that was accepted before")]
    RolledBack { seen: u32, got: u32 },
    #[error("version {0} was accepted before with other content")]
    SameVersionOtherContent(u32),
}

impl DocumentKind {
    const fn domain(self) -> &'static [u8] {
        match self {
            Self::SealConfig => b"griffie-seal-config\0",
            Self::Policy => b"griffie-policy\0",
        }
    }

    fn message(self, payload: &str) -> Vec<u8> {
        [self.domain(), payload.as_bytes()].concat()
    }

    /// The name in tables, files and JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SealConfig => "seal_config",
            Self::Policy => "policy",
        }
    }

    /// The kind with this name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::SealConfig, Self::Policy]
            .into_iter()
            .find(|kind| kind.name() == name)
    }

    /// The byte in a line of the log.
    pub(crate) const fn byte(self) -> u8 {
        match self {
            Self::SealConfig => 1,
            Self::Policy => 2,
        }
    }
}

impl SignedDocument {
    /// Encodes `payload` as canonical JSON and signs it.
    pub fn sign(
        kind: DocumentKind,
        payload: &impl Serialize,
        root: &SigningKey,
    ) -> Result<Self, SignedError> {
        // Canonical JSON is UTF-8 by RFC 8785.
        let payload = String::from_utf8_lossy(&to_canonical(payload)?).into_owned();
        if payload.len() > MAX_PAYLOAD {
            return Err(SignedError::TooLong);
        }
        let signature = root.sign(&kind.message(&payload));
        Ok(Self { payload, signature })
    }

    /// The payload, once the root's signature for this kind of document holds.
    pub fn verify(&self, kind: DocumentKind, root: &PublicKey) -> Result<&str, SignedError> {
        if self.payload.len() > MAX_PAYLOAD {
            return Err(SignedError::TooLong);
        }
        root.verify(&kind.message(&self.payload), &self.signature)
            .map_err(|_| SignedError::BadSignature)?;
        Ok(&self.payload)
    }

    /// SHA-256 of what the root signed: the domain of the kind and the payload.
    pub fn digest(&self, kind: DocumentKind) -> Sha256 {
        Sha256::of(&kind.message(&self.payload))
    }

    /// Rising versions only: a higher one, or the same one with the same bytes.
    pub(crate) fn check_successor(
        &self,
        version: u32,
        previous: &SignedDocument,
        seen: u32,
    ) -> Result<(), VersionError> {
        if version < seen {
            return Err(VersionError::RolledBack { seen, got: version });
        }
        if version == seen && self.payload != previous.payload {
            return Err(VersionError::SameVersionOtherContent(version));
        }
        Ok(())
    }
}
