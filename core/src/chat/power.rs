//! What power people have in a room.

use std::collections::BTreeMap;

use griffie_wire::canonical::MAX_SAFE_INTEGER;
use serde::Deserialize;
use serde_json::Value;

use crate::store::{
    Connection, StoreError,
    rooms::{self, StateEvent},
};

/// Above every level that a room can give.
const CREATOR: i64 = MAX_SAFE_INTEGER.cast_signed();
/// From this version on creators stand above all levels (MSC4289), and `m.room.power_levels` may not name them.
const CREATORS_RULE: u32 = 12;
/// What creators of older rooms have as long as there is no `m.room.power_levels`.
const WITHOUT_LEVELS: i64 = 100;

/// The power that each user has.
#[derive(Debug, Default)]
pub(crate) struct PowerLevels {
    levels: Option<Levels>,
    creators: Vec<String>,
    creators_rule: bool,
}

/// `m.room.power_levels`
#[derive(Debug, Default, Deserialize)]
struct Levels {
    #[serde(default)]
    users: BTreeMap<String, Value>,
    #[serde(default)]
    users_default: Value,
    redact: Option<Value>,
}

/// `m.room.create`
#[derive(Debug, Default, Deserialize)]
struct Create {
    #[serde(default)]
    room_version: Value,
    #[serde(default)]
    additional_creators: Value,
}

impl PowerLevels {
    /// Of a room as it is known here.
    pub(crate) fn of_room(c: &Connection, room: i64) -> Result<Self, StoreError> {
        let levels = rooms::state(c, room, "m.room.power_levels", "")?;
        let create = rooms::state_event(c, room, "m.room.create", "")?;
        Ok(Self::read(levels.as_deref(), create.as_ref()))
    }

    /// Out of the content of `m.room.power_levels` and out of `m.room.create`. What does not parse gives nobody power.
    fn read(levels: Option<&str>, created: Option<&StateEvent>) -> Self {
        let creator = created.map(|created| created.sender.as_str());
        let create: Create = created
            .map(|created| lenient(&created.content))
            .unwrap_or_default();
        let creators_rule = level(&create.room_version) >= i64::from(CREATORS_RULE);
        let more = create.additional_creators.as_array().filter(|_| creators_rule);
        let more = more.into_iter().flatten().filter_map(Value::as_str);
        Self {
            levels: levels.map(lenient),
            creators: creator.into_iter().chain(more).map(ToOwned::to_owned).collect(),
            creators_rule,
        }
    }

    /// Whether the user may take back what others said, and with it end their polls.
    pub(crate) fn may_redact(&self, user_id: &str) -> bool {
        let needed = self.levels.as_ref().and_then(|levels| levels.redact.as_ref());
        self.of(user_id) >= needed.map_or(50, level)
    }

    pub(crate) fn of(&self, user_id: &str) -> i64 {
        let is_creator = self.creators.iter().any(|creator| creator == user_id);
        match &self.levels {
            _ if is_creator && self.creators_rule => CREATOR,
            Some(levels) => level(levels.users.get(user_id).unwrap_or(&levels.users_default)),
            None if is_creator => WITHOUT_LEVELS,
            None => 0,
        }
    }
}

fn lenient<T: serde::de::DeserializeOwned + Default>(content: &str) -> T {
    serde_json::from_str(content).unwrap_or_default()
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

    fn of(levels: &PowerLevels) -> [i64; 4] {
        ["@a:x", "@b:x", "@c:x", "@d:x"].map(|user| levels.of(user))
    }

    fn created(content: &str) -> StateEvent {
        StateEvent {
            sender: "@a:x".to_owned(),
            content: content.to_owned(),
        }
    }

    #[test]
    fn power_is_read_as_old_and_new_rooms_write_it() {
        let text = r#"{"users":{"@a:x":100,"@b:x":" 50 ","@c:x":1.5},"users_default":"5"}"#;
        assert_eq!(of(&PowerLevels::read(Some(text), None)), [100, 50, 0, 5]);
        assert_eq!(of(&PowerLevels::read(Some("[]"), None)), [0; 4]);
        assert_eq!(of(&PowerLevels::read(None, None)), [0; 4]);
    }

    #[test]
    fn creators_stand_above_all_levels_since_version_12() {
        let levels = Some(r#"{"users":{"@b:x":100}}"#);
        let read = |create| PowerLevels::read(levels, Some(&created(create)));
        let new = read(r#"{"room_version":"12","additional_creators":["@c:x", 7]}"#);
        assert_eq!(of(&new), [CREATOR, 100, CREATOR, 0]);
        assert!(new.may_redact("@c:x") && !new.may_redact("@d:x"));
        let old = read(r#"{"room_version":"11","additional_creators":["@c:x"]}"#);
        assert_eq!(of(&old), [0, 100, 0, 0], "the levels say it, and only they");
        assert_eq!(of(&read("{}")), [0, 100, 0, 0]);
    }

    #[test]
    fn without_levels_the_creator_of_an_older_room_has_100() {
        let bare = PowerLevels::read(None, Some(&created(r#"{"room_version":"10"}"#)));
        assert_eq!(of(&bare), [100, 0, 0, 0]);
    }
}
