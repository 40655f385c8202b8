//! What is not an event of a room.

use super::message;
use crate::event::{Carrier, EventType, Exported, Kept, Shape, Shown};

const fn apart(
    carrier: Carrier,
    names: &'static [&'static str],
    kept: Kept,
    shown: &'static str,
) -> EventType {
    EventType {
        carrier,
        kept,
        shown: Shown::Elsewhere(shown),
        exported: Exported::Nowhere,
        ..message(names, Shape::Apart, "")
    }
}

const MOMENT: &str = "of the moment, and nothing that was said (records.md 4.2)";
const OWN: &str = "the user's own arrangement of their screen; no one else ever sees it (records.md 4.2)";
const SECRET: &str = "a secret of the user's identity or backup, which an archive must not have";
const SETTING: &str = "a setting of the user's clients; no part of any conversation";
const ARRANGING: &str =
    "devices arrange keys; what came of it is in `session_key`, `gap` and `key_shared` records";
const VERIFYING: &str =
    "devices arrange a verification; its result is in the `verification` of each event record";
const NOT_SHOWN: &str = "nowhere";

pub(super) const BESIDE: &[EventType] = &[
    EventType {
        shape: Shape::Receipts,
        exported: Exported::InTranscript,
        ..apart(
            Carrier::Ephemeral,
            &["m.receipt"],
            Kept::Receipts,
            "how far others have read",
        )
    }
    .proven(&["public_receipts_are_recorded_once_and_private_ones_never", "who_could_see_a_message_is_shown"]),
    EventType {
        part: Some("m.read.private"),
        ..apart(
            Carrier::Ephemeral,
            &["m.receipt"],
            Kept::Nowhere("told to the user's own devices alone: private receipts never leave the device (records.md 4.2)"),
            "the own unread mark",
        )
    }
    .proven(&["public_receipts_are_recorded_once_and_private_ones_never"]),
    apart(Carrier::Ephemeral, &["m.typing"], Kept::Nowhere(MOMENT), "the room list"),
    apart(Carrier::Ephemeral, &["m.presence"], Kept::Nowhere(MOMENT), NOT_SHOWN),
];

pub(super) const ACCOUNT: &[EventType] = &[
    apart(
        Carrier::RoomData,
        &["m.fully_read"],
        Kept::Nowhere("a place on the user's own screen; what they have read is in their `m.read` receipts"),
        NOT_SHOWN,
    ),
    apart(Carrier::RoomData, &["m.tag"], Kept::Nowhere(OWN), NOT_SHOWN),
    apart(
        Carrier::RoomData,
        &["m.marked_unread", "com.famedly.marked_unread"],
        Kept::Nowhere(OWN),
        NOT_SHOWN,
    ),
    apart(
        Carrier::RoomData,
        &["m.space_order", "org.matrix.msc3230.space_order"],
        Kept::Nowhere(OWN),
        NOT_SHOWN,
    ),
    apart(
        Carrier::RoomData,
        &[
            "m.media_preview_config",
            "io.element.msc4278.media_preview_config",
        ],
        Kept::Nowhere(SETTING),
        NOT_SHOWN,
    ),
    apart(
        Carrier::AccountData,
        &["m.direct"],
        Kept::Nowhere(
            "context only: `room.kind` of each record says whether the room was a conversation of two",
        ),
        "`kind` in the room list",
    ),
    apart(
        Carrier::AccountData,
        &["m.ignored_user_list"],
        Kept::Gap,
        NOT_SHOWN,
    ),
    apart(
        Carrier::AccountData,
        &["m.push_rules"],
        Kept::Nowhere(SETTING),
        NOT_SHOWN,
    ),
    apart(
        Carrier::AccountData,
        &["m.identity_server"],
        Kept::Nowhere(SETTING),
        NOT_SHOWN,
    ),
    apart(
        Carrier::AccountData,
        &[
            "m.invite_permission_config",
            "org.matrix.msc4380.invite_permission_config",
        ],
        Kept::Nowhere(SETTING),
        NOT_SHOWN,
    ),
    apart(
        Carrier::AccountData,
        &["m.do_not_disturb", "dm.filament.do_not_disturb"],
        Kept::Nowhere(SETTING),
        NOT_SHOWN,
    ),
    apart(
        Carrier::AccountData,
        &[
            "m.media_preview_config",
            "io.element.msc4278.media_preview_config",
        ],
        Kept::Nowhere(SETTING),
        NOT_SHOWN,
    ),
    apart(
        Carrier::AccountData,
        &["m.image_pack", "im.ponies.user_emotes"],
        Kept::Nowhere(SETTING),
        NOT_SHOWN,
    ),
    apart(
        Carrier::AccountData,
        &["m.image_pack.rooms", "im.ponies.emote_rooms"],
        Kept::Nowhere(SETTING),
        NOT_SHOWN,
    ),
    apart(
        Carrier::AccountData,
        &["m.recent_emoji"],
        Kept::Nowhere(SETTING),
        NOT_SHOWN,
    ),
    apart(
        Carrier::AccountData,
        &[
            "m.secret_storage.default_key",
            "m.secret_storage.key.*",
            "m.key_backup",
        ],
        Kept::Nowhere(SECRET),
        NOT_SHOWN,
    ),
];

pub(super) const TO_DEVICE: &[EventType] = &[
    apart(
        Carrier::ToDevice,
        &["m.room.encrypted"],
        Kept::Nowhere("the Olm envelope of what follows"),
        NOT_SHOWN,
    ),
    apart(
        Carrier::ToDevice,
        &["m.forwarded_room_key"],
        Kept::SessionKey,
        "the line of the event that it opens",
    ),
    apart(
        Carrier::ToDevice,
        &["m.room_key_bundle", "io.element.msc4268.room_key_bundle"],
        Kept::Nowhere(ARRANGING),
        NOT_SHOWN,
    ),
    apart(
        Carrier::ToDevice,
        &["m.room_key_request", "m.dummy"],
        Kept::Nowhere(ARRANGING),
        NOT_SHOWN,
    ),
    apart(
        Carrier::ToDevice,
        &[
            "m.secret.request",
            "m.secret.send",
            "m.secret.push",
            "io.element.msc4385.secret.push",
        ],
        Kept::Nowhere(SECRET),
        NOT_SHOWN,
    ),
    apart(
        Carrier::ToDevice,
        &[
            "m.key.verification.request",
            "m.key.verification.ready",
            "m.key.verification.start",
            "m.key.verification.accept",
            "m.key.verification.key",
            "m.key.verification.mac",
            "m.key.verification.done",
            "m.key.verification.cancel",
        ],
        Kept::Nowhere(VERIFYING),
        NOT_SHOWN,
    ),
    apart(
        Carrier::ToDevice,
        &[
            "m.stream.subscribe",
            "org.matrix.msc4471.stream.subscribe",
            "m.stream.update",
            "org.matrix.msc4471.stream.update",
            "m.stream.cancel",
            "org.matrix.msc4471.stream.cancel",
        ],
        Kept::Nowhere("a live view of a message that is being written; the message itself is an event"),
        NOT_SHOWN,
    ),
];
