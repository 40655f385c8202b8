//! Records for other systems and for people. Reads the vault, writes files elsewhere.
//!
//! - `bundle`: a selection with everything that a stranger needs to check it
//! - `jsonl`: every record with its proof, a line each
//! - `model`: records turned into conversations, shared by the two below
//! - `html`: a transcript of each room, to read and to print
//! - `eml`: a mail message of each event (RFC 5322)
//! - `files`: attachments in clear, under names that are safe anywhere
//! - `said`, `happened`: messages and what happened to a room, in words
//! - `when`, `words`: times and texts around the messages

pub mod bundle;
pub mod eml;
mod files;
mod happened;
pub mod html;
pub mod jsonl;
pub(crate) mod model;
mod said;
mod when;
mod words;

use std::path::PathBuf;

use jiff::tz::TimeZone;

pub(crate) use self::when::When;
pub use self::words::Language;
use crate::error::VaultError;

/// What to export, and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// Folder to write to.
    pub out: PathBuf,
    /// Only these rooms; all when empty.
    pub rooms: Vec<String>,
    /// Language of the texts around the messages.
    pub language: Language,
    /// Time zone of the times shown.
    pub zone: TimeZone,
    /// Domain in Message-IDs and List-Ids of mail.
    pub mail_domain: String,
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files, without media.
    pub files: u64,
    /// Records that went into them.
    pub records: u64,
}

/// The time zone with this IANA name, from the database in the program.
///
/// # Errors
/// [`jiff::Error`] when there is no such zone.
pub fn zone(name: &str) -> Result<TimeZone, jiff::Error> {
    TimeZone::get(name)
}

/// Says what sort of file could not be written; never its name, which may be a room's.
fn outside(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> VaultError + use<> {
    let kind = path
        .extension()
        .map(|kind| format!(" (.{})", kind.to_string_lossy()))
        .unwrap_or_default();
    move |error| VaultError::Outside(format!("file of the export{kind}"), error)
}
