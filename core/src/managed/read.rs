//! From the values as the platform hands them over to checked ones. A wrong value is named and ignored, never half applied.

use std::{collections::HashMap, fmt};

use super::{
    check::{address, check},
    table::{self, Acts},
    value::{Value, Values},
};

/// Most unknown keys that are named; somebody else's configuration may hold any number of them.
const MOST_UNKNOWN: usize = 32;
/// Most characters of an unknown key that are shown.
const LONGEST_NAME: usize = 64;
/// What can be used only together.
const TOGETHER: [&str; 2] = ["router_url", "policy_public_key"];

/// What is wrong with a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is not there, or empty, and others that are there need it.
    #[error("is missing")]
    Missing,
    /// The console did not fill in its own variable: `{{deviceid}}`, `{DeviceUid}`, `$UDID`.
    #[error("still holds a variable of the console")]
    NotFilledIn,
    /// Longer than any such value is.
    #[error("is too long")]
    TooLong,
    /// Another type than the key has: words where a number is due.
    #[error("is of another type")]
    WrongType,
    /// A word that is none of the choices.
    #[error("is none of the allowed values")]
    NotAllowed,
    /// Below the smallest, above the largest, or too many.
    #[error("is outside its limits")]
    OutOfRange,
    /// Not what it should be: no address, no key, no code, no hours.
    #[error("is not what it should be")]
    Malformed,
    /// Another key says otherwise; neither is used.
    #[error("contradicts another key")]
    Contradicts,
    /// It takes effect at an activation alone, and this device was activated with another value, which stays.
    #[error("changed after the activation, which it cannot")]
    Fixed,
    /// No key of ours.
    #[error("is not known")]
    Unknown,
}

/// A key and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Name of the key. Of an unknown one what is printable of its first characters.
    pub key: String,
    /// What about it.
    pub fault: Fault,
}

/// What the raw values come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The values that are right.
    pub values: Values,
    /// All that are not, in the order of the table, unknown ones last.
    pub findings: Vec<Finding>,
}

impl Fault {
    /// A stable word: `missing`, `not_filled_in`, `too_long`, `wrong_type`, `not_allowed`, `out_of_range`, `malformed`, `contradicts`,
    /// `fixed`, `unknown`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::NotFilledIn => "not_filled_in",
            Self::TooLong => "too_long",
            Self::WrongType => "wrong_type",
            Self::NotAllowed => "not_allowed",
            Self::OutOfRange => "out_of_range",
            Self::Malformed => "malformed",
            Self::Contradicts => "contradicts",
            Self::Fixed => "fixed",
            Self::Unknown => "unknown",
        }
    }

    /// Whether somebody has to mend it: an unknown key may be meant for somebody else.
    #[must_use]
    pub fn is_wrong(self) -> bool {
        self != Self::Unknown
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.key, self.fault)
    }
}

/// Reads raw values: strings as they are, all else as JSON (`true`, `5`, `["https://…"]`). `activated` are the raw values with which this
/// device was activated, if it was: what cannot change afterwards stays as it is there.
#[must_use]
pub fn read(raw: &HashMap<String, String>, activated: Option<&HashMap<String, String>>) -> Reading {
    let mut reading = each(raw);
    match activated {
        Some(before) => keep_fixed(&mut reading, &each(before).values),
        None => say_missing(&mut reading),
    }
    servers_agree(&mut reading);
    let place = |finding: &Finding| table::keys().position(|key| key.name == finding.key);
    reading.findings.sort_by_key(place);
    reading.findings.extend(unknown(raw));
    reading
}

fn each(raw: &HashMap<String, String>) -> Reading {
    let mut reading = Reading::default();
    for key in table::keys() {
        match raw.get(key.name).map(|text| check(key.kind, text)) {
            Some(Ok(Some(value))) => reading.values.put(key.name, value),
            Some(Err(fault)) => reading.find(key.name, fault),
            Some(Ok(None)) | None => {}
        }
    }
    reading
}

/// The values of the activation stay. That one is gone is no fault: a console takes a used code away.
fn keep_fixed(reading: &mut Reading, before: &Values) {
    for key in table::keys().filter(|key| !key.renewable) {
        let now = reading.values.take(key.name);
        if now.is_some() && now.as_ref() != before.get(key.name) {
            reading.find(key.name, Fault::Fixed);
        }
        if let Some(value) = before.get(key.name) {
            reading.values.put(key.name, value.clone());
        }
    }
}

/// Half of what an activation needs is a mistake; a code may be left out, since the user can type it.
fn say_missing(reading: &mut Reading) {
    let any = table::keys()
        .filter(|key| key.acts == Acts::Activation)
        .any(|key| reading.values.get(key.name).is_some() || reading.has(key.name));
    for key in TOGETHER {
        if any && reading.values.get(key).is_none() && !reading.has(key) {
            reading.find(key, Fault::Missing);
        }
    }
}

/// The one homeserver must be among the allowed ones; else nobody knows what is meant.
fn servers_agree(reading: &mut Reading) {
    let one = reading.values.text("homeserver_url").and_then(address);
    let list = reading.values.list("allowed_homeservers");
    if let (Some(one), Some(list)) = (one, list)
        && !list.iter().any(|url| address(url).as_ref() == Some(&one))
    {
        for key in ["homeserver_url", "allowed_homeservers"] {
            reading.values.take(key);
            reading.find(key, Fault::Contradicts);
        }
    }
}

fn unknown(raw: &HashMap<String, String>) -> Vec<Finding> {
    let mut names: Vec<_> = raw
        .keys()
        .filter(|name| table::find(name).is_none())
        .map(|name| printable(name))
        .collect();
    names.sort();
    names.truncate(MOST_UNKNOWN);
    let fault = Fault::Unknown;
    names.into_iter().map(|key| Finding { key, fault }).collect()
}

fn printable(name: &str) -> String {
    name.chars()
        .take(LONGEST_NAME)
        .map(|c| if c.is_ascii_graphic() { c } else { '?' })
        .collect()
}

impl Reading {
    fn find(&mut self, key: &str, fault: Fault) {
        let key = key.to_owned();
        self.findings.push(Finding { key, fault });
    }

    fn has(&self, key: &str) -> bool {
        self.findings.iter().any(|finding| finding.key == key)
    }
}

/// The address of a checked value, for who connects to it.
pub(crate) fn addresses(values: &Values, key: &str) -> Vec<url::Url> {
    match values.get(key) {
        Some(Value::Text(text)) => address(text).into_iter().collect(),
        Some(Value::List(list)) => list.iter().filter_map(|text| address(text)).collect(),
        _ => Vec::new(),
    }
}
