//! What an organisation may forbid on its devices. Only what this code does is here: a policy that forbids something else is not
//! understood, and refused.

use serde::{Deserialize, Serialize};

/// Something that users do, and that a policy may block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Feature {
    /// Put another text in the place of an own one.
    Edit,
    /// Redact what was sent.
    Delete,
    /// React with a sign.
    React,
    /// Send files and pictures.
    Files,
    /// Send recordings.
    Voice,
    /// Write a received file to a place outside the app.
    SaveFile,
    /// Make a room for more than two.
    CreateGroup,
    /// Invite people of another homeserver, or make a room with them.
    ExternalPeople,
}

impl Feature {
    pub const ALL: [Self; 8] = [
        Self::Edit,
        Self::Delete,
        Self::React,
        Self::Files,
        Self::Voice,
        Self::SaveFile,
        Self::CreateGroup,
        Self::ExternalPeople,
    ];

    /// The name in policies.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Delete => "delete",
            Self::React => "react",
            Self::Files => "files",
            Self::Voice => "voice",
            Self::SaveFile => "save_file",
            Self::CreateGroup => "create_group",
            Self::ExternalPeople => "external_people",
        }
    }
}
