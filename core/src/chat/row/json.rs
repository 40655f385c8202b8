//! A line as docs/companion.md documents it: flat, with the kind as a word.

use griffie_wire::{event::vanish::Vanish, ids::Millis, record::Label};
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::{Quote, Reaction, Redacted, SendState, TimelineRow, Version};
use crate::error::plain_code;

#[derive(Serialize)]
struct Shown<'a> {
    room_id: &'a str,
    cursor: &'a str,
    event_id: Option<&'a str>,
    txn_id: Option<&'a str>,
    kind: &'static str,
    sender: &'a str,
    sender_name: Option<&'a str>,
    own: bool,
    at: Millis,
    body: &'a str,
    formatted: Option<&'a str>,
    about: Option<&'a str>,
    reply: Option<&'a Quote>,
    thread: Option<&'a str>,
    detail: Option<Value>,
    mentions: &'a [String],
    vanishes: Option<Vanish>,
    versions: &'a [Version],
    reactions: &'a [Reaction],
    redacted: Option<&'a Redacted>,
    verification: Option<&'static str>,
    send_state: Option<&'static str>,
    send_error: Option<String>,
    label: Label,
    label_until: Option<Millis>,
    outside: bool,
}

impl Serialize for TimelineRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let shown = Shown {
            room_id: &self.room_id,
            cursor: &self.cursor,
            event_id: self.event_id.as_deref(),
            txn_id: self.txn_id.as_deref(),
            kind: self.content.kind(),
            sender: &self.sender,
            sender_name: self.sender_name.as_deref(),
            own: self.own,
            at: self.at,
            body: &self.body,
            formatted: self.formatted.as_deref(),
            about: self.about.as_deref(),
            reply: self.reply.as_ref(),
            thread: self.thread.as_deref(),
            detail: self.redacted.is_none().then(|| self.content.detail()).flatten(),
            mentions: &self.mentions,
            vanishes: self.vanishes,
            versions: &self.versions,
            reactions: &self.reactions,
            redacted: self.redacted.as_ref(),
            verification: self.verification.map(super::VerificationState::code),
            send_state: self.send_state.as_ref().map(SendState::word),
            send_error: match &self.send_state {
                Some(SendState::Failed { code }) => Some(plain_code(code)),
                _ => None,
            },
            label: self.label,
            label_until: self.label_until,
            outside: self.outside,
        };
        shown.serialize(serializer)
    }
}
