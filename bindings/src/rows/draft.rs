//! What a user makes: rooms and messages.

use griffie_core::{chat::compose, engine};

use crate::ids::{UserId, plain};

/// A room to be made.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct RoomDraft {
    /// What people will call it; a room of two needs no name.
    #[uniffi(default)]
    pub name: Option<String>,
    /// What it is about.
    #[uniffi(default)]
    pub topic: Option<String>,
    /// Who is asked in.
    #[uniffi(default)]
    pub invite: Vec<UserId>,
    /// A conversation of two.
    #[uniffi(default = false)]
    pub direct: bool,
    /// End-to-end encrypted from the first event on. The archive gets what is said either way.
    #[uniffi(default = true)]
    pub encrypted: bool,
}

impl From<RoomDraft> for engine::RoomDraft {
    fn from(draft: RoomDraft) -> Self {
        Self {
            name: draft.name,
            topic: draft.topic,
            invite: plain(draft.invite),
            direct: draft.direct,
            encrypted: draft.encrypted,
        }
    }
}

/// A text as the user composed it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct TextDraft {
    /// Plain text; not empty. What is too long for an event travels as a file.
    pub text: String,
    /// The same in HTML (`org.matrix.custom.html`), if the user formatted it.
    #[uniffi(default)]
    pub formatted: Option<String>,
    /// Who is to be notified.
    #[uniffi(default)]
    pub mentions: Vec<UserId>,
}

impl From<TextDraft> for compose::TextDraft {
    fn from(draft: TextDraft) -> Self {
        Self {
            body: draft.text,
            formatted: draft.formatted,
            mentions: plain(draft.mentions),
        }
    }
}

/// A file or picture that the user chose.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct FileDraft {
    /// Where it is. It is read before the call returns and may be deleted then.
    pub path: String,
    /// What the user says with it.
    #[uniffi(default)]
    pub caption: Option<String>,
    /// Media type, when the app knows better than the name's ending.
    #[uniffi(default)]
    pub media_type: Option<String>,
}

impl From<FileDraft> for compose::FileDraft {
    fn from(draft: FileDraft) -> Self {
        Self {
            path: draft.path.into(),
            caption: draft.caption,
            mime: draft.media_type,
        }
    }
}

/// A question with answers to choose from; everybody sees how the votes stand.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PollDraft {
    /// Not empty.
    pub question: String,
    /// Two to twenty, none empty.
    pub answers: Vec<String>,
    /// How many of them one person may choose.
    #[uniffi(default = 1)]
    pub max_selections: u32,
}

impl From<PollDraft> for compose::PollDraft {
    fn from(draft: PollDraft) -> Self {
        Self {
            question: draft.question,
            answers: draft.answers,
            max_selections: draft.max_selections,
        }
    }
}

/// A voice message that the user recorded.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct VoiceDraft {
    /// The recording, most often Ogg Opus. It is read before the call returns and may be deleted then.
    pub path: String,
    /// Its length in milliseconds.
    pub duration_ms: u64,
    /// Loudness over time, 0 to 1024, some hundred numbers.
    #[uniffi(default)]
    pub waveform: Vec<u16>,
    /// Media type, when it is not `audio/ogg`.
    #[uniffi(default)]
    pub media_type: Option<String>,
}

impl From<VoiceDraft> for compose::VoiceDraft {
    fn from(draft: VoiceDraft) -> Self {
        Self {
            path: draft.path.into(),
            duration_ms: draft.duration_ms,
            waveform: draft.waveform,
            mime: draft.media_type,
        }
    }
}
