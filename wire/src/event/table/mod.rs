//! The table of all event types, by family.

mod apart;
mod calls;
mod messages;
mod rooms;

use super::{Carrier, EventType, Exported, Kept, Shape, Shown};

/// Headings and their types, in the order of the documentation.
pub const SECTIONS: &[(&str, &[EventType])] = &[
    ("Messages", messages::MESSAGES),
    ("What a message carries", messages::CARRIED),
    ("About another message", messages::RELATING),
    ("Places", messages::PLACES),
    ("Calls", calls::CALLS),
    ("Verification and encryption", calls::CRYPTO),
    ("Who is in the room", rooms::MEMBERS),
    ("The room", rooms::ROOM),
    ("Spaces, moderation, other networks", rooms::AROUND),
    ("Beside the events of a room", apart::BESIDE),
    ("The user's own data", apart::ACCOUNT),
    ("From device to device", apart::TO_DEVICE),
];

/// A message that is kept as an event record and shown as a line.
const fn message(names: &'static [&'static str], shape: Shape, kind: &'static str) -> EventType {
    EventType {
        names,
        part: None,
        carrier: Carrier::Message,
        shape,
        kept: Kept::Event,
        shown: Shown::Line(kind),
        exported: Exported::Message,
        tests: &[],
    }
}

/// A part of the type before it.
const fn part(
    names: &'static [&'static str],
    part: &'static str,
    shown: Shown,
    exported: Exported,
) -> EventType {
    EventType {
        part: Some(part),
        kept: Kept::WithEvent,
        shown,
        exported,
        ..message(names, Shape::Message, "")
    }
}

/// State that is kept as an event record and shown as a line.
const fn state(names: &'static [&'static str], shown: Shown) -> EventType {
    EventType {
        carrier: Carrier::State,
        shape: Shape::Change,
        shown,
        exported: Exported::Line,
        ..message(names, Shape::Change, "")
    }
}

impl EventType {
    /// The same, proven by these tests too.
    const fn proven(self, tests: &'static [&'static str]) -> Self {
        Self { tests, ..self }
    }
}
