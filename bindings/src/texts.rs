//! Sentences and checks that need no core.

use griffie_core::{activate, error::Error, texts};

use crate::error::GriffieError;

/// A language in which Griffie speaks to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
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
