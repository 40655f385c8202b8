//! Files in a timeline.

use serde::{Deserialize, Deserializer, Serialize};

/// What a file is to the person who sees it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum FileFamily {
    /// A picture.
    Image,
    /// A film.
    Video,
    /// A recording; a voice message has a waveform.
    Audio,
    /// A picture without words around it.
    Sticker,
    /// Anything else.
    #[default]
    File,
}

impl FileFamily {
    /// The family of a stored kind, if it is one of files.
    pub(super) fn of_kind(kind: &str) -> Option<Self> {
        [Self::Image, Self::Video, Self::Audio, Self::Sticker, Self::File]
            .into_iter()
            .find(|family| family.kind() == kind)
    }

    /// The kind as it is stored.
    pub(super) fn kind(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Video => "video",
            Self::Audio => "audio",
            Self::Sticker => "sticker",
            Self::File => "file",
        }
    }
}

/// A file as its event describes it. Sizes are what a stranger wrote down; nothing may be reserved by them.
///
/// The names in JSON are those of docs/companion.md and of what is stored.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FileRow {
    /// What kind of file.
    #[serde(skip)]
    pub family: FileFamily,
    /// Matrix content URI; absent in an event that names no file, and for an own file that was not sent yet.
    pub mxc: Option<String>,
    /// Whether the homeserver has it encrypted.
    pub encrypted: bool,
    /// What it is called.
    pub name: Option<String>,
    /// Media type, as the sender says.
    #[serde(rename = "mime")]
    pub media_type: Option<String>,
    /// In bytes.
    pub size: Option<u64>,
    /// In pixels.
    #[serde(deserialize_with = "clamped")]
    pub width: Option<u32>,
    /// In pixels.
    #[serde(deserialize_with = "clamped")]
    pub height: Option<u32>,
    /// Length of a film or recording, in milliseconds.
    pub duration_ms: Option<u64>,
    /// Whether it was recorded as a voice message.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub voice: bool,
    /// Loudness over time of a voice message, 0 to 1024.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub waveform: Vec<u16>,
    /// Whether the bytes are here.
    #[serde(skip)]
    pub fetched: Fetched,
}

/// Whether a file can be opened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fetched {
    /// It is being fetched, or will be.
    #[default]
    Waiting,
    /// It is on this device: opening it needs no network.
    Here,
    /// The archive has it, and opening it fetches it again.
    Remote,
    /// The homeserver does not have it.
    Missing,
    /// The homeserver refuses it.
    Forbidden,
    /// What the homeserver has is not the file that the event names.
    Mismatch,
    /// Larger than policy allows.
    TooBig,
}

impl Fetched {
    /// Of a file in this state, which this device can open or cannot.
    pub(crate) fn of(state: &str, openable: bool) -> Self {
        match state {
            "stored" if openable => Self::Here,
            "stored" => Self::Remote,
            "missing" => Self::Missing,
            "forbidden" => Self::Forbidden,
            "hash_mismatch" => Self::Mismatch,
            "too_big" => Self::TooBig,
            _ => Self::Waiting,
        }
    }
}

/// Rows of before this type hold any number there.
fn clamped<'de, D: Deserializer<'de>>(number: D) -> Result<Option<u32>, D::Error> {
    let number = Option::<u64>::deserialize(number)?;
    Ok(number.map(|number| u32::try_from(number).unwrap_or(u32::MAX)))
}
