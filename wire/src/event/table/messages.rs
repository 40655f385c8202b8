//! What people say, and what they do to what was said.

use super::{message, part};
use crate::event::{Carrier, EventType, Exported, FileKind, Kept, Shape, Shown};

const ROOM_MESSAGE: &[&str] = &["m.room.message"];

const fn msgtype(name: &'static str, kind: &'static str) -> EventType {
    EventType {
        kept: Kept::Event,
        ..part(ROOM_MESSAGE, name, Shown::Line(kind), Exported::Message)
    }
}

pub(super) const MESSAGES: &[EventType] = &[
    message(ROOM_MESSAGE, Shape::Message, "text").proven(&["an_unknown_msgtype_is_its_body_and_is_counted"]),
    msgtype("msgtype m.text", "text"),
    msgtype("msgtype m.notice", "notice"),
    msgtype("msgtype m.server_notice", "notice"),
    msgtype("msgtype m.emote", "emote"),
    msgtype("msgtype m.image", "image").proven(&["a_file_says_what_the_screen_needs"]),
    msgtype("msgtype m.file", "file"),
    msgtype("msgtype m.audio", "audio"),
    msgtype("msgtype m.video", "video"),
    msgtype("msgtype m.location", "location"),
    msgtype("msgtype dm.filament.gallery", "file").proven(&["every_file_of_a_gallery_is_found"]),
    EventType {
        shown: Shown::Hidden(
            "technical",
            "devices arrange a verification; people see its result",
        ),
        exported: Exported::Counted,
        ..msgtype("msgtype m.key.verification.request", "")
    },
    message(&["m.sticker"], Shape::Sticker, "sticker"),
    EventType {
        shown: Shown::Hidden("technical", "old clients said with it that a message had come"),
        exported: Exported::Counted,
        ..message(&["m.room.message.feedback"], Shape::Technical, "")
    },
    message(
        &["m.message", "org.matrix.msc1767.message"],
        Shape::ExtensibleText,
        "text",
    ),
    message(
        &["m.emote", "org.matrix.msc1767.emote"],
        Shape::ExtensibleEmote,
        "emote",
    ),
    message(
        &["m.image", "org.matrix.msc1767.image"],
        Shape::ExtensibleFile(FileKind::Image),
        "image",
    ),
    message(
        &["m.video", "org.matrix.msc1767.video"],
        Shape::ExtensibleFile(FileKind::Video),
        "video",
    ),
    message(
        &["m.audio", "org.matrix.msc1767.audio"],
        Shape::ExtensibleFile(FileKind::Audio),
        "audio",
    ),
    message(
        &["m.voice", "org.matrix.msc3245.voice.v2"],
        Shape::ExtensibleFile(FileKind::Voice),
        "audio",
    )
    .proven(&["a_voice_message_has_its_waveform"]),
    message(
        &["m.file", "org.matrix.msc1767.file"],
        Shape::ExtensibleFile(FileKind::File),
        "file",
    ),
    message(
        &["m.poll.start", "org.matrix.msc3381.poll.start"],
        Shape::PollStart,
        "poll",
    )
    .proven(&[
        "of_each_person_the_last_vote_before_the_end_counts",
        "a_poll_in_the_timeline_is_counted",
    ]),
];

const fn carried(what: &'static str, shown: &'static str) -> EventType {
    part(ROOM_MESSAGE, what, Shown::Elsewhere(shown), Exported::InMessage)
}

pub(super) const CARRIED: &[EventType] = &[
    carried("field m.relates_to.m.in_reply_to", "`reply` of the line")
        .proven(&["replies_and_threads_are_told_apart"]),
    carried("rel_type m.thread", "`thread` of the line").proven(&["replies_and_threads_are_told_apart"]),
    EventType {
        shown: Shown::With("edit"),
        exported: Exported::WithMessage,
        ..carried("rel_type m.replace", "")
    }
    .proven(&[
        "an_edit_is_hidden_and_names_its_target",
        "only_the_sender_edits_and_an_edit_of_an_edit_is_none",
    ]),
    carried("field m.mentions", "`mentions` of the line").proven(&["mentions_are_told"]),
    carried(
        "field org.matrix.msc3245.voice",
        "`voice` and `waveform` of the file",
    )
    .proven(&["a_voice_message_has_its_waveform"]),
    carried("field org.matrix.self_destruct_after", "`vanishes` of the line")
        .proven(&["a_message_that_is_to_vanish_says_so"]),
    carried("field com.beeper.disappearing_timer", "`vanishes` of the line")
        .proven(&["a_message_that_is_to_vanish_says_so"]),
];

const fn relating(names: &'static [&'static str], shape: Shape, kind: &'static str) -> EventType {
    EventType {
        shown: Shown::With(kind),
        exported: Exported::WithMessage,
        ..message(names, shape, "")
    }
}

pub(super) const RELATING: &[EventType] = &[
    relating(&["m.reaction"], Shape::Reaction, "reaction").proven(&["a_reaction_to_nothing_changes_nothing"]),
    relating(&["m.room.redaction"], Shape::Redaction, "redaction")
        .proven(&["a_redaction_may_come_before_its_target"]),
    relating(
        &["m.poll.response", "org.matrix.msc3381.poll.response"],
        Shape::PollResponse,
        "poll_vote",
    )
    .proven(&["of_each_person_the_last_vote_before_the_end_counts"]),
    relating(
        &["m.poll.end", "org.matrix.msc3381.poll.end"],
        Shape::PollEnd,
        "poll_end",
    )
    .proven(&["of_each_person_the_last_vote_before_the_end_counts"]),
];

pub(super) const PLACES: &[EventType] = &[
    message(
        &["m.location", "org.matrix.msc3488.location"],
        Shape::ExtensibleLocation,
        "location",
    ),
    EventType {
        exported: Exported::Message,
        ..relating(
            &["m.beacon", "org.matrix.msc3672.beacon"],
            Shape::Beacon,
            "beacon_place",
        )
    }
    .proven(&["a_shared_place_moves_with_its_beacon"]),
    EventType {
        carrier: Carrier::State,
        shape: Shape::Change,
        exported: Exported::Line,
        ..message(
            &[
                "m.beacon_info",
                "org.matrix.msc3672.beacon_info",
                "org.matrix.msc3489.beacon_info",
            ],
            Shape::Change,
            "beacon",
        )
    },
];
