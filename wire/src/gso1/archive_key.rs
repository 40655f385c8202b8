//! An archive's private key held in software: the software side of the [`Opener`] seam.

use std::fmt;

use thiserror::Error;
use zeroize::Zeroizing;

use super::{Dek, Opener, OpenerError, Recipient, Suite, WrappedDek, hpke};
use crate::ids::KeyId;

/// Suite byte, then the KEM's seed.
const LEN: usize = 1 + 32;

/// A private key that opens objects; wiped from memory when dropped.
pub struct ArchiveKey {
    suite: Suite,
    seed: Zeroizing<Vec<u8>>,
    recipient: Recipient,
}

/// The bytes are no archive key of a known suite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not an archive key")]
pub struct BadArchiveKey;

impl ArchiveKey {
    /// A fresh key from the operating system's randomness.
    #[must_use]
    pub fn generate(suite: Suite) -> Self {
        Self::new(suite, hpke::generate(suite)).expect("a generated key is a key")
    }

    /// Reads what [`Self::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`BadArchiveKey`] when the bytes are not a suite byte and a seed of 32 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadArchiveKey> {
        let (suite, seed) = bytes
            .split_first()
            .filter(|_| bytes.len() == LEN)
            .ok_or(BadArchiveKey)?;
        let suite = Suite::try_from(*suite).map_err(|_| BadArchiveKey)?;
        Self::new(suite, Zeroizing::new(seed.to_vec()))
    }

    /// Suite byte and seed: all there is to keep.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(LEN));
        bytes.push(self.suite.byte());
        bytes.extend_from_slice(&self.seed);
        bytes
    }

    /// The suite the key belongs to.
    #[must_use]
    pub fn suite(&self) -> Suite {
        self.suite
    }

    /// Public key in the KEM's own encoding.
    #[must_use]
    pub fn public_key(&self) -> &[u8] {
        &self.recipient.public_key
    }

    /// Short name of the public key.
    #[must_use]
    pub fn key_id(&self) -> KeyId {
        self.recipient.key_id
    }

    /// What devices seal to.
    #[must_use]
    pub fn recipient(&self) -> &Recipient {
        &self.recipient
    }

    fn new(suite: Suite, seed: Zeroizing<Vec<u8>>) -> Result<Self, BadArchiveKey> {
        let public = hpke::public_of(suite, &seed).map_err(|_| BadArchiveKey)?;
        let recipient = Recipient::new(suite, public).map_err(|_| BadArchiveKey)?;
        Ok(Self {
            suite,
            seed,
            recipient,
        })
    }
}

impl Opener for ArchiveKey {
    fn holds(&self, suite: Suite, key_id: KeyId) -> bool {
        suite == self.suite && key_id == self.key_id()
    }

    fn open_dek(&self, wrapped: &WrappedDek<'_>) -> Result<Dek, OpenerError> {
        let clear = hpke::open(self.suite, &self.seed, wrapped.enc, wrapped.info, wrapped.sealed)
            .map_err(|hpke::Refused| OpenerError::Refused)?;
        let mut dek = Zeroizing::new([0; 32]);
        if clear.len() != dek.len() {
            return Err(OpenerError::Refused);
        }
        dek.copy_from_slice(&clear);
        Ok(Dek::from_bytes(dek))
    }
}

impl fmt::Debug for ArchiveKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ArchiveKey")
            .field("key_id", &self.key_id())
            .finish_non_exhaustive()
    }
}
