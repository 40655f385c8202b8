//! What an error says to a person: a sentence on what happened, and one on what to do.
//!
//! Reading order: [`sentence`]; `codes` lists every code there is; [`emoji_name`] names what two people compare; the texts stand in one
//! file a language, for translators. They are
//! looked up by kind and code, then by kind alone, so that a server's new code has a sentence too.

#[cfg(test)]
mod codes;
mod emoji;
#[cfg(test)]
mod tests;

pub use self::emoji::emoji_name;
use crate::error::Error;

/// The languages that Griffie speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Nederlands.
    Dutch,
    /// English.
    English,
    /// Deutsch.
    German,
    /// Français.
    French,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Dutch, Self::English, Self::German, Self::French];

    fn texts(self) -> &'static str {
        match self {
            Self::Dutch => include_str!("nl.txt"),
            Self::English => include_str!("en.txt"),
            Self::German => include_str!("de.txt"),
            Self::French => include_str!("fr.txt"),
        }
    }
}

/// What happened and what to do about it.
#[must_use]
pub fn sentence(error: &Error, language: Language) -> String {
    of(error.kind(), error.code(), language).to_owned()
}

/// The same for a bare code: why a message was not sent, why the archive needs attention.
#[must_use]
pub fn reason(code: &str, language: Language) -> String {
    let places = ["rejected", "archive_blocked", "offline", "storage"];
    let known = places
        .into_iter()
        .find_map(|kind| find(kind, Some(code), language))
        .or_else(|| find(code, None, language));
    known
        .unwrap_or_else(|| of("rejected", Some(code), language))
        .to_owned()
}

fn of(kind: &str, code: Option<&str>, language: Language) -> &'static str {
    // Statuses of proxies and crashes: one sentence for all.
    let code = code.map(|code| {
        if code.starts_with("http_") && code != "http_setup" {
            "http"
        } else {
            code
        }
    });
    find(kind, code, language)
        .or_else(|| find(kind, None, language))
        .unwrap_or_default()
}

fn find(kind: &str, code: Option<&str>, language: Language) -> Option<&'static str> {
    lines(language).find_map(|(key, text)| {
        let found = match (key.split_once('.'), code) {
            (Some(found), Some(code)) => found == (kind, code),
            (None, None) => key == kind,
            _ => false,
        };
        found.then_some(text)
    })
}

fn lines(language: Language) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = language.texts().lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(" = "))
}
