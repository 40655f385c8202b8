//! What the ledger keeps of an event: enough to tell who should have it, and the event itself as it came.

use griffie_wire::{Millis, Sha256, canonical::to_canonical};
use serde_json::Value;

/// Longest identifiers that are listed; Matrix allows 255 bytes.
const LONGEST_ID: usize = 255;

/// An event as the homeserver lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Listed {
    pub(crate) event_id: String,
    pub(crate) room_id: String,
    pub(crate) sender: String,
    pub(crate) kind: String,
    pub(crate) state_key: Option<String>,
    /// Of `m.room.member`; empty for all others.
    pub(crate) membership: String,
    pub(crate) origin_server_ts: Millis,
    /// Of the canonical JSON without `unsigned`, which differs from one answer to the next.
    pub(crate) digest: Sha256,
    pub(crate) body: String,
}

/// How an event came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    Pushed,
    Walked,
}

impl Source {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Pushed => "pushed",
            Self::Walked => "walked",
        }
    }
}

/// Reads an event; the reason when it cannot be listed.
pub(crate) fn read(event: Value) -> Result<Listed, (&'static str, Value)> {
    match fields(&event) {
        Ok(listed) => Ok(listed),
        Err(reason) => Err((reason, event)),
    }
}

fn fields(event: &Value) -> Result<Listed, &'static str> {
    let text = |name: &str, reason: &'static str| -> Result<String, &'static str> {
        let value = event.get(name).and_then(Value::as_str);
        let value = value.filter(|value| !value.is_empty() && value.len() <= LONGEST_ID);
        value.map(str::to_owned).ok_or(reason)
    };
    let kind = text("type", "no usable type")?;
    let state_key = event.get("state_key").and_then(Value::as_str).map(str::to_owned);
    let membership = match (kind.as_str(), event.pointer("/content/membership")) {
        ("m.room.member", Some(Value::String(membership))) => membership.clone(),
        _ => String::new(),
    };
    Ok(Listed {
        event_id: text("event_id", "no usable event id")?,
        room_id: text("room_id", "no usable room id")?,
        sender: text("sender", "no usable sender")?,
        kind,
        state_key,
        membership,
        origin_server_ts: Millis(event.get("origin_server_ts").and_then(Value::as_u64).unwrap_or(0)),
        digest: digest(event).ok_or("no canonical form")?,
        body: event.to_string(),
    })
}

fn digest(event: &Value) -> Option<Sha256> {
    let Value::Object(mut fields) = event.clone() else {
        return None;
    };
    fields.remove("unsigned");
    to_canonical(&Value::Object(fields))
        .ok()
        .map(|bytes| Sha256::of(&bytes))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn event() -> Value {
        json!({"event_id": "$1", "room_id": "!r:x", "sender": "@a:x", "type": "m.room.encrypted",
               "origin_server_ts": 7, "content": {"ciphertext": "AwgA"}, "unsigned": {"age": 3}})
    }

    #[test]
    fn the_digest_is_of_the_event_and_not_of_the_answer() {
        let one = read(event()).unwrap();
        let mut later = event();
        later["unsigned"] = json!({"age": 99});
        assert_eq!(one.digest, read(later).unwrap().digest);
        let mut altered = event();
        altered["content"]["ciphertext"] = json!("AwgB");
        assert_ne!(one.digest, read(altered).unwrap().digest);
    }

    #[test]
    fn what_cannot_be_listed_says_why_and_comes_back_whole() {
        for (name, value) in [
            ("event_id", json!(null)),
            ("room_id", json!(3)),
            ("sender", json!("")),
            ("type", json!("x".repeat(300))),
        ] {
            let mut odd = event();
            odd[name] = value;
            let (_, back) = read(odd.clone()).unwrap_err();
            assert_eq!(back, odd);
        }
        assert!(read(json!([1, 2])).is_err());
    }

    #[test]
    fn only_member_events_have_a_membership() {
        let mut member = event();
        member["content"] = json!({"membership": "join"});
        assert_eq!(read(member.clone()).unwrap().membership, "");
        member["type"] = json!("m.room.member");
        member["state_key"] = json!("@b:x");
        let listed = read(member).unwrap();
        assert_eq!(
            (listed.membership.as_str(), listed.state_key.as_deref()),
            ("join", Some("@b:x"))
        );
    }
}
