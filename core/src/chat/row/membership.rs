//! Who is in a room, and lines about it.

use serde::{Deserialize, Serialize};

/// What somebody is to a room.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    #[default]
    #[serde(other)]
    Unknown,
}

impl Membership {
    /// Out of the word that Matrix has for it.
    pub(crate) fn of(word: &str) -> Self {
        match word {
            "join" => Self::Join,
            "invite" => Self::Invite,
            "knock" => Self::Knock,
            "leave" => Self::Leave,
            "ban" => Self::Ban,
            _ => Self::Unknown,
        }
    }
}

/// What a membership line tells, in one word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum MembershipChange {
    /// They came in.
    Joined,
    /// They left.
    Left,
    /// The sender invited them.
    Invited,
    /// They did not accept the invitation.
    Declined,
    /// The sender took the invitation back.
    InvitationWithdrawn,
    /// The sender removed them.
    Removed,
    /// The sender keeps them out.
    Banned,
    /// The sender keeps them out no longer.
    Unbanned,
    /// They ask to be let in.
    Knocked,
    /// They ask no longer.
    KnockWithdrawn,
    /// The sender does not let them in.
    KnockDenied,
    /// A change that has no name.
    #[default]
    Other,
}

/// Somebody came, went, was invited or removed; the line's text is the reason that was given.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct MembershipRow {
    /// Matrix user id of whom it is about; the line's sender did it.
    #[serde(skip)]
    pub user_id: String,
    /// What happened.
    #[serde(skip)]
    pub change: MembershipChange,
    /// What they are to the room now.
    pub membership: Option<Membership>,
    /// What they were.
    pub membership_before: Option<Membership>,
    /// Their name, as this event has it.
    pub name: Option<String>,
    /// Their name before.
    pub name_before: Option<String>,
}

/// Somebody has another name, or another picture when the names are the same.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ProfileRow {
    /// Matrix user id.
    #[serde(skip)]
    pub user_id: String,
    /// Still in the room, most often.
    pub membership: Option<Membership>,
    /// As now.
    pub membership_before: Option<Membership>,
    /// The new name.
    pub name: Option<String>,
    /// The old one.
    pub name_before: Option<String>,
}

/// What is stored of either.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Stored {
    membership: Option<Membership>,
    membership_before: Option<Membership>,
    name: Option<String>,
    name_before: Option<String>,
}

impl MembershipRow {
    pub(super) fn read(stored: Stored, sender: &str, target: Option<&str>) -> Self {
        let user_id = target.unwrap_or(sender);
        Self {
            user_id: user_id.to_owned(),
            change: change(stored.membership_before, stored.membership, sender == user_id),
            membership: stored.membership,
            membership_before: stored.membership_before,
            name: stored.name,
            name_before: stored.name_before,
        }
    }
}

impl ProfileRow {
    pub(super) fn read(stored: Stored, sender: &str, target: Option<&str>) -> Self {
        Self {
            user_id: target.unwrap_or(sender).to_owned(),
            membership: stored.membership,
            membership_before: stored.membership_before,
            name: stored.name,
            name_before: stored.name_before,
        }
    }
}

/// Client-server API, "Room membership": who was nothing to the room before counts as gone.
fn change(before: Option<Membership>, now: Option<Membership>, themselves: bool) -> MembershipChange {
    use Membership::{Ban, Invite, Join, Knock, Leave};
    let before = before.unwrap_or(Leave);
    match (before, now.unwrap_or_default()) {
        (Invite | Knock | Leave | Membership::Unknown, Join) => MembershipChange::Joined,
        (Leave | Knock | Membership::Unknown, Invite) => MembershipChange::Invited,
        (Leave | Invite | Membership::Unknown, Knock) => MembershipChange::Knocked,
        (Invite, Leave) if themselves => MembershipChange::Declined,
        (Invite, Leave) => MembershipChange::InvitationWithdrawn,
        (Knock, Leave) if themselves => MembershipChange::KnockWithdrawn,
        (Knock, Leave) => MembershipChange::KnockDenied,
        (Ban, Leave) => MembershipChange::Unbanned,
        (_, Leave) if themselves => MembershipChange::Left,
        (_, Leave) => MembershipChange::Removed,
        (_, Ban) => MembershipChange::Banned,
        _ => MembershipChange::Other,
    }
}
