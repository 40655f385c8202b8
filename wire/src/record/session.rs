//! Megolm session keys: with them the vault decrypts the ciphertext again and proves the clear text in the records.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Key that proves the clear text of later records.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionKeyFact {
    /// Megolm session.
    pub session_id: String,
    /// Curve25519 key of the device that owns the session.
    pub sender_key: String,
    /// First message index that the key opens.
    pub first_index: u32,
    /// Exported session key, base64 (Matrix key export format).
    pub key: String,
}

impl fmt::Debug for SessionKeyFact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionKeyFact")
            .field("first_index", &self.first_index)
            .finish_non_exhaustive()
    }
}
