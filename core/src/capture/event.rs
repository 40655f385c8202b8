//! Reads the outside of an event. Nothing in it can make this fail: what does not parse strictly is read field by field, and what has
//! no event id at all is handed back as such.
//!
//! The text of the event is never changed: it goes into the record as it came.

use std::{borrow::Cow, collections::BTreeMap};

use griffie_wire::{canonical::MAX_SAFE_INTEGER, ids::Millis};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::value::RawValue;

/// The outside of an event.
#[derive(Debug, Clone)]
pub(crate) struct Event<'a> {
    /// As the homeserver sent it.
    pub(crate) raw: &'a RawValue,
    pub(crate) event_id: Cow<'a, str>,
    pub(crate) event_type: Cow<'a, str>,
    pub(crate) state_key: Option<Cow<'a, str>>,
    pub(crate) sender: Cow<'a, str>,
    pub(crate) at: Millis,
    /// JSON; `{}` when there is none.
    pub(crate) content: &'a str,
    /// Where old rooms keep the target of a redaction.
    pub(crate) redacts: Option<Cow<'a, str>>,
    pub(crate) unsigned: Unsigned,
}

/// What the homeserver added.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Unsigned {
    pub(crate) txn_id: Option<String>,
    /// The event was redacted before it came here.
    pub(crate) redacted: bool,
    /// JSON content of the state before this event.
    pub(crate) prev_content: Option<String>,
    /// Event id of that state.
    pub(crate) replaces: Option<String>,
}

#[derive(Deserialize)]
struct Strict<'a> {
    #[serde(borrow)]
    event_id: Cow<'a, str>,
    #[serde(borrow, rename = "type")]
    event_type: Cow<'a, str>,
    #[serde(borrow)]
    sender: Cow<'a, str>,
    state_key: Option<String>,
    origin_server_ts: u64,
    #[serde(borrow)]
    content: Option<&'a RawValue>,
    #[serde(borrow)]
    unsigned: Option<&'a RawValue>,
    redacts: Option<String>,
}

impl<'a> Event<'a> {
    /// Reads the event; `None` when it has no event id, so that nobody could ever refer to it.
    pub(crate) fn read(raw: &'a RawValue) -> Option<Self> {
        let text: &'a str = raw.get();
        let Ok(strict) = serde_json::from_str::<Strict<'a>>(text) else {
            return Self::read_leniently(raw);
        };
        if strict.event_id.is_empty() {
            return None;
        }
        Some(Self {
            raw,
            event_id: strict.event_id,
            event_type: strict.event_type,
            state_key: strict.state_key.map(Cow::Owned),
            sender: strict.sender,
            at: Millis(strict.origin_server_ts.min(MAX_SAFE_INTEGER)),
            content: strict.content.map_or("{}", RawValue::get),
            redacts: strict.redacts.map(Cow::Owned),
            unsigned: strict.unsigned.map(read_unsigned).unwrap_or_default(),
        })
    }

    /// Field by field. A map of raw values never recurses, however deep the event nests, and takes the last of doubled fields.
    fn read_leniently(raw: &'a RawValue) -> Option<Self> {
        let fields: BTreeMap<String, &'a RawValue> = serde_json::from_str(raw.get()).ok()?;
        let text = |name: &str| {
            fields
                .get(name)
                .and_then(|value| field::<String>(value))
                .map(Cow::Owned)
        };
        Some(Self {
            raw,
            event_id: text("event_id").filter(|id: &Cow<'_, str>| !id.is_empty())?,
            event_type: text("type").unwrap_or(Cow::Borrowed("")),
            state_key: text("state_key"),
            sender: text("sender").unwrap_or(Cow::Borrowed("")),
            at: fields
                .get("origin_server_ts")
                .map_or(Millis(0), |value| time(value)),
            content: fields.get("content").map_or("{}", |value| value.get()),
            redacts: text("redacts"),
            unsigned: fields
                .get("unsigned")
                .map(|value| read_unsigned(value))
                .unwrap_or_default(),
        })
    }

    pub(crate) fn is_encrypted(&self) -> bool {
        self.event_type == "m.room.encrypted" && self.state_key.is_none() && !self.unsigned.redacted
    }

    /// The membership that this event gives `user`, if it is a membership event of theirs.
    pub(crate) fn membership_of(&self, user: &str) -> Option<String> {
        let about = self.event_type == "m.room.member" && self.state_key.as_deref() == Some(user);
        about.then(|| membership(self.content)).flatten()
    }

    /// Whether `user` was not in the room before this event and is after it.
    pub(crate) fn is_join_of(&self, user: &str) -> bool {
        self.membership_of(user).as_deref() == Some("join")
            && self
                .unsigned
                .prev_content
                .as_deref()
                .and_then(membership)
                .as_deref()
                != Some("join")
    }

    /// Whether the membership before this one was of somebody who had left.
    pub(crate) fn follows_leave(&self) -> bool {
        let before = self.unsigned.prev_content.as_deref().and_then(membership);
        matches!(before.as_deref(), Some("leave" | "ban"))
    }
}

