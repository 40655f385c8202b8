//! Who is in a room, and with what power.

use serde::Serialize;

use super::{power::PowerLevels, row::Membership};
use crate::{
    store::{Store, StoreError, members, rooms, trust},
    verify::Trust,
};

/// One member, as a screen lists them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MemberRow {
    /// Matrix user id.
    pub user_id: String,
    /// Name shown in this room.
    pub display_name: Option<String>,
    /// Matrix content URI.
    pub avatar: Option<String>,
    /// In the room, or invited to it.
    pub membership: Membership,
    /// Power level; 100 is the usual administrator, 2^53 - 1 a creator, who stands above all levels (rooms of version 12 and newer).
    pub power: i64,
    /// What can be said of them by their keys.
    pub trust: Trust,
}

/// Everybody in the room or invited to it, the most powerful first.
pub(crate) fn members(store: &Store, room_id: &str) -> Result<Vec<MemberRow>, StoreError> {
    store.read(|c| {
        let Some(room) = rooms::find(c, room_id)? else {
            return Ok(Vec::new());
        };
        let levels = PowerLevels::of_room(c, room.id)?;
        let mut rows: Vec<MemberRow> = members::present(c, room.id)?
            .into_iter()
            .map(|member| {
                Ok(MemberRow {
                    power: levels.of(&member.user_id),
                    trust: Trust::of(trust::of(c, &member.user_id)?.as_deref()),
                    user_id: member.user_id,
                    display_name: member.display_name,
                    avatar: member.avatar_url,
                    membership: Membership::of(&member.membership),
                })
            })
            .collect::<Result<_, StoreError>>()?;
        rows.sort_by(|a, b| b.power.cmp(&a.power).then_with(|| a.user_id.cmp(&b.user_id)));
        Ok(rows)
    })
}
