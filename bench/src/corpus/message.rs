//! What people send: mostly text, some replies, reactions and edits, each as the clear content of an event.

use serde_json::{Value, json};

use super::{dice::Dice, text::Writer};

/// A clear event before it is encrypted.
pub(super) struct Message {
    pub(super) event_type: &'static str,
    pub(super) content: Value,
}

/// Something that was said and can be answered.
#[derive(Clone)]
pub(super) struct Said {
    pub(super) event_id: String,
    pub(super) sender: usize,
}

/// The next thing that `sender` says in a room where `before` was said.
pub(super) fn next(dice: &mut Dice, writer: &Writer, sender: usize, before: &[Said]) -> Message {
    let recent = before.get(before.len().saturating_sub(20)..).unwrap_or(before);
    let about = if recent.is_empty() {
        None
    } else {
        recent.get(dice.below(recent.len()))
    };
    let own = recent.iter().rev().find(|said| said.sender == sender);
    match (dice.below(100), about, own) {
        (0..6, Some(about), _) => reply(&writer.text(dice), about),
        (6..10, Some(about), _) => reaction(dice, about),
        (10..12, _, Some(own)) => edit(&writer.text(dice), own),
        _ => Message {
            event_type: "m.room.message",
            content: json!({ "msgtype": "m.text", "body": writer.text(dice) }),
        },
    }
}

fn reply(text: &str, about: &Said) -> Message {
    let relation = json!({ "m.in_reply_to": { "event_id": about.event_id } });
    let content = json!({ "msgtype": "m.text", "body": text, "m.relates_to": relation });
    Message {
        event_type: "m.room.message",
        content,
    }
}

fn reaction(dice: &mut Dice, about: &Said) -> Message {
    let key = ["👍", "❤️", "😄", "✅"]
        .get(dice.below(4))
        .copied()
        .unwrap_or("👍");
    let relation = json!({ "rel_type": "m.annotation", "event_id": about.event_id, "key": key });
    Message {
        event_type: "m.reaction",
        content: json!({ "m.relates_to": relation }),
    }
}

fn edit(text: &str, own: &Said) -> Message {
    let content = json!({
        "msgtype": "m.text",
        "body": format!("* {text}"),
        "m.new_content": { "msgtype": "m.text", "body": text },
        "m.relates_to": { "rel_type": "m.replace", "event_id": own.event_id },
    });
    Message {
        event_type: "m.room.message",
        content,
    }
}