fn field<T: DeserializeOwned>(value: &RawValue) -> Option<T> {
    serde_json::from_str(value.get()).ok()
}

fn membership(content: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Membership {
        membership: Option<String>,
    }
    serde_json::from_str::<Membership>(content).ok()?.membership
}

/// A time that is negative, broken or beyond all bounds is moved to the nearest that a record can hold; the raw text keeps what it said.
fn time(value: &RawValue) -> Millis {
    let millis = field::<f64>(value).unwrap_or(0.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped on the same line"
    )]
    Millis(millis.clamp(0.0, MAX_SAFE_INTEGER as f64) as u64)
}

fn read_unsigned(value: &RawValue) -> Unsigned {
    #[derive(Deserialize)]
    struct Known<'a> {
        transaction_id: Option<String>,
        #[serde(borrow)]
        redacted_because: Option<&'a RawValue>,
        #[serde(borrow)]
        prev_content: Option<&'a RawValue>,
        replaces_state: Option<String>,
    }
    serde_json::from_str::<Known<'_>>(value.get()).map_or_else(
        |_| Unsigned::default(),
        |known| Unsigned {
            txn_id: known.transaction_id,
            redacted: known.redacted_because.is_some(),
            prev_content: known.prev_content.map(|content| content.get().to_owned()),
            replaces: known.replaces_state,
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(text: &str) -> Box<RawValue> {
        RawValue::from_string(text.to_owned()).unwrap()
    }

    #[test]
    fn a_plain_event_is_read() {
        let raw = raw(
            r#"{"event_id":"$1","type":"m.room.message","sender":"@a:x","origin_server_ts":5,"content":{"body":"h"},"unsigned":{"transaction_id":"t"}}"#,
        );
        let event = Event::read(&raw).unwrap();
        assert_eq!(
            (&*event.event_id, event.at, event.content),
            ("$1", Millis(5), r#"{"body":"h"}"#)
        );
        assert_eq!(event.unsigned.txn_id.as_deref(), Some("t"));
    }

    #[test]
    fn hostile_events_are_read_as_far_as_they_go() {
        let deep = format!("{}1{}", "[".repeat(5000), "]".repeat(5000));
        let cases = [
            (
                format!(
                    r#"{{"event_id":"$d","type":"t","sender":"@a:x","origin_server_ts":1,"content":{{"x":{deep}}}}}"#
                ),
                1,
            ),
            (
                r#"{"event_id":"$d","type":"t","sender":"@a:x","origin_server_ts":1e400,"content":{}}"#
                    .to_owned(),
                0,
            ),
            (
                r#"{"event_id":"$d","type":"t","sender":"@a:x","origin_server_ts":-5}"#.to_owned(),
                0,
            ),
            (
                r#"{"event_id":"$d","type":"t","sender":"@a:x","origin_server_ts":99999999999999999999}"#
                    .to_owned(),
                MAX_SAFE_INTEGER,
            ),
            (
                r#"{"event_id":"$d","type":"\ud800","sender":7,"origin_server_ts":1}"#.to_owned(),
                1,
            ),
            (
                r#"{"event_id":"$x","event_id":"$d","origin_server_ts":1}"#.to_owned(),
                1,
            ),
            (
                r#"{"event_id":"$d","unsigned":[1],"content":"no object"}"#.to_owned(),
                0,
            ),
        ];
        for (text, at) in cases {
            let raw = raw(&text);
            let event = Event::read(&raw).unwrap();
            assert_eq!(
                (&*event.event_id, event.at, event.raw.get()),
                ("$d", Millis(at), text.as_str()),
                "{text:.60}"
            );
        }
    }

    #[test]
    fn what_nobody_can_refer_to_is_no_event() {
        for text in [
            "{}",
            "5",
            "null",
            r#"{"event_id":""}"#,
            r#"{"event_id":"\udead"}"#,
            r#"{"event_id":1}"#,
        ] {
            assert!(Event::read(&raw(text)).is_none(), "{text}");
        }
    }

    #[test]
    fn a_change_of_name_is_not_a_join() {
        let event = |prev: &str| {
            raw(&format!(
                r#"{{"event_id":"$1","type":"m.room.member","state_key":"@me:x","sender":"@me:x","origin_server_ts":1,
                "content":{{"membership":"join"}},"unsigned":{{{prev}}}}}"#
            ))
        };
        let joins = |raw: &RawValue| Event::read(raw).unwrap().is_join_of("@me:x");
        assert!(joins(&event("")));
        assert!(joins(&event(r#""prev_content":{"membership":"invite"}"#)));
        assert!(!joins(&event(r#""prev_content":{"membership":"join"}"#)));
    }
}
