//! What an event says of itself, as far as a record of it must agree.

use std::borrow::Cow;

use griffie_wire::record::EventFact;
use serde::Deserialize;
use serde_json::{Value, value::RawValue};

/// Largest number that a record can hold (RFC 8785).
const MAX_SAFE: u64 = (1 << 53) - 1;

/// The outside of an event. Everything may be missing: homeservers are not trusted to be right.
#[derive(Deserialize)]
struct Outside<'a> {
    #[serde(borrow, default)]
    event_id: Option<Cow<'a, str>>,
    #[serde(borrow, default, rename = "type")]
    event_type: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    sender: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    origin_server_ts: Option<&'a RawValue>,
    #[serde(borrow, default)]
    room_id: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    content: Option<&'a RawValue>,
}

/// The content of an encrypted event.
#[derive(Deserialize)]
pub(crate) struct Encrypted {
    pub(crate) algorithm: String,
    #[serde(default)]
    pub(crate) session_id: String,
    pub(crate) ciphertext: String,
    #[serde(default, rename = "m.relates_to")]
    pub(crate) relation: Option<Value>,
}

/// Whether the record tells of the event what the event tells of itself, when it can be read at all.
pub(crate) fn agrees(fact: &EventFact, room: Option<&str>) -> bool {
    let Ok(event) = serde_json::from_str::<Outside<'_>>(&fact.raw) else {
        return true;
    };
    let time = event
        .origin_server_ts
        .and_then(|text| text.get().parse::<u64>().ok())
        .filter(|time| *time <= MAX_SAFE);
    event.event_id.is_none_or(|id| id == fact.event_id)
        && event
            .event_type
            .is_none_or(|name| name == fact.event_type || fact.decrypted.is_some())
        && event.sender.is_none_or(|sender| sender == fact.sender)
        && event.room_id.is_none_or(|id| Some(id.as_ref()) == room)
        && time.is_none_or(|time| time == fact.origin_server_ts.0)
}

/// The encrypted content, if that is what it has.
pub(crate) fn encrypted(raw: &str) -> Option<Encrypted> {
    let event: Outside<'_> = serde_json::from_str(raw).ok()?;
    serde_json::from_str(event.content?.get()).ok()
}

/// The content of an event in clear.
pub(crate) fn content(text: &str) -> Option<Value> {
    let mut event: Value = serde_json::from_str(text).ok()?;
    event.get_mut("content").map(Value::take)
}
