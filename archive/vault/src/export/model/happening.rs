//! What state events say happened to a room: who came and went, how it is called.

use serde_json::Value;

use super::{Happening, collect::Seen, names::Names};

/// What a state event says happened; nothing for messages.
pub(super) fn happening(seen: &Seen, names: &mut Names) -> Option<Happening> {
    let text = |name: &str| seen.content.get(name).and_then(Value::as_str);
    let state_key = seen.state_key.as_deref()?;
    Some(match seen.event_type.as_str() {
        "m.room.member" => return Some(membership(seen, state_key, names)),
        "m.room.create" => Happening::Created,
        "m.room.name" => Happening::Named(text("name").unwrap_or_default().to_owned()),
        "m.room.topic" => Happening::Topic(text("topic").unwrap_or_default().to_owned()),
        "m.room.avatar" => Happening::Avatar,
        "m.room.encryption" => Happening::Encrypted,
        other => Happening::Other(other.to_owned()),
    })
}

fn membership(seen: &Seen, subject: &str, names: &mut Names) -> Happening {
    let text = |name: &str| seen.content.get(name).and_then(Value::as_str).map(str::to_owned);
    let before = |name: &str| {
        let places = ["/unsigned/prev_content", "/prev_content"];
        places
            .iter()
            .find_map(|place| seen.raw.pointer(place)?.get(name)?.as_str())
            .map(str::to_owned)
    };
    let now = text("displayname");
    if let Some(name) = &now {
        names.called(subject, name);
    }
    let who = names.person(subject, None);
    match text("membership").as_deref() {
        Some("join") if before("membership").as_deref() == Some("join") => match before("displayname") {
            Some(before) if Some(&before) != now.as_ref() => Happening::Renamed { before },
            _ => Happening::Avatar,
        },
        Some("join") => Happening::Joined,
        Some("invite") => Happening::Invited(who),
        Some("leave") if seen.sender == subject => Happening::Left,
        Some("leave") => Happening::Removed {
            who,
            reason: text("reason"),
        },
        Some("ban") => Happening::Banned {
            who,
            reason: text("reason"),
        },
        _ => Happening::Other("m.room.member".to_owned()),
    }
}
