//! Lines of what was changed about the room itself.

use serde::Deserialize;

use super::{Readable, UNKNOWN, hidden, visible};
use crate::store::timeline::Line;

#[derive(Deserialize, Default)]
struct Texts {
    name: Option<String>,
    topic: Option<String>,
    algorithm: Option<String>,
    history_visibility: Option<String>,
    replacement_room: Option<String>,
}

/// Changes that people notice are visible; the rest of the state is hidden.
pub(super) fn line(event: &Readable<'_>) -> Line {
    let texts: Texts = serde_json::from_str(event.content).unwrap_or_default();
    match event.event_type {
        "m.room.create" => visible("created", String::new()),
        "m.room.name" => visible("room_name", texts.name.unwrap_or_default()),
        "m.room.topic" => visible("room_topic", texts.topic.unwrap_or_default()),
        "m.room.avatar" => visible("room_avatar", String::new()),
        "m.room.encryption" => visible("encryption", texts.algorithm.unwrap_or_default()),
        "m.room.history_visibility" => {
            visible("history_visibility", texts.history_visibility.unwrap_or_default())
        }
        "m.room.tombstone" => visible("tombstone", texts.replacement_room.unwrap_or_default()),
        "m.room.power_levels"
        | "m.room.join_rules"
        | "m.room.guest_access"
        | "m.room.canonical_alias"
        | "m.room.aliases"
        | "m.room.server_acl"
        | "m.room.pinned_events"
        | "m.room.third_party_invite"
        | "m.room.policy"
        | "m.space.child"
        | "m.space.parent"
        | "m.bridge"
        | "uk.half-shot.bridge"
        | "m.room.retention"
        | "org.matrix.msc1763.retention"
        | "m.call.member"
        | "org.matrix.msc3401.call.member"
        | "m.beacon_info"
        | "org.matrix.msc3672.beacon_info"
        | "im.vector.room.access_rules"
        | "io.element.functional_members" => hidden("state"),
        _ => Line {
            hidden: true,
            ..visible(UNKNOWN, event.event_type.to_owned())
        },
    }
}
