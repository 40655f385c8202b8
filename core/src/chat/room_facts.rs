//! What a room is: its name, kind, and whether it is encrypted, out of its state. Pure but for loading.

use griffie_wire::{
    ids::Sha256,
    record::{RoomKind, RoomThen},
};
use serde::Deserialize;

use crate::store::{Connection, StoreError, members::StoredMember, rooms, rooms::StoredRoom};

/// The facts, kept up to date while a unit works on the room.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct RoomFacts {
    name: Option<String>,
    alias: Option<String>,
    space: bool,
    encrypted: bool,
    direct: bool,
    /// Made of the others' names; `None` until it is asked for.
    others: Option<Option<String>>,
}

#[derive(Deserialize)]
struct Content {
    name: Option<String>,
    alias: Option<String>,
    #[serde(rename = "type")]
    room_type: Option<String>,
}

impl RoomFacts {
    /// So many other members are enough to name a room.
    pub(crate) const OTHERS: u32 = 4;

    /// The facts as the stored state says them.
    pub(crate) fn load(c: &Connection, room: &StoredRoom) -> Result<Self, StoreError> {
        let mut facts = Self {
            direct: room.direct,
            ..Self::default()
        };
        for event_type in [
            "m.room.name",
            "m.room.canonical_alias",
            "m.room.create",
            "m.room.encryption",
        ] {
            if let Some(content) = rooms::state(c, room.id, event_type, "")? {
                facts.apply(event_type, "", &content);
            }
        }
        Ok(facts)
    }

    /// A state event becomes current.
    pub(crate) fn apply(&mut self, event_type: &str, state_key: &str, content: &str) {
        if !state_key.is_empty() {
            return;
        }
        if event_type == "m.room.encryption" {
            // Nobody can switch encryption off, whatever the content says.
            self.encrypted = true;
            return;
        }
        let read = || serde_json::from_str::<Content>(content).ok();
        match event_type {
            "m.room.name" => {
                self.name = read()
                    .and_then(|content| content.name)
                    .filter(|name| !name.is_empty())
            }
            "m.room.canonical_alias" => self.alias = read().and_then(|content| content.alias),
            "m.room.create" => {
                self.space = read().is_some_and(|content| content.room_type.as_deref() == Some("m.space"));
            }
            _ => {}
        }
    }

    pub(crate) fn encrypted(&self) -> bool {
        self.encrypted
    }

    pub(crate) fn set_direct(&mut self, direct: bool) {
        self.direct = direct;
    }

    /// Somebody came, went or was renamed.
    pub(crate) fn members_changed(&mut self) {
        self.others = None;
    }

    /// Whether the name depends on the members and they are not known yet.
    pub(crate) fn needs_others(&self) -> bool {
        self.name.is_none() && self.alias.is_none() && self.others.is_none()
    }

    /// At most [`Self::OTHERS`] of the others, for a room without a name of its own.
    pub(crate) fn set_others(&mut self, others: &[StoredMember]) {
        let names: Vec<&str> = others
            .iter()
            .map(|member| member.display_name.as_deref().unwrap_or(&member.user_id))
            .collect();
        self.others = Some(match names.as_slice() {
            [] => None,
            [first, second, third, _, ..] => Some(format!("{first}, {second}, {third} …")),
            few => Some(few.join(", ")),
        });
    }

    /// What people call the room; `None` for one without a name, an alias and others.
    pub(crate) fn name(&self) -> Option<&str> {
        self.name
            .as_deref()
            .or(self.alias.as_deref())
            .or_else(|| self.others.as_ref()?.as_deref())
    }

    pub(crate) fn kind(&self) -> RoomKind {
        if self.space {
            RoomKind::Space
        } else if self.direct {
            RoomKind::Direct
        } else {
            RoomKind::Group
        }
    }

    /// The room as a record tells it.
    pub(crate) fn then(&self, room_id: &str, members: Option<Sha256>) -> RoomThen {
        RoomThen {
            room_id: room_id.to_owned(),
            name: self.name().map(str::to_owned),
            kind: self.kind(),
            encrypted: self.encrypted,
            members,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(name: &str) -> StoredMember {
        StoredMember {
            user_id: format!("@{name}:x"),
            membership: "join".into(),
            display_name: (name != "nameless").then(|| name.to_owned()),
            avatar_url: None,
        }
    }

    #[test]
    fn a_room_is_named_by_itself_then_by_its_alias_then_by_the_others() {
        let mut facts = RoomFacts::default();
        assert!(facts.needs_others());
        facts.set_others(&[member("Bo"), member("nameless")]);
        assert_eq!(facts.name(), Some("Bo, @nameless:x"));
        facts.set_others(&["a", "b", "c", "d"].map(member));
        assert_eq!(facts.name(), Some("a, b, c …"));
        facts.apply("m.room.canonical_alias", "", r##"{"alias":"#werk:x"}"##);
        assert_eq!(facts.name(), Some("#werk:x"));
        facts.apply("m.room.name", "", r#"{"name":"Werk"}"#);
        assert_eq!((facts.name(), facts.needs_others()), (Some("Werk"), false));
        facts.apply("m.room.name", "", r#"{"name":""}"#);
        assert_eq!(facts.name(), Some("#werk:x"));
    }

    #[test]
    fn encryption_is_never_switched_off_and_state_keys_matter() {
        let mut facts = RoomFacts::default();
        facts.apply("m.room.encryption", "other", "{}");
        assert!(!facts.encrypted());
        facts.apply("m.room.encryption", "", "7");
        facts.apply("m.room.encryption", "", "{}");
        assert!(facts.encrypted());
        facts.apply("m.room.create", "", r#"{"type":"m.space"}"#);
        assert_eq!(facts.kind(), RoomKind::Space);
    }
}
