//! Ed25519 keys and signatures of devices, logs and vaults, through ring (RFC 8032).
//!
//! It must not know what is signed; callers put a domain label before the bytes.

use std::{fmt, str::FromStr};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// The signature is not one of this key over these bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("signature does not match key and bytes")]
pub struct BadSignature;

/// Text that is not unpadded url-safe base64 of the right length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("expected {bytes} bytes as unpadded url-safe base64")]
pub struct BadKeyText {
    /// Length of the value in bytes.
    pub bytes: usize,
}

/// Private half; never printed, never serialised.
pub struct SigningKey(Ed25519KeyPair);

impl SigningKey {
    /// The key that belongs to this 32 byte seed (the RFC 8032 private key).
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(Ed25519KeyPair::from_seed_unchecked(seed).expect("a seed of 32 bytes is always accepted"))
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        let mut bytes = [0; 32];
        bytes.copy_from_slice(self.0.public_key().as_ref());
        PublicKey(bytes)
    }

    /// Signs `message` as it is.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> Signature {
        let mut bytes = [0; 64];
        bytes.copy_from_slice(self.0.sign(message).as_ref());
        Signature(bytes)
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey")
    }
}

impl PublicKey {
    /// Whether `signature` is this key's over `message`.
    ///
    /// # Errors
    /// [`BadSignature`] when it is not, or when the key is no point on the curve.
    pub fn verify(&self, message: &[u8], signature: &Signature) -> Result<(), BadSignature> {
        UnparsedPublicKey::new(&ED25519, self.0)
            .verify(message, &signature.0)
            .map_err(|_| BadSignature)
    }
}

macro_rules! base64_bytes {
    ($(#[$doc:meta])* $name:ident, $len:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; $len]);

        impl $name {
            /// Length in bytes.
            pub const LEN: usize = $len;

            /// Takes the bytes as they are.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; $len]) -> Self {
                Self(bytes)
            }

            /// The bytes.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; $len] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&URL_SAFE_NO_PAD.encode(self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = BadKeyText;

            fn from_str(text: &str) -> Result<Self, BadKeyText> {
                let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| BadKeyText { bytes: $len })?;
                bytes.try_into().map(Self).map_err(|_| BadKeyText { bytes: $len })
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

base64_bytes!(
    /// Public half of a [`SigningKey`].
    PublicKey, 32
);
base64_bytes!(
    /// Ed25519 signature.
    Signature, 64
);

#[cfg(test)]
mod tests {
    use super::*;

    // RFC 8032, section 7.1, test 2.
    const SEED: &str = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
    const PUBLIC: &str = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
    const SIGNATURE: &str = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

    fn key() -> SigningKey {
        SigningKey::from_seed(&hex::decode(SEED).unwrap().try_into().unwrap())
    }

    #[test]
    fn rfc_8032_vector() {
        assert_eq!(hex::encode(key().public().as_bytes()), PUBLIC);
        let signature = key().sign(&[0x72]);
        assert_eq!(hex::encode(signature.as_bytes()), SIGNATURE);
        assert_eq!(key().public().verify(&[0x72], &signature), Ok(()));
        assert_eq!(key().public().verify(&[0x73], &signature), Err(BadSignature));
    }

    #[test]
    fn text_form_is_unpadded_url_safe_base64() {
        let public = key().public();
        let text = public.to_string();
        assert_eq!(text.len(), 43);
        assert_eq!(text.parse(), Ok(public));
        assert_eq!(
            format!("{text}=").parse::<PublicKey>(),
            Err(BadKeyText { bytes: 32 })
        );
        assert_eq!("AAAA".parse::<PublicKey>(), Err(BadKeyText { bytes: 32 }));
        let json = serde_json::to_string(&key().sign(b"x")).unwrap();
        assert_eq!(
            serde_json::from_str::<Signature>(&json).unwrap(),
            key().sign(b"x")
        );
    }

    #[test]
    fn the_private_half_is_not_printed() {
        assert_eq!(format!("{:?}", key()), "SigningKey");
    }
}
