//! Text rules of the activation link and of gateway addresses: percent-encoding, parameters, which URLs are allowed.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::activation::CodeError;

pub(crate) const ACTIVATE: &str = "griffie://activate";
const MAX_LINK: usize = 2048;
const MAX_URL: usize = 512;
/// Unreserved characters of RFC 3986 stay as they are.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Why a text is not an activation link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    #[error("not an activation link")]
    NotALink,
    #[error("a parameter of the link is missing, unknown, repeated or not text")]
    Parameters,
    #[error("the gateway address must be https without credentials, query or fragment")]
    Gateway,
    #[error("the root key in the link is not a public key")]
    Root,
    #[error("the code in the link is wrong")]
    Code(#[source] CodeError),
}

pub(crate) fn encode(value: &str) -> String {
    utf8_percent_encode(value, ENCODED).to_string()
}

/// The values of exactly these parameters, each present once, in the order of `names`.
pub(crate) fn parameters<const N: usize>(text: &str, names: [&str; N]) -> Result<[String; N], LinkError> {
    if text.len() > MAX_LINK {
        return Err(LinkError::NotALink);
    }
    let query = text
        .strip_prefix(ACTIVATE)
        .and_then(|rest| rest.strip_prefix('?'))
        .ok_or(LinkError::NotALink)?;
    let mut found = [const { None }; N];
    for pair in query.split('&') {
        let (name, value) = pair.split_once('=').ok_or(LinkError::Parameters)?;
        let place = names
            .iter()
            .position(|known| *known == name)
            .ok_or(LinkError::Parameters)?;
        let value = percent_decode_str(value)
            .decode_utf8()
            .map_err(|_| LinkError::Parameters)?;
        let slot = found.get_mut(place).ok_or(LinkError::Parameters)?;
        if slot.replace(value.into_owned()).is_some() {
            return Err(LinkError::Parameters);
        }
    }
    if found.iter().any(Option::is_none) {
        return Err(LinkError::Parameters);
    }
    Ok(found.map(Option::unwrap_or_default))
}

/// Gateways are spoken to over TLS; plain HTTP only on the loopback address, for tests and demonstrations.
pub fn check_gateway_url(url: &str) -> Result<(), LinkError> {
    let plain = url.strip_prefix("http://");
    let rest = url.strip_prefix("https://").or(plain).ok_or(LinkError::Gateway)?;
    let authority = rest.split('/').next().unwrap_or_default();
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~/:[]".contains(c);
    let host = match authority.strip_prefix('[') {
        Some(v6) => v6.split_once(']').map_or("", |(host, _)| host),
        None => authority.split(':').next().unwrap_or_default(),
    };
    let loopback = matches!(host, "127.0.0.1" | "localhost" | "::1");
    if url.len() > MAX_URL || host.is_empty() || !rest.chars().all(allowed) || (plain.is_some() && !loopback)
    {
        return Err(LinkError::Gateway);
    }
    Ok(())
}
