//! HPKE in base mode (RFC 9180, draft-ietf-hpke-pq-04): wraps a data encryption key for one archive key.
//!
//! The only file that says which HPKE crate is used.

use hpke::{
    Deserializable as _, HpkeError, Kem, Serializable as _,
    aead::{Aead, AesGcm256, ChaCha20Poly1305},
    kdf::{HkdfSha256, HkdfSha384, Kdf},
    kem::{MlKem1024P384, XWing},
};
#[cfg(feature = "open")]
use zeroize::Zeroizing;

use super::Suite;

/// KEM, KDF and AEAD of a suite.
trait Scheme {
    type Kem: Kem;
    type Kdf: Kdf;
    type Aead: Aead;
}

#[cfg(feature = "open")]
type Receiver<S> = hpke::aead::AeadCtxR<<S as Scheme>::Aead, <S as Scheme>::Kdf, <S as Scheme>::Kem>;

struct XWingScheme;
impl Scheme for XWingScheme {
    type Kem = XWing;
    type Kdf = HkdfSha256;
    type Aead = ChaCha20Poly1305;
}

struct NistScheme;
impl Scheme for NistScheme {
    type Kem = MlKem1024P384;
    type Kdf = HkdfSha384;
    type Aead = AesGcm256;
}

#[cfg(feature = "test-suite")]
struct TestScheme;
#[cfg(feature = "test-suite")]
impl Scheme for TestScheme {
    type Kem = hpke::kem::X25519HkdfSha256;
    type Kdf = HkdfSha256;
    type Aead = ChaCha20Poly1305;
}

/// Calls a function that is generic over [`Scheme`] for the suite at hand.
macro_rules! with_scheme {
    ($suite:expr, $function:ident($($argument:expr),*)) => {
        match $suite {
            Suite::XWing => $function::<XWingScheme>($($argument),*),
            Suite::Nist => $function::<NistScheme>($($argument),*),
            #[cfg(feature = "test-suite")]
            Suite::Test => $function::<TestScheme>($($argument),*),
        }
    };
}

/// The key is not one, or ciphertext, key and `info` do not belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Refused;

/// Encapsulated key and ciphertext.
#[cfg(feature = "seal")]
pub(super) fn seal(
    suite: Suite,
    public: &[u8],
    info: &[u8],
    clear: &[u8],
) -> Result<(Vec<u8>, Vec<u8>), Refused> {
    with_scheme!(suite, seal_with(public, info, clear))
}

/// Clear bytes of the first ciphertext of an HPKE context.
#[cfg(feature = "open")]
pub(super) fn open(
    suite: Suite,
    private: &[u8],
    enc: &[u8],
    info: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, Refused> {
    with_scheme!(suite, open_with(private, enc, info, sealed))
}

/// A fresh private key from the operating system's randomness.
#[cfg(feature = "open")]
pub(super) fn generate(suite: Suite) -> Zeroizing<Vec<u8>> {
    with_scheme!(suite, generate_with())
}

/// The public key of a private key.
#[cfg(feature = "open")]
pub(super) fn public_of(suite: Suite, private: &[u8]) -> Result<Vec<u8>, Refused> {
    with_scheme!(suite, public_with(private))
}

#[cfg(feature = "seal")]
fn seal_with<S: Scheme>(public: &[u8], info: &[u8], clear: &[u8]) -> Result<(Vec<u8>, Vec<u8>), Refused> {
    let public = <S::Kem as Kem>::PublicKey::from_bytes(public)?;
    let (enc, sealed) =
        hpke::single_shot_seal::<S::Aead, S::Kdf, S::Kem>(&hpke::OpModeS::Base, &public, info, clear, b"")?;
    Ok((enc.to_bytes().to_vec(), sealed))
}

#[cfg(feature = "open")]
fn open_with<S: Scheme>(
    private: &[u8],
    enc: &[u8],
    info: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, Refused> {
    receiver::<S>(private, enc, info)?
        .open(sealed, b"")
        .map(Zeroizing::new)
        .map_err(Refused::from)
}

#[cfg(feature = "open")]
fn receiver<S: Scheme>(private: &[u8], enc: &[u8], info: &[u8]) -> Result<Receiver<S>, Refused> {
    let private = <S::Kem as Kem>::PrivateKey::from_bytes(private)?;
    let enc = <S::Kem as Kem>::EncappedKey::from_bytes(enc)?;
    Ok(hpke::setup_receiver(&hpke::OpModeR::Base, &private, &enc, info)?)
}

#[cfg(feature = "open")]
fn generate_with<S: Scheme>() -> Zeroizing<Vec<u8>> {
    let (private, _) = S::Kem::gen_keypair();
    Zeroizing::new(private.to_bytes().to_vec())
}

#[cfg(feature = "open")]
fn public_with<S: Scheme>(private: &[u8]) -> Result<Vec<u8>, Refused> {
    let private = <S::Kem as Kem>::PrivateKey::from_bytes(private)?;
    Ok(S::Kem::sk_to_pk(&private).to_bytes().to_vec())
}

impl From<HpkeError> for Refused {
    fn from(_: HpkeError) -> Self {
        Self
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// hpkewg/hpke-pq, test-vectors.json: the two suites that GSO1 uses.
    fn vectors() -> Vec<Value> {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/vectors/hpke-pq.json");
        let text = std::fs::read_to_string(path)
            .unwrap_or_else(|error| panic!("official HPKE vectors are needed at {path}: {error}"));
        serde_json::from_str(&text).unwrap()
    }

    fn bytes(value: &Value, name: &str) -> Vec<u8> {
        hex::decode(
            value[name]
                .as_str()
                .unwrap_or_else(|| panic!("vector without {name}")),
        )
        .unwrap()
    }

    fn check<S: Scheme>(suite: Suite, vector: &Value) {
        let (private, enc, info) = (bytes(vector, "skRm"), bytes(vector, "enc"), bytes(vector, "info"));
        assert_eq!(public_of(suite, &private), Ok(bytes(vector, "pkRm")));
        assert_eq!(enc.len(), suite.enc_len());
        assert_eq!(bytes(vector, "pkRm").len(), suite.public_key_len());

        let mut context = receiver::<S>(&private, &enc, &info).unwrap();
        let messages = vector["encryptions"].as_array().unwrap();
        assert_eq!(messages.len(), 10);
        for message in messages {
            let clear = context
                .open(&bytes(message, "ct"), &bytes(message, "aad"))
                .unwrap();
            assert_eq!(clear, bytes(message, "pt"));
        }
        let mut wrong_info = info.clone();
        wrong_info[0] ^= 1;
        let first = &messages[0];
        assert!(
            receiver::<S>(&private, &enc, &wrong_info)
                .unwrap()
                .open(&bytes(first, "ct"), &bytes(first, "aad"))
                .is_err()
        );
    }

    #[test]
    fn official_vectors_open() {
        let mut seen = Vec::new();
        for vector in vectors() {
            let ids = ["kem_id", "kdf_id", "aead_id"].map(|name| vector[name].as_u64().unwrap());
            match ids {
                [0x647a, 0x0001, 0x0003] => check::<XWingScheme>(Suite::XWing, &vector),
                [0x0051, 0x0002, 0x0002] => check::<NistScheme>(Suite::Nist, &vector),
                _ => continue,
            }
            seen.push(ids);
        }
        assert_eq!(seen.len(), 2, "both suites must have a vector");
    }
}
