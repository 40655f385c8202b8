//! One value: what a text comes to for a kind, or what is wrong with it.

use griffie_wire::{activation::ActivationCode, key::PublicKey};
use url::Url;

use super::{read::Fault, table::Kind, value::Value};

/// Longest value that is looked at.
const LONGEST: usize = 4_096;
/// Longest address.
const LONGEST_ADDRESS: usize = 512;

/// What `raw` comes to. `None`: nothing is there.
pub(super) fn check(kind: Kind, raw: &str) -> Result<Option<Value>, Fault> {
    if raw.len() > LONGEST {
        return Err(Fault::TooLong);
    }
    // No value of ours has control characters, and some parsers drop them in silence.
    if raw
        .trim_end_matches(['\r', '\n', '\t'])
        .chars()
        .any(char::is_control)
        && !raw.trim().is_empty()
    {
        return Err(Fault::Malformed);
    }
    let text = raw.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if is_variable(text) {
        return Err(Fault::NotFilledIn);
    }
    value(kind, text).map(Some)
}

/// A variable that the console left standing: `{{deviceid}}`, `{DeviceUid}`, `$UDID`, `%Username%`.
fn is_variable(text: &str) -> bool {
    let dollar = text
        .split('$')
        .skip(1)
        .any(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()));
    let percent = text.len() > 2 && text.starts_with('%') && text.ends_with('%');
    text.contains(['{', '}']) || dollar || percent
}

fn value(kind: Kind, text: &str) -> Result<Value, Fault> {
    match kind {
        Kind::Flag => flag(text).map(Value::Flag).ok_or(Fault::WrongType),
        Kind::Number { min, max } => {
            let number: i64 = text.parse().map_err(|_| Fault::WrongType)?;
            let number = u32::try_from(number).map_err(|_| Fault::OutOfRange)?;
            let fits = (min..=max).contains(&number);
            fits.then_some(Value::Number(number)).ok_or(Fault::OutOfRange)
        }
        Kind::Choice(choices) => {
            let known = choices.words.iter().any(|(word, _)| *word == text);
            known
                .then(|| Value::Text(text.to_owned()))
                .ok_or(Fault::NotAllowed)
        }
        Kind::Text { longest } if text.chars().count() > longest => Err(Fault::TooLong),
        Kind::Text { .. } => Ok(Value::Text(text.to_owned())),
        Kind::Address => address(text)
            .map(|_| Value::Text(text.to_owned()))
            .ok_or(Fault::Malformed),
        Kind::Addresses { most } => addresses(text, most),
        Kind::PublicKey => {
            let key: PublicKey = text.parse().map_err(|_| Fault::Malformed)?;
            Ok(Value::Text(key.to_string()))
        }
        Kind::EnrolmentCode => {
            let code: ActivationCode = text.parse().map_err(|_| Fault::Malformed)?;
            Ok(Value::Text(code.to_string()))
        }
        Kind::Hours => Ok(Value::Hours(text.parse().map_err(|_| Fault::Malformed)?)),
    }
}

/// Consoles that know strings alone write them in several ways.
fn flag(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

fn addresses(text: &str, most: usize) -> Result<Value, Fault> {
    let list: serde_json::Value = serde_json::from_str(text).map_err(|_| Fault::WrongType)?;
    let list = list.as_array().ok_or(Fault::WrongType)?;
    if list.is_empty() || list.len() > most {
        return Err(Fault::OutOfRange);
    }
    let one = |item: &serde_json::Value| {
        let text = item.as_str().ok_or(Fault::WrongType)?.trim();
        address(text).map(|_| text.to_owned()).ok_or(Fault::Malformed)
    };
    Ok(Value::List(list.iter().map(one).collect::<Result<_, _>>()?))
}

/// An address that may be connected to: `https`, or `http` on this machine; nothing in it but host, port and path.
pub(crate) fn address(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let plain = url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none()
        && url.has_host();
    let safe = url.scheme() == "https" || (url.scheme() == "http" && crate::net::http::is_loopback(&url));
    (plain && safe && text.len() <= LONGEST_ADDRESS).then_some(url)
}
