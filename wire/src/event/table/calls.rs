//! Calls, verification, encryption.

use super::{message, state};
use crate::event::{Carrier, EventType, Exported, Kept, Shape, Shown};

const fn step(names: &'static [&'static str]) -> EventType {
    EventType {
        exported: Exported::Line,
        ..message(names, Shape::Call, "call")
    }
}

const fn technical(names: &'static [&'static str], reason: &'static str) -> EventType {
    EventType {
        shown: Shown::Hidden("technical", reason),
        exported: Exported::Counted,
        ..message(names, Shape::Technical, "")
    }
}

const WIRES: &str = "devices arrange the connection; nobody says anything with it";
const VERIFYING: &str = "devices arrange a verification; people see its result";

pub(super) const CALLS: &[EventType] = &[
    step(&["m.call.invite"]),
    step(&["m.call.answer"]),
    step(&["m.call.hangup"]),
    step(&["m.call.reject"]),
    step(&["m.rtc.notification", "org.matrix.msc4075.rtc.notification"]),
    step(&["m.call.notify", "org.matrix.msc4075.call.notify"]),
    step(&["m.rtc.decline", "org.matrix.msc4310.rtc.decline"]),
    state(
        &[
            "m.call.member",
            "org.matrix.msc3401.call.member",
            "m.rtc.member",
            "org.matrix.msc4143.rtc.member",
        ],
        Shown::Line("call_member"),
    ),
    state(
        &[
            "m.call",
            "org.matrix.msc3401.call",
            "m.rtc.slot",
            "org.matrix.msc4143.rtc.slot",
        ],
        Shown::Line("call_member"),
    ),
    technical(&["m.call.candidates"], WIRES),
    technical(&["m.call.negotiate"], WIRES),
    technical(&["m.call.select_answer"], WIRES),
    technical(
        &[
            "m.call.sdp_stream_metadata_changed",
            "org.matrix.call.sdp_stream_metadata_changed",
        ],
        WIRES,
    ),
    technical(
        &["m.call.asserted_identity", "org.matrix.call.asserted_identity"],
        "a telephone exchange names who is at the other end",
    ),
    technical(&["m.call.replaces"], "devices hand a call over"),
    technical(
        &["m.rtc.member", "org.matrix.msc4143.rtc.member"],
        "devices keep a call alive; who takes part stands in the room's state",
    ),
    technical(
        &["m.call.encryption_keys", "io.element.call.encryption_keys"],
        "keys of a call; what is said in it is not in the room",
    ),
];

pub(super) const CRYPTO: &[EventType] = &[
    EventType {
        shown: Shown::Line("undecryptable"),
        ..message(&["m.room.encrypted"], Shape::Encrypted, "")
    }
    .proven(&[
        "a_locked_event_keeps_what_it_claims_and_has_no_clear_text",
        "an_event_without_its_key_is_kept_and_heals_when_the_key_comes",
    ]),
    EventType {
        carrier: Carrier::State,
        shape: Shape::Change,
        exported: Exported::Line,
        ..message(&["m.room.encrypted"], Shape::Change, "undecryptable")
    },
    message(
        &["m.encrypted", "org.matrix.msc1767.encrypted"],
        Shape::EncryptedOtherwise,
        "undecryptable",
    ),
    technical(&["m.key.verification.ready"], VERIFYING),
    technical(&["m.key.verification.start"], VERIFYING),
    technical(&["m.key.verification.accept"], VERIFYING),
    technical(&["m.key.verification.key"], VERIFYING),
    technical(&["m.key.verification.mac"], VERIFYING),
    technical(&["m.key.verification.done"], VERIFYING),
    technical(&["m.key.verification.cancel"], VERIFYING),
    EventType {
        carrier: Carrier::ToDevice,
        shape: Shape::Apart,
        kept: Kept::SessionKey,
        shown: Shown::Elsewhere("the line of the event that it opens"),
        exported: Exported::Records,
        ..message(&["m.room_key"], Shape::Apart, "")
    }
    .proven(&["an_event_without_its_key_is_kept_and_heals_when_the_key_comes"]),
    EventType {
        carrier: Carrier::ToDevice,
        kept: Kept::Gap,
        shown: Shown::Elsewhere("code of the `undecryptable` line"),
        exported: Exported::InMessage,
        ..message(&["m.room_key.withheld"], Shape::Apart, "")
    },
];
