//! State: who is in the room, what it is, what may be done in it, and what is around it.

use super::state;
use crate::event::{EventType, Exported, Shape, Shown};

pub(super) const MEMBERS: &[EventType] = &[
    EventType {
        shape: Shape::Member,
        ..state(&["m.room.member"], Shown::LineOfChange("membership"))
    }
    .proven(&[
        "membership_changes_are_lines_and_repeats_are_not",
        "a_membership_line_says_what_happened",
    ]),
    EventType {
        part: Some("displayname, avatar_url"),
        shape: Shape::Member,
        ..state(&["m.room.member"], Shown::LineOfChange("profile"))
    }
    .proven(&["membership_changes_are_lines_and_repeats_are_not"]),
    state(&["m.room.third_party_invite"], Shown::Line("third_party_invite")),
    state(
        &["io.element.functional_members", "m.member_hints"],
        Shown::LineOfChange("functional_members"),
    ),
];

pub(super) const ROOM: &[EventType] = &[
    state(&["m.room.create"], Shown::Line("created")),
    state(&["m.room.name"], Shown::Line("room_name")),
    state(&["m.room.topic"], Shown::Line("room_topic")),
    state(&["m.room.avatar"], Shown::Line("room_avatar")),
    state(&["m.room.canonical_alias"], Shown::Line("alias")),
    state(&["m.room.aliases"], Shown::Line("alias")),
    state(&["m.room.power_levels"], Shown::LineOfChange("power"))
        .proven(&["power_changes_are_told_against_their_defaults"]),
    state(&["m.room.join_rules"], Shown::LineOfChange("join_rule")),
    state(&["m.room.guest_access"], Shown::LineOfChange("guest_access")),
    state(&["m.room.history_visibility"], Shown::Line("history_visibility")),
    state(&["m.room.encryption"], Shown::Line("encryption")),
    state(&["m.room.server_acl"], Shown::Line("server_acl")),
    state(&["m.room.tombstone"], Shown::Line("tombstone")),
    state(
        &["m.room.predecessor", "org.matrix.msc3946.room_predecessor"],
        Shown::Line("predecessor"),
    ),
    state(&["m.room.pinned_events"], Shown::Line("pinned")).proven(&["pins_are_told_by_what_changed"]),
    state(
        &["m.room.retention", "org.matrix.msc1763.retention"],
        Shown::Line("retention"),
    ),
    state(&["com.beeper.disappearing_timer"], Shown::Line("retention")),
    state(
        &["m.room.language", "org.matrix.msc4334.room.language"],
        Shown::LineOfChange("language"),
    ),
    state(
        &["im.vector.room.access_rules"],
        Shown::LineOfChange("access_rule"),
    ),
    state(&["m.widget", "im.vector.modular.widgets"], Shown::Line("widget")),
    EventType {
        exported: Exported::Line,
        ..state(
            &["im.ponies.room_emotes", "m.image_pack"],
            Shown::Hidden(
                "image_pack",
                "pictures to choose from; what is said with them is a message",
            ),
        )
    },
];

pub(super) const AROUND: &[EventType] = &[
    state(&["m.space.child"], Shown::Line("space")),
    state(&["m.space.parent"], Shown::Line("space")),
    state(
        &[
            "m.policy.rule.user",
            "m.room.rule.user",
            "org.matrix.mjolnir.rule.user",
        ],
        Shown::Line("moderation"),
    ),
    state(
        &[
            "m.policy.rule.room",
            "m.room.rule.room",
            "org.matrix.mjolnir.rule.room",
        ],
        Shown::Line("moderation"),
    ),
    state(
        &[
            "m.policy.rule.server",
            "m.room.rule.server",
            "org.matrix.mjolnir.rule.server",
        ],
        Shown::Line("moderation"),
    ),
    state(
        &["m.room.policy", "org.matrix.msc4284.policy"],
        Shown::LineOfChange("moderation"),
    ),
    state(&["m.bridge", "uk.half-shot.bridge"], Shown::Line("bridge")),
];
