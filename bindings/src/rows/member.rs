//! Who is in a room.

use griffie_core::{
    chat::{members, row::Membership},
    verify::{self, PersonDevice, Trust},
};

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

/// What can be said of somebody by their keys.
#[uniffi::remote(Enum)]
pub enum Trust {
    /// Their keys were not asked for: no encrypted room is shared.
    Unknown,
    /// None of their devices can read encrypted rooms.
    NoKeys,
    /// All their devices are vouched for by their identity, which nobody here compared.
    Unverified,
    /// A device of theirs is not vouched for: it may be anybody's.
    UnverifiedDevice,
    /// Their identity was compared, and vouches for all their devices.
    Verified,
    /// Their identity is another than it was. They made a new one, or somebody stands between: compare again.
    Changed,
}

/// Somebody's keys, to be compared with what their own screen shows.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PersonSafety {
    /// Who.
    pub user: UserId,
    /// In one word.
    pub trust: Trust,
    /// Master key of their identity, in groups of four characters; absent without one.
    pub identity_fingerprint: Option<String>,
    /// Their devices that can read encrypted rooms, by id.
    pub devices: Vec<PersonDevice>,
}

/// One device of somebody.
#[uniffi::remote(Record)]
pub struct PersonDevice {
    /// Matrix device id.
    pub matrix_device: String,
    /// What its owner calls it.
    pub name: Option<String>,
    /// Ed25519 key in groups of four characters.
    pub fingerprint: Option<String>,
    /// Whether the identity of its owner vouches for it.
    pub vouched_for: bool,
}

impl From<verify::PersonSafety> for PersonSafety {
    fn from(it: verify::PersonSafety) -> Self {
        Self {
            user: UserId(it.user_id),
            trust: it.trust,
            identity_fingerprint: it.identity_fingerprint,
            devices: it.devices,
        }
    }
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
    /// What can be said of them by their keys: the badge beside their name.
    pub trust: Trust,
}

impl From<members::MemberRow> for MemberRow {
    fn from(row: members::MemberRow) -> Self {
        Self {
            user_id: UserId(row.user_id),
            display_name: row.display_name,
            avatar: row.avatar,
            membership: row.membership,
            power: row.power,
            trust: row.trust,
        }
    }
}
