//! The key of the database, as the platform's key store hands it over.

use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// 32 random bytes; wiped from memory when dropped. No passphrase and no key derivation: the platform keeps it.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct StoreKey([u8; 32]);

impl StoreKey {
    /// Takes the raw key.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub(super) fn as_bytes(&self) -> &[u8; 32] {
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
