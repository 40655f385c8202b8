//! Sentences and checks that need no core.

use griffie_core::{
    activate,
    error::Error,
    texts::{self, Language},
};

use crate::error::GriffieError;

/// A language in which Griffie speaks to people.
#[uniffi::remote(Enum)]
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

/// What happened and what to do about it, in one or two sentences for a person.
#[uniffi::export]
#[must_use]
pub fn describe(error: GriffieError, language: Language) -> String {
    texts::sentence(&Error::from(error), language)
}

/// The same for a bare reason: of a message that failed, of an archive that needs attention, of a core that failed.
#[uniffi::export]
#[must_use]
pub fn describe_reason(reason: String, language: Language) -> String {
    texts::reason(&reason, language)
}

/// The name of one of the emoji that two people compare (0 to 63), as the Matrix specification has it.
#[uniffi::export]
#[must_use]
pub fn emoji_name(number: u8, language: Language) -> String {
    texts::emoji_name(number, language).to_owned()
}

/// The activation code as it is written, in groups of four, from what somebody typed. Asks no server, so it may be called at each key.
///
/// Errors: `Rejected` with `code_wrong_length`, `code_bad_character`, `code_mistyped`.
#[uniffi::export]
pub fn check_code(text: String) -> Result<String, GriffieError> {
    Ok(activate::check_code(&text).map_err(Error::from)?)
}
