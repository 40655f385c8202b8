//! Who is in a room.

use griffie_core::chat::{members, row::Membership};

use crate::ids::UserId;

/// What somebody is to a room.
#[uniffi::remote(Enum)]
pub enum Membership {
    /// In it.
    Join,
    /// Asked in.
    Invite,
    /// Asking to be let in.
    Knock,
    /// Not in it, or no longer.
    Leave,
    /// Kept out.
    Ban,
    /// A word that this version does not know.
    Unknown,
}

/// One member, as a screen lists them.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct MemberRow {
    /// Who.
    pub user_id: UserId,
    /// Name shown in this room.
    pub display_name: Option<String>,
    /// Matrix content URI of their picture.
    pub avatar: Option<String>,
    /// In the room, or invited to it.
    pub membership: Membership,
    /// Power level: 0 for everyone, 50 for a moderator, 100 for an administrator, 2^53 - 1 for a creator in rooms of version 12 and newer.
    pub power: i64,
}

impl From<members::MemberRow> for MemberRow {
    fn from(row: members::MemberRow) -> Self {
        Self {
            user_id: UserId(row.user_id),
            display_name: row.display_name,
            avatar: row.avatar,
            membership: row.membership,
            power: row.power,
        }
    }
}
