//! To whom an object is sealed: an archive's public key and its short name.

use thiserror::Error;

use super::Suite;
use crate::ids::{KeyId, Sha256Hasher};

const KEY_DOMAIN: &[u8] = b"griffie-key\0";

/// An archive that will be able to read an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// First 8 bytes of `SHA-256("griffie-key\0" || suite || public key)`.
    pub key_id: KeyId,
    /// Public key in the KEM's own encoding.
    pub public_key: Vec<u8>,
}

/// The bytes are no public key of the suite, or not the one that the key id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not a public key of this suite and key id")]
pub struct BadPublicKey;

impl Recipient {
    /// The recipient with this key.
    ///
    /// # Errors
    /// [`BadPublicKey`] when the length is not that of the suite.
    pub fn new(suite: Suite, public_key: Vec<u8>) -> Result<Self, BadPublicKey> {
        let recipient = Self {
            key_id: Self::key_id_of(suite, &public_key),
            public_key,
        };
        recipient.check(suite)?;
        Ok(recipient)
    }

    /// Short name of a public key.
    #[must_use]
    pub fn key_id_of(suite: Suite, public_key: &[u8]) -> KeyId {
        let mut hasher = Sha256Hasher::new();
        hasher.update(KEY_DOMAIN);
        hasher.update(&[suite.byte()]);
        hasher.update(public_key);
        let digest = hasher.finish();
        let (first, _) = digest
            .as_bytes()
            .split_first_chunk()
            .expect("a digest of 32 bytes has 8");
        KeyId::from_bytes(*first)
    }

    /// Whether length and key id fit the suite.
    ///
    /// # Errors
    /// [`BadPublicKey`] when they do not.
    pub fn check(&self, suite: Suite) -> Result<(), BadPublicKey> {
        let fits = self.public_key.len() == suite.public_key_len()
            && self.key_id == Self::key_id_of(suite, &self.public_key);
        if fits { Ok(()) } else { Err(BadPublicKey) }
    }
}
