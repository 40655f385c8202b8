//! Cipher suites: one byte names KEM, KDF and AEAD; nothing is negotiated.

use thiserror::Error;

#[cfg(all(feature = "test-suite", not(debug_assertions)))]
compile_error!(
    "suite 0x7f has no post-quantum part and must not reach a release: build without feature `test-suite`"
);

/// The suites this version reads and writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Suite {
    /// X-Wing, HKDF-SHA256, ChaCha20-Poly1305: the default.
    XWing = 0x01,
    /// ML-KEM-1024 with P-384, HKDF-SHA384, AES-256-GCM: for who asks for NIST curves.
    Nist = 0x02,
    /// X25519, HKDF-SHA256, ChaCha20-Poly1305: interop tests only.
    #[cfg(feature = "test-suite")]
    Test = 0x7f,
}

/// The byte names no suite that this build knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("suite 0x{0:02x} is not known")]
pub struct UnknownSuite(pub u8);

impl Suite {
    /// The byte that names it.
    #[must_use]
    pub const fn byte(self) -> u8 {
        self as u8
    }

    /// Length of a recipient's public key.
    #[must_use]
    pub const fn public_key_len(self) -> usize {
        match self {
            Self::XWing => 1216,
            Self::Nist => 1665,
            #[cfg(feature = "test-suite")]
            Self::Test => 32,
        }
    }

    /// Length of an encapsulated key.
    pub(super) const fn enc_len(self) -> usize {
        match self {
            Self::XWing => 1120,
            Self::Nist => 1665,
            #[cfg(feature = "test-suite")]
            Self::Test => 32,
        }
    }
}

impl TryFrom<u8> for Suite {
    type Error = UnknownSuite;

    fn try_from(byte: u8) -> Result<Self, UnknownSuite> {
        match byte {
            0x01 => Ok(Self::XWing),
            0x02 => Ok(Self::Nist),
            #[cfg(feature = "test-suite")]
            0x7f => Ok(Self::Test),
            other => Err(UnknownSuite(other)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_bytes_are_suites() {
        for byte in 0..=u8::MAX {
            match Suite::try_from(byte) {
                Ok(suite) => assert_eq!(suite.byte(), byte),
                Err(error) => assert_eq!(error, UnknownSuite(byte)),
            }
        }
        assert_eq!(Suite::try_from(1), Ok(Suite::XWing));
        assert_eq!(Suite::try_from(2), Ok(Suite::Nist));
        assert_eq!(Suite::try_from(0x7f).is_ok(), cfg!(feature = "test-suite"));
    }
}
