//! Checked values of keys.

use std::{
    collections::{BTreeMap, btree_map},
    fmt,
    str::FromStr,
};

/// What a key holds, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Number(u32),
    /// A word of a choice, an address, a key, words for people.
    Text(String),
    /// Several of them.
    List(Vec<String>),
    /// From when until when.
    Hours(Hours),
}

/// Part of each day, in minutes after midnight by the phone's clock. It ends the next day when `until` comes before `from`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours {
    /// First minute.
    pub from: u16,
    /// First minute after it.
    pub until: u16,
}

/// Checked values by key. What it shows of itself for debugging is the names alone: an enrolment code is worth something.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Values(BTreeMap<&'static str, Value>);

impl Values {
    /// The value of this key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.get(key)
    }

    /// The names of the keys that have a value.
    pub fn names(&self) -> btree_map::Keys<'_, &'static str, Value> {
        self.0.keys()
    }

    /// The text of this key, if it holds one.
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        match self.get(key)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The list of this key, if it holds one.
    pub(crate) fn list(&self, key: &str) -> Option<&[String]> {
        match self.get(key)? {
            Value::List(list) => Some(list),
            _ => None,
        }
    }

    pub(super) fn put(&mut self, key: &'static str, value: Value) {
        self.0.insert(key, value);
    }

    pub(super) fn take(&mut self, key: &str) -> Option<Value> {
        self.0.remove(key)
    }
}

impl fmt::Debug for Values {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.names()).finish()
    }
}

/// As it is shown to people, and as it can be read again.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
            Self::List(list) => write!(f, "{}", serde_json::Value::from(list.as_slice())),
            Self::Hours(hours) => write!(f, "{hours}"),
        }
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from, until } = self;
        write!(
            f,
            "{:02}:{:02}-{:02}:{:02}",
            from / 60,
            from % 60,
            until / 60,
            until % 60
        )
    }
}

/// Not hours: the form is `07:00-19:00`, and they must not be empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("hours are written as 07:00-19:00")]
pub struct BadHours;

impl FromStr for Hours {
    type Err = BadHours;

    fn from_str(text: &str) -> Result<Self, BadHours> {
        let (from, until) = text.split_once('-').ok_or(BadHours)?;
        let hours = Self {
            from: minute(from).ok_or(BadHours)?,
            until: minute(until).ok_or(BadHours)?,
        };
        (hours.from != hours.until).then_some(hours).ok_or(BadHours)
    }
}

fn minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.trim().split_once(':')?;
    let two = |part: &str| part.len() == 2 && part.bytes().all(|c| c.is_ascii_digit());
    if !two(hour) || !two(minute) {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}
