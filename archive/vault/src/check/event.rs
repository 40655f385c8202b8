//! What a record says of an event, against the event as the homeserver sent it.

use std::borrow::Cow;

use griffie_wire::record::EventFact;
use serde::Deserialize;
use serde_json::{Value, value::RawValue};

use crate::fault::Fault;

/// Largest number that a record can hold (RFC 8785).
const MAX_SAFE: u64 = (1 << 53) - 1;

/// The outside of an event. Everything may be missing: homeservers are not trusted to be right.
#[derive(Deserialize)]
struct RawEvent<'a> {
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

/// The inside of an encrypted event.
#[derive(Deserialize)]
pub(super) struct Encrypted {
    pub(super) algorithm: String,
    #[serde(default)]
    pub(super) session_id: String,
    pub(super) ciphertext: String,
    #[serde(default, rename = "m.relates_to")]
    pub(super) relation: Option<Value>,
}

/// Whether the record tells of the event what the event tells of itself.
///
/// An event that cannot be read at all is kept as it is: it came from a homeserver, and the record says no more than that.
pub(super) fn check_fields(fact: &EventFact, room_id: Option<&str>) -> Result<(), Fault> {
    let Ok(raw) = serde_json::from_str::<RawEvent<'_>>(&fact.raw) else {
        return Ok(());
    };
    let time = raw
        .origin_server_ts
        .and_then(|text| text.get().parse::<u64>().ok())
        .filter(|time| *time <= MAX_SAFE);
    let agrees = raw.event_id.is_none_or(|id| id == fact.event_id)
        && raw
            .event_type
            .is_none_or(|name| name == fact.event_type || fact.decrypted.is_some())
        && raw.sender.is_none_or(|sender| sender == fact.sender)
        && raw.room_id.is_none_or(|room| Some(room.as_ref()) == room_id)
        && time.is_none_or(|time| time == fact.origin_server_ts.0);
    if agrees { Ok(()) } else { Err(Fault::EventMismatch) }
}

/// The encrypted content of an event.
pub(super) fn encrypted_content(raw: &str) -> Result<Encrypted, Fault> {
    let event: RawEvent<'_> = serde_json::from_str(raw).map_err(|_| Fault::EventMismatch)?;
    let content = event.content.ok_or(Fault::EventMismatch)?;
    serde_json::from_str(content.get()).map_err(|_| Fault::EventMismatch)
}
