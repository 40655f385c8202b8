//! HPKE to the key that the device signs with: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305 (RFC 9180), the
//! Ed25519 key taken to its Montgomery form (RFC 7748, 4.1).
//!
//! Not the post-quantum suite of objects: a recall names events and rooms and says nothing of what is in them, and this way every device that was
//! ever activated can be asked.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use curve25519_dalek::edwards::CompressedEdwardsY;
use hpke::{
    Deserializable as _, Kem as KemTrait, OpModeR, OpModeS, Serializable as _, aead::ChaCha20Poly1305,
    kdf::HkdfSha256, kem::X25519HkdfSha256 as Kem, single_shot_open, single_shot_seal,
};
use ring::digest;
use zeroize::Zeroizing;

use super::RecallError;
use crate::{
    ids::{DeviceId, Millis},
    key::PublicKey,
    padme::padded_len,
};

const WRAP_DOMAIN: &[u8] = b"griffie-recall-wrap\0";
/// An encapsulated key.
const ENC: usize = 32;

/// What binds the sealed bytes to what the gateway sees of them.
pub(super) fn info(device: DeviceId, number: u64, expires: Millis) -> Vec<u8> {
    [
        WRAP_DOMAIN,
        device.as_bytes(),
        &number.to_be_bytes(),
        &expires.0.to_be_bytes(),
    ]
    .concat()
}

/// Padded, so that the length tells little of how much is missing.
pub(super) fn seal(device: &PublicKey, info: &[u8], mut clear: Vec<u8>) -> Result<String, RecallError> {
    let padded = padded_len(u64::try_from(clear.len()).map_err(|_| RecallError::TooLong)?);
    clear.resize(usize::try_from(padded).map_err(|_| RecallError::TooLong)?, b' ');
    let public = CompressedEdwardsY(*device.as_bytes())
        .decompress()
        .ok_or(RecallError::Closed)?
        .to_montgomery();
    let public =
        <Kem as KemTrait>::PublicKey::from_bytes(public.as_bytes()).map_err(|_| RecallError::Closed)?;
    let (enc, sealed) =
        single_shot_seal::<ChaCha20Poly1305, HkdfSha256, Kem>(&OpModeS::Base, &public, info, &clear, b"")
            .map_err(|_| RecallError::Closed)?;
    let text = URL_SAFE_NO_PAD.encode([enc.to_bytes().as_slice(), &sealed].concat());
    if text.len() > super::MAX_SEALED {
        return Err(RecallError::TooLong);
    }
    Ok(text)
}

pub(super) fn open(seed: &[u8; 32], info: &[u8], text: &str) -> Result<Vec<u8>, RecallError> {
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| RecallError::Malformed)?;
    let (enc, sealed) = bytes.split_at_checked(ENC).ok_or(RecallError::Malformed)?;
    let closed = |_| RecallError::Closed;
    // The scalar that Ed25519 signs with (RFC 8032, 5.1.5); X25519 clamps it itself.
    let digest = digest::digest(&digest::SHA512, seed);
    let (scalar, _) = digest.as_ref().split_at_checked(32).ok_or(RecallError::Closed)?;
    let scalar = Zeroizing::new(scalar.to_vec());
    let private = <Kem as KemTrait>::PrivateKey::from_bytes(&scalar).map_err(closed)?;
    let enc = <Kem as KemTrait>::EncappedKey::from_bytes(enc).map_err(closed)?;
    single_shot_open::<ChaCha20Poly1305, HkdfSha256, Kem>(&OpModeR::Base, &private, &enc, info, sealed, b"")
        .map_err(closed)
}
