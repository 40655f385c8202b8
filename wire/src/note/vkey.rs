//! Verifier keys, `<name>+<key id hex>+<base64 of type and key>` (c2sp.org/signed-note, verifier keys).

use std::{fmt, str::FromStr};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use signed_note::{Verifier, is_key_name_valid, key_id};

use crate::key::{PublicKey, Signature, SigningKey};

use super::NoteError;

/// Signature types of C2SP signed notes.
const LOG: u8 = 0x01;
const COSIGNER: u8 = 0x04;
const MAX_VKEY: usize = 1024;

/// Text that is not a verifier key of the type asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a verifier key of the expected type")]
pub struct BadVerifierKey;

#[derive(Debug, Clone, PartialEq, Eq)]
struct NamedKey<const TYPE: u8> {
    name: String,
    id: u32,
    key: PublicKey,
}

/// A log's key, Ed25519 note signatures (type 0x01).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogVerifier(NamedKey<LOG>);

/// A co-signer's key, timestamped Ed25519 signatures (type 0x04).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CosignerVerifier(NamedKey<COSIGNER>);

impl<const TYPE: u8> NamedKey<TYPE> {
    fn new(name: &str, key: PublicKey) -> Result<Self, NoteError> {
        // A line break or control character in a name would break the note it signs.
        if !is_key_name_valid(name) || name.chars().any(char::is_control) {
            return Err(NoteError::BadName);
        }
        let id = key_id(name, &Self::material(&key));
        Ok(Self {
            name: name.to_owned(),
            id,
            key,
        })
    }

    fn material(key: &PublicKey) -> Vec<u8> {
        [&[TYPE], key.as_bytes().as_slice()].concat()
    }
}

impl<const TYPE: u8> fmt::Display for NamedKey<TYPE> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}+{:08x}+{}",
            self.name,
            self.id,
            STANDARD.encode(Self::material(&self.key))
        )
    }
}

impl<const TYPE: u8> FromStr for NamedKey<TYPE> {
    type Err = BadVerifierKey;

    fn from_str(text: &str) -> Result<Self, BadVerifierKey> {
        let mut parts = text.splitn(3, '+');
        let (name, material) = match (parts.next(), parts.next(), parts.next()) {
            (Some(name), Some(_), Some(material)) if text.len() <= MAX_VKEY => (name, material),
            _ => return Err(BadVerifierKey),
        };
        let material = STANDARD.decode(material).map_err(|_| BadVerifierKey)?;
        let (_, key) = material
            .split_first()
            .filter(|(kind, _)| **kind == TYPE)
            .ok_or(BadVerifierKey)?;
        let key = PublicKey::from_bytes(key.try_into().map_err(|_| BadVerifierKey)?);
        let parsed = Self::new(name, key).map_err(|_| BadVerifierKey)?;
        // One spelling only; this also compares the key id.
        if parsed.to_string() == text {
            Ok(parsed)
        } else {
            Err(BadVerifierKey)
        }
    }
}

impl LogVerifier {
    pub(super) fn new(name: &str, key: &SigningKey) -> Result<Self, NoteError> {
        NamedKey::new(name, key.public()).map(Self)
    }
}

impl CosignerVerifier {
    pub(super) fn new(name: &str, key: &SigningKey) -> Result<Self, NoteError> {
        NamedKey::new(name, key.public()).map(Self)
    }

    /// The co-signer's public key, for its statements outside notes.
    pub const fn public_key(&self) -> &PublicKey {
        &self.0.key
    }

    /// `cosignature/v1\ntime <seconds>\n` and the note text.
    pub(super) fn message(seconds: u64, text: &[u8]) -> Vec<u8> {
        [format!("cosignature/v1\ntime {seconds}\n").as_bytes(), text].concat()
    }
}

impl Verifier for LogVerifier {
    fn name(&self) -> &str {
        &self.0.name
    }

    fn key_id(&self) -> u32 {
        self.0.id
    }

    fn verify(&self, text: &[u8], signature: &[u8]) -> bool {
        let signature = signature.try_into().map(Signature::from_bytes);
        signature.is_ok_and(|signature| self.0.key.verify(text, &signature).is_ok())
    }
}

impl Verifier for CosignerVerifier {
    fn name(&self) -> &str {
        &self.0.name
    }

    fn key_id(&self) -> u32 {
        self.0.id
    }

    fn verify(&self, text: &[u8], signature: &[u8]) -> bool {
        let Some((seconds, signature)) = signature.split_first_chunk::<8>() else {
            return false;
        };
        let seconds = u64::from_be_bytes(*seconds);
        let signature = signature.try_into().map(Signature::from_bytes);
        let holds = |signature| {
            self.0
                .key
                .verify(&Self::message(seconds, text), &signature)
                .is_ok()
        };
        // The specification caps the time at 2^63 - 1.
        i64::try_from(seconds).is_ok() && signature.is_ok_and(holds)
    }
}

impl fmt::Display for LogVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for CosignerVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for LogVerifier {
    type Err = BadVerifierKey;

    fn from_str(text: &str) -> Result<Self, BadVerifierKey> {
        NamedKey::from_str(text).map(Self)
    }
}

impl FromStr for CosignerVerifier {
    type Err = BadVerifierKey;

    fn from_str(text: &str) -> Result<Self, BadVerifierKey> {
        NamedKey::from_str(text).map(Self)
    }
}
