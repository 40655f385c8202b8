//! The room as it was when a record was written: names and members change, records keep what was true then.

use serde::{Deserialize, Serialize};

use crate::ids::Sha256;

/// A room at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomThen {
    /// Matrix room id.
    pub room_id: String,
    /// Name as the user saw it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Shape of the conversation.
    pub kind: RoomKind,
    /// Whether the room was end-to-end encrypted.
    pub encrypted: bool,
    /// Digest of the last [`MembersFact`](super::MembersFact) of the room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub members: Option<Sha256>,
}

/// Shape of a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoomKind {
    /// Between two people.
    Direct,
    /// Between more.
    Group,
    /// A Matrix space.
    Space,
}
