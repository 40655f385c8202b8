//! What can be said of a person by their keys: the badge beside their name, and what a safety page shows.

use serde::Serialize;

/// In one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Trust {
    /// Their keys were not asked for: no encrypted room is shared.
    Unknown,
    /// None of their devices can read encrypted rooms.
    NoKeys,
    /// All their devices are vouched for by their identity, which nobody here compared.
    Unverified,
    /// A device of theirs is not vouched for: it may be anybody's.
    UnverifiedDevice,
    /// Their identity was compared, and vouches for all their devices.
    Verified,
    /// Their identity is another than it was. They made a new one, or somebody stands between: compare again.
    Changed,
}

impl Trust {
    const ALL: [Self; 6] = [
        Self::Unknown,
        Self::NoKeys,
        Self::Unverified,
        Self::UnverifiedDevice,
        Self::Verified,
        Self::Changed,
    ];

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::NoKeys => "no_keys",
            Self::Unverified => "unverified",
            Self::UnverifiedDevice => "unverified_device",
            Self::Verified => "verified",
            Self::Changed => "changed",
        }
    }

    /// The trust that a stored word says.
    pub(crate) fn of(word: Option<&str>) -> Self {
        let found = Self::ALL.into_iter().find(|trust| Some(trust.word()) == word);
        found.unwrap_or(Self::Unknown)
    }
}

/// Somebody's keys, to be compared with what their own screen shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonSafety {
    /// Matrix user id.
    pub user_id: String,
    /// In one word.
    pub trust: Trust,
    /// Master key of their identity, in groups of four characters; `None` without one.
    pub identity_fingerprint: Option<String>,
    /// Their devices that can read encrypted rooms, by id.
    pub devices: Vec<PersonDevice>,
}

/// One device of somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonDevice {
    /// Matrix device id.
    pub matrix_device: String,
    /// What its owner calls it.
    pub name: Option<String>,
    /// Ed25519 key in groups of four characters.
    pub fingerprint: Option<String>,
    /// Whether the identity of its owner vouches for it.
    pub vouched_for: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stored_word_is_the_one_that_callers_get_and_an_unknown_one_says_nothing() {
        for trust in Trust::ALL {
            assert_eq!(serde_json::json!(trust), trust.word());
            assert_eq!(Trust::of(Some(trust.word())), trust);
        }
        assert_eq!(Trust::of(Some("whatever")), Trust::Unknown);
        assert_eq!(Trust::of(None), Trust::Unknown);
    }
}
