//! `Content-Digest` (RFC 9530), `Signature-Input` and `Signature` (RFC 9421) in the one spelling of our profile.
//!
//! Structured fields allow many spellings; reading only what we write leaves nothing to interpret.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::{
    ids::{DeviceId, Sha256},
    key::Signature,
};

use super::{Verified, base::COVERED};

const LABEL: &str = "griffie=";

pub(super) fn content_digest(body: &Sha256) -> String {
    format!("sha-256=:{}:", STANDARD.encode(body.as_bytes()))
}

pub(super) fn read_content_digest(field: &str) -> Option<Sha256> {
    bytes(field.strip_prefix("sha-256=")?).map(Sha256::from_bytes)
}

/// The covered components and parameters, which are also the last line of the signature base.
pub(super) fn parameters(request: &Verified) -> String {
    let Verified {
        device,
        created_s,
        nonce,
    } = request;
    let nonce = hex::encode(nonce);
    format!(r#"{COVERED};created={created_s};nonce="{nonce}";keyid="{device}";alg="ed25519""#)
}

pub(super) fn labelled(parameters: &str) -> String {
    format!("{LABEL}{parameters}")
}

/// What `Signature-Input` says, and its parameters verbatim.
pub(super) fn read_input(field: &str) -> Option<(Verified, &str)> {
    let text = field.strip_prefix(LABEL)?;
    let rest = text.strip_prefix(COVERED)?.strip_prefix(";created=")?;
    let (created, rest) = rest.split_once(";nonce=\"")?;
    let (nonce, rest) = rest.split_once("\";keyid=\"")?;
    let device: DeviceId = rest.strip_suffix("\";alg=\"ed25519\"")?.parse().ok()?;
    let mut nonce_bytes = [0; 16];
    hex::decode_to_slice(nonce, &mut nonce_bytes).ok()?;
    let request = Verified {
        device,
        created_s: created.parse().ok()?,
        nonce: nonce_bytes,
    };
    // Catches every other spelling of the same numbers: signs, zeros in front, upper case.
    (parameters(&request) == text).then_some((request, text))
}

pub(super) fn signature(signature: &Signature) -> String {
    format!("{LABEL}:{}:", STANDARD.encode(signature.as_bytes()))
}

pub(super) fn read_signature(field: &str) -> Option<Signature> {
    bytes(field.strip_prefix(LABEL)?).map(Signature::from_bytes)
}

/// A byte sequence of RFC 9651 section 3.3.5, with padding.
fn bytes<const N: usize>(field: &str) -> Option<[u8; N]> {
    let text = field.strip_prefix(':')?.strip_suffix(':')?;
    STANDARD.decode(text).ok()?.try_into().ok()
}
