//! From an event to its line in the timeline: pure, and never failing, because what cannot be understood is a line too.
//!
//! Events that only change another (edits, reactions, redactions, votes) become hidden lines with a target; [`super::timeline`] puts
//! them together when it is read. Must not know the database's rows of rooms, or records.

mod membership;
mod message;
mod state;

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
    match (event.state_key, event.event_type) {
        (Some(user_id), "m.room.member") => membership::line(user_id, event),
        (Some(_), _) => state::line(event),
        (None, "m.room.message") => message::line(event.content),
        (None, "m.sticker") => message::sticker(event.content),
        (None, "m.reaction") => message::reaction(event.content),
        (None, "m.room.redaction") => message::redaction(event),
        (None, "m.poll.start" | "org.matrix.msc3381.poll.start") => message::poll(event.content),
        (None, "m.poll.response" | "org.matrix.msc3381.poll.response") => {
            message::vote(event.content)
        }
        (None, "m.poll.end" | "org.matrix.msc3381.poll.end") => {
            message::poll_end(event.content)
        }
        (None, "m.call.invite" | "m.call.hangup" | "m.call.notify" | "m.rtc.notification") => {
            visible("call", event.event_type.to_owned())
        }
        (None, event_type) if is_technical(event_type) => hidden("technical"),
        (None, "m.room.encrypted") => undecryptable("malformed_event"),
        (None, _) => visible(UNKNOWN, event.event_type.to_owned()),
    }
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
    let shown = matches!(event_type, "m.room.message" | "m.room.encrypted" | "m.sticker");
    Line {
        kind: "text".to_owned(),
        hidden: !shown,
        redacted: true,
        ..Line::default()
    }
}

/// Traffic between devices that happens to run through the room.
fn is_technical(event_type: &str) -> bool {
    event_type.starts_with("m.key.verification.")
        || event_type.starts_with("m.call.")
        || event_type == "m.rtc.decline"
        || event_type == "org.matrix.msc4075.rtc.notification"
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
mod tests;
