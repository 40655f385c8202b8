//! The room list.

use griffie_core::chat::{rooms, row::Membership};
use griffie_wire::record::{Label, RoomKind};

use super::timeline::TimelineRow;
use crate::ids::{RoomId, UserId, users};

/// What kind of conversation a room is.
#[uniffi::remote(Enum)]
pub enum RoomKind {
    /// Between two people.
    Direct,
    /// Between more.
    Group,
    /// A Matrix space.
    Space,
}

/// One line of the room list.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct RoomRow {
    /// Which room.
    pub room_id: RoomId,
    /// What people call it; the other members' names when it has none; absent for a room of nobody else.
    pub name: Option<String>,
    /// Of two, of more, or a space.
    pub kind: RoomKind,
    /// Whether we are in it or invited to it.
    pub membership: Membership,
    /// Who invited us.
    pub inviter: Option<UserId>,
    /// Whether what is said here is end-to-end encrypted.
    pub encrypted: bool,
    /// What the room says it is about.
    pub topic: Option<String>,
    /// Matrix content URI of its picture; of the other person's, in a room of two.
    pub avatar: Option<String>,
    /// Number of people in it.
    pub joined: u32,
    /// Number of people invited to it.
    pub invited: u32,
    /// Messages not read yet, as the homeserver counts them.
    pub unread: u32,
    /// Those of them that mention us.
    pub highlights: u32,
    /// Who is typing.
    pub typing: Vec<UserId>,
    /// What the user said it is: what comes now has this label.
    pub label: Label,
    /// The last line of its timeline.
    pub last: Option<TimelineRow>,
}

impl From<rooms::RoomRow> for RoomRow {
    fn from(row: rooms::RoomRow) -> Self {
        Self {
            room_id: RoomId(row.room_id),
            name: row.name,
            kind: row.kind,
            membership: row.membership,
            inviter: row.inviter.map(UserId),
            encrypted: row.encrypted,
            topic: row.topic,
            avatar: row.avatar,
            joined: row.joined,
            invited: row.invited,
            unread: row.unread,
            highlights: row.highlights,
            typing: users(row.typing),
            label: row.label,
            last: row.last.map(TimelineRow::from),
        }
    }
}
