//! The form of a sync response. Events, and whole rooms, are kept as raw text and read one by one, so that a hostile one spoils only
//! itself.

use std::{borrow::Cow, collections::BTreeMap};

use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use serde_json::value::RawValue;

use super::SyncError;

/// A sync response.
#[derive(Deserialize)]
pub(super) struct Response<'a> {
    pub(super) next_batch: String,
    #[serde(borrow, default)]
    pub(super) rooms: Rooms<'a>,
    #[serde(borrow, default)]
    pub(super) to_device: Events<'a>,
    #[serde(borrow, default)]
    pub(super) account_data: Events<'a>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) device_lists: Devices,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) device_one_time_keys_count: BTreeMap<String, u64>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) device_unused_fallback_key_types: Option<Vec<String>>,
}

/// Rooms by what we are to them; each is read when its turn comes.
#[derive(Deserialize, Default)]
pub(super) struct Rooms<'a> {
    #[serde(borrow, default)]
    pub(super) join: BTreeMap<String, &'a RawValue>,
    #[serde(borrow, default)]
    pub(super) leave: BTreeMap<String, &'a RawValue>,
    #[serde(borrow, default)]
    pub(super) invite: BTreeMap<String, &'a RawValue>,
}

/// A room that we are in, or have just left.
#[derive(Deserialize)]
pub(super) struct Room<'a> {
    #[serde(borrow, default)]
    pub(super) state: Events<'a>,
    #[serde(borrow, default)]
    pub(super) timeline: Timeline<'a>,
    #[serde(borrow, default)]
    pub(super) ephemeral: Events<'a>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) unread_notifications: Option<Unread>,
}

#[derive(Deserialize, Default)]
pub(super) struct Timeline<'a> {
    #[serde(borrow, default)]
    pub(super) events: Vec<&'a RawValue>,
    #[serde(default)]
    pub(super) limited: bool,
    pub(super) prev_batch: Option<String>,
}

/// A room that we are invited to.
#[derive(Deserialize)]
pub(super) struct Invite<'a> {
    #[serde(borrow, default)]
    pub(super) invite_state: Events<'a>,
}

#[derive(Deserialize, Default)]
pub(super) struct Events<'a> {
    #[serde(borrow, default)]
    pub(super) events: Vec<&'a RawValue>,
}

#[derive(Deserialize, Default)]
pub(super) struct Devices {
    #[serde(default)]
    pub(super) changed: Vec<String>,
    #[serde(default)]
    pub(super) left: Vec<String>,
}

#[derive(Deserialize, Default)]
pub(super) struct Unread {
    #[serde(default)]
    pub(super) notification_count: u32,
    #[serde(default)]
    pub(super) highlight_count: u32,
}

/// The text of a response. Bytes that are no text at all are replaced by the mark for that: an answer must not be refused for ever.
pub(super) fn text(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// Reads a response.
pub(super) fn read(text: &str) -> Result<Response<'_>, SyncError> {
    serde_json::from_str(text).map_err(|_| SyncError::NotJson)
}

/// Reads one room. Only an object is one: a list would be read field by field in some order, and what it holds be lost.
pub(super) fn object<'a, T: Deserialize<'a>>(raw: &'a RawValue) -> Option<T> {
    serde_json::from_str(raw.get())
        .ok()
        .filter(|_| raw.get().starts_with('{'))
}

/// For parts that nothing depends on: what does not parse is as if it were not there.
fn lenient<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + DeserializeOwned,
{
    let raw = <&RawValue>::deserialize(deserializer)?;
    Ok(serde_json::from_str(raw.get()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_response_keeps_each_event_to_the_byte() {
        let event = r#"{ "type":"m.room.message",  "x":1e999,"s":"\ud800" }"#;
        let body = format!(
            r#"{{"next_batch":"s1","rooms":{{"join":{{"!r:x":{{"timeline":{{"events":[{event}],"limited":true,"prev_batch":"p"}}}}}}}}}}"#
        );
        let response = read(&body).unwrap();
        let room: Room<'_> = serde_json::from_str(response.rooms.join["!r:x"].get()).unwrap();
        assert_eq!(room.timeline.events[0].get(), event);
        assert_eq!(
            (room.timeline.limited, room.timeline.prev_batch.as_deref()),
            (true, Some("p"))
        );
    }

    #[test]
    fn one_hostile_room_or_count_does_not_spoil_the_response() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        let body = format!(
            r#"{{"next_batch":"s1","device_lists":7,"device_one_time_keys_count":{{"a":-1}},
               "rooms":{{"join":{{"!a":{deep},"!b":{{}}}}}}}}"#
        );
        let response = read(&body).unwrap();
        assert!(object::<Room<'_>>(response.rooms.join["!a"]).is_none());
        assert!(object::<Room<'_>>(response.rooms.join["!b"]).is_some());
    }

    #[test]
    fn half_a_response_or_a_page_of_a_proxy_is_refused() {
        for body in ["", "<html>", r#"{"next_batch":"s1""#, r#"{"rooms":{}}"#] {
            assert!(matches!(read(body), Err(SyncError::NotJson)), "{body}");
        }
    }

    #[test]
    fn bytes_that_are_no_text_do_not_stop_the_rest() {
        let body = b"{\"next_batch\":\"s1\",\"account_data\":{\"events\":[{\"x\":\"\xff\"}]}}";
        assert_eq!(read(&text(body)).unwrap().account_data.events.len(), 1);
    }
}
