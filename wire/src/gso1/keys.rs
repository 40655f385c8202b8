//! From the data encryption key to the payload key and the commitment to it.

use std::fmt;

use ring::{
    aead::{AES_256_GCM, CHACHA20_POLY1305, LessSafeKey, UnboundKey},
    hkdf,
};
use zeroize::Zeroizing;

use super::Suite;
use crate::ids::Sha256Hasher;

/// Data encryption key: 32 random bytes, fresh for every object, forgotten after use.
pub struct Dek(Zeroizing<[u8; 32]>);

impl Dek {
    /// Takes the bytes as they are.
    #[must_use]
    pub fn from_bytes(bytes: Zeroizing<[u8; 32]>) -> Self {
        Self(bytes)
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for Dek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Dek")
    }
}

/// What the data encryption key yields for one object.
pub(super) struct PayloadKey {
    pub(super) key: LessSafeKey,
    pub(super) commitment: [u8; 32],
}

impl PayloadKey {
    /// `HKDF-SHA256(salt = SHA-256(header || recipients), ikm = DEK)`, once for the payload and once for the commitment.
    pub(super) fn derive(suite: Suite, dek: &Dek, header: &[u8], recipients: &[u8]) -> Self {
        let mut salt = Sha256Hasher::new();
        salt.update(header);
        salt.update(recipients);
        let prk = hkdf::Salt::new(hkdf::HKDF_SHA256, salt.finish().as_bytes()).extract(dek.as_bytes());

        let payload = expand(&prk, b"payload");
        let algorithm = match suite {
            Suite::Nist => &AES_256_GCM,
            Suite::XWing => &CHACHA20_POLY1305,
            #[cfg(feature = "test-suite")]
            Suite::Test => &CHACHA20_POLY1305,
        };
        let key = UnboundKey::new(algorithm, payload.as_slice()).expect("both algorithms take 32 bytes");
        Self {
            key: LessSafeKey::new(key),
            commitment: *expand(&prk, b"commit"),
        }
    }
}

/// What binds a wrapped key to its object: `"griffie-gso1-wrap\0" || suite || SHA-256(header)`.
#[cfg(any(feature = "open", feature = "seal"))]
pub(super) fn wrap_info(suite: Suite, header: &[u8]) -> Vec<u8> {
    [
        super::WRAP_DOMAIN,
        &[suite.byte()],
        crate::ids::Sha256::of(header).as_bytes(),
    ]
    .concat()
}

fn expand(prk: &hkdf::Prk, label: &[u8]) -> Zeroizing<[u8; 32]> {
    let mut bytes = Zeroizing::new([0; 32]);
    prk.expand(&[label], hkdf::HKDF_SHA256)
        .and_then(|okm| okm.fill(bytes.as_mut_slice()))
        .expect("32 bytes are within HKDF's bound");
    bytes
}
