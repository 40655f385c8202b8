//! Files that events refer to: which bytes travel, how to check them, and what to say when there are none.

use serde::{Deserialize, Serialize};

use crate::ids::Sha256;

/// A file that an event refers to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachmentFact {
    /// The event that refers to it.
    pub event_id: String,
    /// Matrix content URI.
    pub mxc: String,
    /// What it is to the event.
    pub role: AttachmentRole,
    /// Name the sender gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_name: Option<String>,
    /// Media type the sender gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mime: Option<String>,
    /// Bytes of clear text.
    pub size: u64,
    /// Digest of the clear text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256_plain: Option<Sha256>,
    /// Digest of the bytes that travel to the archive.
    pub sha256_stored: Sha256,
    /// Number of bytes that travel.
    pub stored_size: u64,
    /// In which form they travel.
    pub form: AttachmentForm,
    /// Whether they do.
    pub state: AttachmentState,
    /// JSON text of the `EncryptedFile` of an own file, without its `url`: the event itself may come back redacted and name no file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
}

/// What a file is to its event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentRole {
    /// The file itself.
    File,
    /// A small picture of it.
    Thumbnail,
}

/// In which form a file travels to the archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentForm {
    /// As it lies on the homeserver, encrypted; the key is in the event.
    MatrixCiphertext,
    /// As a sealed object of its own.
    Gso1,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentState {
    /// Here and checked.
    Stored,
    /// The homeserver has it no more.
    Missing,
    /// The homeserver will not give it.
    Forbidden,
    /// Its digest is not the one the event names.
    HashMismatch,
    /// Larger than the policy allows.
    TooBig,
}
