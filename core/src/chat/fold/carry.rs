//! What any message may carry besides what it says: whom it mentions, and when it is to vanish.

use griffie_wire::event::vanish;
use serde_json::{Map, Value, json};

use crate::store::timeline::Line;

/// So many mentions are kept with a line; the record has all.
const MOST: usize = 100;
/// Stands for everybody in the room.
const ROOM: &str = "@room";

/// Adds to the particulars of a line what its content carries. Most carry nothing, and are not parsed for it.
pub(super) fn carry(mut line: Line, content: &str) -> Line {
    let vanishes = vanish::vanish(content).map(|vanish| json!(vanish));
    let mentions = mentions(content);
    if vanishes.is_none() && mentions.is_empty() {
        return line;
    }
    let detail = line
        .detail
        .as_deref()
        .and_then(|detail| serde_json::from_str(detail).ok());
    let mut detail: Map<String, Value> = detail.unwrap_or_default();
    if let Some(vanishes) = vanishes {
        detail.insert("vanishes".to_owned(), vanishes);
    }
    if !mentions.is_empty() {
        detail.insert("mentions".to_owned(), json!(mentions));
    }
    line.detail = Some(Value::Object(detail).to_string());
    line
}

fn mentions(content: &str) -> Vec<String> {
    if !content.contains("m.mentions") {
        return Vec::new();
    }
    let Ok(content) = serde_json::from_str::<Value>(content) else {
        return Vec::new();
    };
    let users = content.pointer("/m.mentions/user_ids").and_then(Value::as_array);
    let users = users.into_iter().flatten().filter_map(Value::as_str).take(MOST);
    let room = content.pointer("/m.mentions/room") == Some(&Value::Bool(true));
    room.then_some(ROOM)
        .into_iter()
        .chain(users)
        .map(str::to_owned)
        .collect()
}
