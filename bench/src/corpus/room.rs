//! The state of a room as a first sync brings it.

use serde_json::{Value, json};

use super::dice::Dice;

/// Members who never say anything, in every room.
const SILENT: usize = 4;

/// `$` and 43 characters, as homeservers make them.
pub(super) fn event_id(dice: &mut Dice) -> String {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    format!("${}", URL_SAFE_NO_PAD.encode(dice.bytes::<32>()))
}

/// All state events of a room with these members.
pub(super) fn state(dice: &mut Dice, name: &str, recipient: &str, senders: &[String], at: u64) -> Vec<Value> {
    let creator = senders.first().map_or(recipient, String::as_str);
    let mut events = vec![
        event(
            dice,
            "m.room.create",
            "",
            creator,
            at,
            json!({ "room_version": "10", "creator": creator }),
        ),
        event(
            dice,
            "m.room.encryption",
            "",
            creator,
            at,
            json!({ "algorithm": "m.megolm.v1.aes-sha2" }),
        ),
        event(
            dice,
            "m.room.join_rules",
            "",
            creator,
            at,
            json!({ "join_rule": "invite" }),
        ),
        event(
            dice,
            "m.room.history_visibility",
            "",
            creator,
            at,
            json!({ "history_visibility": "shared" }),
        ),
        event(dice, "m.room.name", "", creator, at, json!({ "name": name })),
        event(
            dice,
            "m.room.power_levels",
            "",
            creator,
            at,
            json!({ "users": { creator: 100 }, "users_default": 0 }),
        ),
    ];
    let silent: Vec<String> = (0..SILENT)
        .map(|number| format!("@silent{number}:bench.example"))
        .collect();
    for member in senders
        .iter()
        .chain(&silent)
        .map(String::as_str)
        .chain([recipient])
    {
        let shown = member.trim_start_matches('@').split(':').next().unwrap_or(member);
        let content = json!({ "membership": "join", "displayname": shown });
        events.push(event(dice, "m.room.member", member, member, at, content));
    }
    events
}

fn event(dice: &mut Dice, event_type: &str, state_key: &str, sender: &str, at: u64, content: Value) -> Value {
    json!({
        "type": event_type, "state_key": state_key, "sender": sender, "content": content,
        "event_id": event_id(dice), "origin_server_ts": at, "unsigned": { "age": 1000 },
    })
}
