//! The key of the database, as the platform's key store hands it over.

use std::path::Path;

use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::{StoreError, open};
use crate::error::Error;

/// 32 random bytes; wiped from memory when dropped. No passphrase and no key derivation: the platform keeps it.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct StoreKey([u8; 32]);

impl StoreKey {
    /// Takes the raw key.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Takes the key as a key store gives it back.
    ///
    /// # Errors
    /// [`Error::Storage`] with `wrong_key` when it is not 32 bytes long.
    pub fn from_slice(bytes: &[u8]) -> Result<Self, Error> {
        let bytes = bytes.try_into().map_err(|_| StoreError::WrongKey)?;
        Ok(Self(bytes))
    }

    /// Makes a key for a directory without a database. One with a database has lost its key, or cannot reach it now: another key must
    /// not take its place.
    ///
    /// # Errors
    /// [`Error::Storage`] with `wrong_key` when there is a database already.
    pub fn for_new(directory: &Path) -> Result<Self, Error> {
        if open::holds_database(directory)? {
            return Err(StoreError::WrongKey.into());
        }
        let mut key = Self([0; 32]);
        getrandom::fill(&mut key.0).map_err(|_| StoreError::NoRandomness)?;
        Ok(key)
    }

    /// The raw key, for the platform's key store.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// SQLCipher's literal for a raw key, with the salt where the file does not carry one.
    pub(super) fn literal(&self, salt: Option<&[u8; 16]>) -> Zeroizing<String> {
        let hex = Zeroizing::new(hex::encode(self.0));
        Zeroizing::new(format!(
            "x'{}{}'",
            hex.as_str(),
            salt.map(hex::encode).unwrap_or_default()
        ))
    }
}

impl std::fmt::Debug for StoreKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("StoreKey")
    }
}
