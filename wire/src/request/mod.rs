//! Signed requests to the gateway: one strict profile of HTTP Message Signatures (RFC 9421), Ed25519.
//!
//! It must not know a clock or which nonces were seen; it hands both numbers to the caller, who must judge them.
//!
//! - `base`: the signature base, the text that is signed
//! - `fields`: the three header fields, written and read

mod base;
mod fields;

use crate::{
    ids::{DeviceId, Millis, Sha256},
    key::{PublicKey, SigningKey},
};

/// How far `created` may be from the gateway's clock, in seconds.
pub const MAX_SKEW_S: u64 = 300;
/// The header fields of a signed request, in lower case.
pub const CONTENT_DIGEST: &str = "content-digest";
pub const SIGNATURE_INPUT: &str = "signature-input";
pub const SIGNATURE: &str = "signature";

const MAX_FIELD: usize = 512;
const MAX_TARGET: usize = 2048;

/// A request whose signature holds. Fresh only if `created_s` and `nonce` are, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verified {
    pub device: DeviceId,
    pub created_s: u64,
    pub nonce: [u8; 16],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    #[error("the method or request target is not in the form that can be signed")]
    Target,
    #[error("header field {0} is missing")]
    Missing(&'static str),
    #[error("header field {0} is not in the profile's form")]
    Malformed(&'static str),
    #[error("the signing device is not known")]
    UnknownDevice,
    #[error("the signature is not the device's over this request")]
    BadSignature,
    #[error("the body is not the one that was signed")]
    BodyDigest,
}

impl Verified {
    /// Whether `created` is within [`MAX_SKEW_S`] of the gateway's clock.
    pub const fn is_timely(&self, now: Millis) -> bool {
        self.created_s.abs_diff(now.0 / 1000) <= MAX_SKEW_S
    }
}

/// The header fields to add to a request: `content-digest`, `signature-input`, `signature`.
///
/// `created_s` is UTC seconds by the gateway's clock as far as it is known; `nonce` is random and never reused.
pub fn sign_request(
    method: &str,
    path_and_query: &str,
    body_digest: &Sha256,
    key: &SigningKey,
    device: DeviceId,
    created_s: u64,
    nonce: [u8; 16],
) -> Vec<(&'static str, String)> {
    let digest = fields::content_digest(body_digest);
    let parameters = fields::parameters(&Verified {
        device,
        created_s,
        nonce,
    });
    let base = base::of_request(method, path_and_query, &digest, &parameters);
    let signature = key.sign(base.as_bytes());
    vec![
        (CONTENT_DIGEST, digest),
        (SIGNATURE_INPUT, fields::labelled(&parameters)),
        (SIGNATURE, fields::signature(&signature)),
    ]
}

/// Checks a request of which the whole body has arrived; `body` is the SHA-256 of what did.
///
/// `header` gives the one value of a field named in lower case; a field sent twice must be answered with `None`.
pub fn verify_request<'h>(
    method: &str,
    path_and_query: &str,
    header: impl Fn(&str) -> Option<&'h str>,
    body: &Sha256,
    lookup: impl FnOnce(&DeviceId) -> Option<PublicKey>,
) -> Result<Verified, RequestError> {
    let (verified, signed_body) = verify_head(method, path_and_query, header, lookup)?;
    if signed_body == *body {
        Ok(verified)
    } else {
        Err(RequestError::BodyDigest)
    }
}

/// As [`verify_request`], before the body is read; gives the digest that the body must turn out to have.
pub fn verify_head<'h>(
    method: &str,
    path_and_query: &str,
    header: impl Fn(&str) -> Option<&'h str>,
    lookup: impl FnOnce(&DeviceId) -> Option<PublicKey>,
) -> Result<(Verified, Sha256), RequestError> {
    if !is_signable(method, path_and_query) {
        return Err(RequestError::Target);
    }
    let field = |name: &'static str| {
        let value = header(name).ok_or(RequestError::Missing(name))?;
        if value.len() > MAX_FIELD {
            Err(RequestError::Malformed(name))
        } else {
            Ok(value)
        }
    };
    let digest = field(CONTENT_DIGEST)?;
    let input = field(SIGNATURE_INPUT)?;
    let signature = field(SIGNATURE)?;
    let body = fields::read_content_digest(digest).ok_or(RequestError::Malformed(CONTENT_DIGEST))?;
    let (verified, parameters) = fields::read_input(input).ok_or(RequestError::Malformed(SIGNATURE_INPUT))?;
    let signature = fields::read_signature(signature).ok_or(RequestError::Malformed(SIGNATURE))?;
    let key = lookup(&verified.device).ok_or(RequestError::UnknownDevice)?;
    let base = base::of_request(method, path_and_query, digest, parameters);
    key.verify(base.as_bytes(), &signature)
        .map_err(|_| RequestError::BadSignature)?;
    Ok((verified, body))
}

/// Visible ASCII only, so that nothing in it can end a line of the signature base.
fn is_signable(method: &str, path_and_query: &str) -> bool {
    (1..=16).contains(&method.len())
        && method.bytes().all(|c| c.is_ascii_uppercase())
        && path_and_query.len() <= MAX_TARGET
        && path_and_query.starts_with('/')
        && path_and_query.bytes().all(|c| c.is_ascii_graphic() && c != b'#')
}

#[cfg(test)]
mod tests;
