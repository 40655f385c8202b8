//! Reads fields of a content that strangers wrote: a field may be absent, but not of another type than it should have.

use serde_json::{Map, Value};

/// The content, or a field of it, is not of the form it should have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Malformed;

/// A JSON object.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields<'a>(&'a Map<String, Value>);

/// Parses a content.
pub(super) fn parse(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok()
}

impl<'a> Fields<'a> {
    pub(super) fn of(value: &'a Value) -> Result<Self, Malformed> {
        value.as_object().map(Self).ok_or(Malformed)
    }

    pub(super) fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// A field that is there and not `null`.
    pub(super) fn get(self, name: &str) -> Option<&'a Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    /// The first of these fields that is there.
    pub(super) fn any(self, names: &[&str]) -> Option<&'a Value> {
        names.iter().find_map(|name| self.get(name))
    }

    pub(super) fn text(self, name: &str) -> Result<Option<String>, Malformed> {
        self.get(name)
            .map(|value| value.as_str().map(str::to_owned).ok_or(Malformed))
            .transpose()
    }

    pub(super) fn flag(self, name: &str) -> Result<Option<bool>, Malformed> {
        self.get(name)
            .map(|value| value.as_bool().ok_or(Malformed))
            .transpose()
    }

    /// A number of milliseconds, or of anything else that is counted.
    pub(super) fn count(self, name: &str) -> Result<Option<u64>, Malformed> {
        self.get(name)
            .map(|value| count(value).ok_or(Malformed))
            .transpose()
    }

    pub(super) fn texts(self, name: &str) -> Result<Vec<String>, Malformed> {
        let Some(value) = self.get(name) else {
            return Ok(Vec::new());
        };
        let list = value.as_array().ok_or(Malformed)?;
        list.iter()
            .map(|one| one.as_str().map(str::to_owned).ok_or(Malformed))
            .collect()
    }

    pub(super) fn object(self, name: &str) -> Result<Option<Fields<'a>>, Malformed> {
        self.get(name).map(Fields::of).transpose()
    }

    pub(super) fn entries(self) -> impl Iterator<Item = (&'a str, &'a Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

/// A whole number that is not negative; one with a fraction loses it.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast clamps, and the sign was looked at"
)]
pub(super) fn count(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| {
        value
            .as_f64()
            .filter(|number| *number >= 0.0)
            .map(|number| number as u64)
    })
}
