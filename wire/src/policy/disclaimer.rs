//! What people are told who write with somebody whose messages are archived (D14, 000-RO-08, decision 19).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::ids::TenantId;

const MOST_TEXT: usize = 4000;
const MOST_URL: usize = 2048;
const MOST_SERVERS: usize = 1000;
const MOST_SERVER: usize = 255;

/// A language that a disclaimer may be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    Nl,
    En,
    De,
    Fr,
}

/// When somebody is told, each time once for one version of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// Before the first thing we send in a room.
    FirstMessage,
    /// Before the next thing we send after somebody came in who was not told there.
    Joined,
    /// Again when a year has passed.
    Yearly,
}

/// The text, its languages and its occasions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disclaimer {
    /// Version of the text, from 1 on. Who was told of another one is told again.
    pub version: u32,
    /// The text in each language, 1 to 4,000 bytes.
    pub texts: BTreeMap<Language, String>,
    /// The language for who is on a server that `servers` does not name; there must be a text in it.
    pub language: Language,
    /// Languages of homeservers: the name of one (`berlin.example`), or the end of many with a dot before it (`.de`).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub servers: BTreeMap<String, Language>,
    /// Where the organisation says more; an https address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub privacy_url: Option<String>,
    /// The first message at least.
    pub when: BTreeSet<Occasion>,
}

/// Stands in the content of the event with the text, under [`MARK`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Whose archive.
    pub tenant: TenantId,
    /// Of the text.
    pub version: u32,
    /// Those it is in.
    pub languages: BTreeSet<Language>,
}

/// The name of [`Mark`] in an event's content.
pub const MARK: &str = "nl.griffie.disclaimer";

impl Mark {
    /// The mark in the content of an event, if it has one.
    pub fn of(content: &serde_json::Value) -> Option<Self> {
        Self::deserialize(content.get(MARK)?).ok()
    }
}

impl Language {
    pub const ALL: [Self; 4] = [Self::Nl, Self::En, Self::De, Self::Fr];

    /// The tag of RFC 5646.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
            Self::De => "de",
            Self::Fr => "fr",
        }
    }
}

impl Disclaimer {
    /// The language for somebody: that of the longest name in `servers` that fits their homeserver, else the policy's.
    pub fn language_of(&self, user_id: &str) -> Language {
        let server = user_id.split_once(':').map_or("", |(_, server)| server);
        let host = match server.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => host,
            _ => server,
        };
        let fits = |name: &str| match name.strip_prefix('.') {
            Some(_) => host.ends_with(name),
            None => host == name,
        };
        self.servers
            .iter()
            .filter(|(name, _)| fits(name))
            .max_by_key(|(name, _)| name.len())
            .map_or(self.language, |(_, language)| *language)
    }

    /// What is said in these languages, one below the other, and the address at the end.
    pub fn say(&self, languages: &BTreeSet<Language>) -> String {
        let texts = languages
            .iter()
            .filter_map(|language| self.texts.get(language))
            .map(String::as_str);
        texts
            .chain(self.privacy_url.as_deref())
            .collect::<Vec<_>>()
            .join("\n\n")
    }

    /// The value that is outside its limits.
    pub(super) fn outside(&self) -> Option<&'static str> {
        let fits = |text: &String| !text.trim().is_empty() && text.len() <= MOST_TEXT;
        let server = |name: &String| {
            let plain = |byte: u8| {
                byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b':')
            };
            (2..=MOST_SERVER).contains(&name.len()) && name.bytes().all(plain)
        };
        let known = |language: &Language| self.texts.contains_key(language);
        let url = |url: &String| {
            let plain = url.bytes().all(|byte| byte.is_ascii_graphic());
            url.len() <= MOST_URL && url.len() > 8 && url.starts_with("https://") && plain
        };
        let rules = [
            ("disclaimer.version", self.version >= 1),
            ("disclaimer.texts", self.texts.values().all(fits)),
            ("disclaimer.language", known(&self.language)),
            (
                "disclaimer.servers",
                self.servers.len() <= MOST_SERVERS && self.servers.keys().all(server),
            ),
            ("disclaimer.servers", self.servers.values().all(known)),
            (
                "disclaimer.privacy_url",
                self.privacy_url.as_ref().is_none_or(url),
            ),
            ("disclaimer.when", self.when.contains(&Occasion::FirstMessage)),
        ];
        rules.into_iter().find(|(_, holds)| !holds).map(|(name, _)| name)
    }
}
