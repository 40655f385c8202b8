//! From an event to its line in the timeline: pure, and never failing, because what cannot be understood is a line too.
//!
//! Events that only change another (edits, reactions, redactions, votes) become hidden lines with a target; [`super::timeline`] puts
//! them together when it is read. Must not know the database's rows of rooms, or records.
//!
//! Which type is read how, the table in `griffie_wire::event` says. `message` reads `m.room.message`; `extensible` its successors and
//! places; `relate` what is about another event; `poll`, `membership`, `state` the rest; `carry` what any of them may carry besides.

mod carry;
mod extensible;
mod membership;
mod message;
mod poll;
mod relate;
mod state;

use std::borrow::Cow;

use griffie_wire::event::{self, EventType, Shape, Shown};
use serde::Deserialize;

use self::carry::carry;
use crate::store::timeline::Line;

/// Kind of a line whose event type this version has no name for.
pub(crate) const UNKNOWN: &str = "unknown";

/// The readable part of an event.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Readable<'a> {
    pub(crate) event_type: &'a str,
    /// JSON.
    pub(crate) content: &'a str,
    pub(crate) state_key: Option<&'a str>,
    /// JSON content of the state before.
    pub(crate) prev_content: Option<&'a str>,
    /// Target of a redaction, where old rooms keep it.
    pub(crate) redacts: Option<&'a str>,
}

/// The line of an event.
pub(crate) fn line(event: &Readable<'_>) -> Line {
    let Some(known) = event::of_room(event.event_type, event.state_key.is_some()) else {
        return match event.state_key {
            Some(_) => state::unknown(event),
            None => visible(UNKNOWN, event.event_type.to_owned()),
        };
    };
    carry(of_shape(event, known), event.content)
}

fn of_shape(event: &Readable<'_>, known: &EventType) -> Line {
    let (name, content) = (event.event_type, event.content);
    match known.shape {
        Shape::Message => message::line(content),
        Shape::Sticker => message::sticker(content),
        Shape::ExtensibleText => extensible::text("text", name, content),
        Shape::ExtensibleEmote => extensible::text("emote", name, content),
        Shape::ExtensibleFile(kind) => extensible::file(kind, name, content),
        Shape::ExtensibleLocation => extensible::place(name, content),
        Shape::Beacon => extensible::beacon(content),
        Shape::Reaction => relate::reaction(content),
        Shape::Redaction => relate::redaction(event),
        Shape::PollStart => poll::start(name, content),
        Shape::PollResponse => poll::vote(content),
        Shape::PollEnd => poll::end(content),
        Shape::Call => call(event),
        Shape::Technical => hidden("technical"),
        Shape::Encrypted => undecryptable("malformed_event"),
        Shape::EncryptedOtherwise => undecryptable("unsupported_form"),
        Shape::Member => membership::line(event.state_key.unwrap_or_default(), event),
        Shape::Change => state::line(event, known),
        Shape::Receipts | Shape::Apart => visible(UNKNOWN, name.to_owned()),
    }
}

/// A step of a call.
fn call(event: &Readable<'_>) -> Line {
    match event::call::call(event.event_type, event.content) {
        Some(call) => Line {
            detail: serde_json::to_string(&call).ok(),
            ..visible("call", event.event_type.to_owned())
        },
        None => visible(UNKNOWN, event.event_type.to_owned()),
    }
}

/// The name under which an event is counted that this version has no name for: its type, or the `msgtype` of a message.
pub(crate) fn unknown_name(event: &Readable<'_>) -> Option<String> {
    #[derive(Deserialize)]
    struct Kind<'a> {
        #[serde(borrow)]
        msgtype: Option<Cow<'a, str>>,
    }
    let name = match event::of_room(event.event_type, event.state_key.is_some()) {
        None => event.event_type.to_owned(),
        Some(EventType {
            shape: Shape::Message,
            ..
        }) => {
            let kind = serde_json::from_str::<Kind<'_>>(event.content).ok()?.msgtype?;
            if event::is_known_msgtype(&kind) {
                return None;
            }
            format!("{}/{kind}", event.event_type)
        }
        Some(_) => return None,
    };
    // Matrix allows types of 255 bytes; what is longer is a stranger's prank.
    Some(name.chars().take(255).collect())
}

/// The line of an event that could not be decrypted.
pub(crate) fn undecryptable(code: &str) -> Line {
    let detail = serde_json::json!({ "code": code }).to_string();
    Line {
        kind: "undecryptable".to_owned(),
        detail: Some(detail),
        ..Line::default()
    }
}

/// The line of an event that was redacted before it came here. What it was is known by its type only.
pub(crate) fn redacted(event_type: &str) -> Line {
    let known = event::of_room(event_type, false);
    let shown = known.is_some_and(|known| matches!(known.shown, Shown::Line(_)));
    Line {
        kind: "text".to_owned(),
        hidden: !shown,
        redacted: true,
        ..Line::default()
    }
}

fn visible(kind: &str, body: String) -> Line {
    Line {
        kind: kind.to_owned(),
        body,
        ..Line::default()
    }
}

fn hidden(kind: &str) -> Line {
    Line {
        kind: kind.to_owned(),
        hidden: true,
        ..Line::default()
    }
}

#[cfg(test)]
mod coverage;
#[cfg(test)]
mod tests;
