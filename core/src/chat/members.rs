//! Who is in a room, and with what power.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::row::Membership;
use crate::store::{Store, StoreError, members, rooms};

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
    /// Power level; 100 is the usual administrator.
    pub power: i64,
}

/// Everybody in the room or invited to it, the most powerful first.
pub(crate) fn members(store: &Store, room_id: &str) -> Result<Vec<MemberRow>, StoreError> {
    store.read(|c| {
        let Some(room) = rooms::find(c, room_id)? else {
            return Ok(Vec::new());
        };
        let levels = PowerLevels::read(rooms::state(c, room.id, "m.room.power_levels", "")?.as_deref());
        let mut rows: Vec<MemberRow> = members::present(c, room.id)?
            .into_iter()
            .map(|member| MemberRow {
                power: levels.of(&member.user_id),
                user_id: member.user_id,
                display_name: member.display_name,
                avatar: member.avatar_url,
                membership: Membership::of(&member.membership),
            })
            .collect();
        rows.sort_by(|a, b| b.power.cmp(&a.power).then_with(|| a.user_id.cmp(&b.user_id)));
        Ok(rows)
    })
}

/// The power that each user has, out of `m.room.power_levels`.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct PowerLevels {
    #[serde(default)]
    users: BTreeMap<String, Value>,
    #[serde(default)]
    users_default: Value,
    redact: Option<Value>,
}

impl PowerLevels {
    /// Out of the content of the state event. Without one, or with one that does not parse, nobody has power.
    pub(crate) fn read(content: Option<&str>) -> Self {
        content
            .and_then(|content| serde_json::from_str(content).ok())
            .unwrap_or_default()
    }

    /// Whether the user may take back what others said, and with it end their polls.
    pub(crate) fn may_redact(&self, user_id: &str) -> bool {
        self.of(user_id) >= self.redact.as_ref().map_or(50, level)
    }

    pub(crate) fn of(&self, user_id: &str) -> i64 {
        level(self.users.get(user_id).unwrap_or(&self.users_default))
    }
}

/// Old rooms write levels as text.
fn level(value: &Value) -> i64 {
    match value {
        Value::String(text) => text.trim().parse().unwrap_or(0),
        number => number.as_i64().unwrap_or(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn power_is_read_as_old_and_new_rooms_write_it() {
        let levels = PowerLevels::read(Some(
            r#"{"users":{"@a:x":100,"@b:x":" 50 ","@c:x":1.5},"users_default":"5"}"#,
        ));
        let of = ["@a:x", "@b:x", "@c:x", "@d:x"].map(|user| levels.of(user));
        assert_eq!(of, [100, 50, 0, 5]);
        assert_eq!(PowerLevels::read(Some("[]")).of("@a:x"), 0);
        assert_eq!(PowerLevels::read(None).of("@a:x"), 0);
    }
}
