//! What happened to a room: who came and went, what was changed about it, who called.

use griffie_wire::event::{self, Shape, call, change};
use serde_json::Value;

use super::{Happening, collect::Seen, names::Names};

/// What a state event says happened, or a step of a call; nothing for messages.
pub(crate) fn happening(seen: &Seen, names: &mut Names) -> Option<Happening> {
    let Some(state_key) = seen.state_key.as_deref() else {
        let known = event::of_room(&seen.event_type, false)?;
        if known.shape != Shape::Call || !seen.readable {
            return None;
        }
        return call::call(&seen.event_type, &seen.content.to_string()).map(Happening::Call);
    };
    if seen.event_type == "m.room.member" {
        return Some(membership(seen, state_key, names));
    }
    let before = before(seen).map(Value::to_string);
    let change = change::read(
        &seen.event_type,
        state_key,
        &seen.content.to_string(),
        before.as_deref(),
    );
    Some(match change {
        Some(change) => {
            let called = |user: &str| (user.to_owned(), names.person(user, seen.members()).name);
            let names = change.users().into_iter().map(called).collect();
            Happening::Change { change, names }
        }
        None => Happening::Other(seen.event_type.clone()),
    })
}

/// Content of the state before.
fn before(seen: &Seen) -> Option<&Value> {
    let places = ["/unsigned/prev_content", "/prev_content"];
    places.iter().find_map(|place| seen.raw.pointer(place))
}

fn membership(seen: &Seen, subject: &str, names: &mut Names) -> Happening {
    let text = |name: &str| seen.content.get(name).and_then(Value::as_str).map(str::to_owned);
    let before = |name: &str| before(seen)?.get(name)?.as_str().map(str::to_owned);
    let now = text("displayname");
    if let Some(name) = &now {
        names.called(subject, name);
    }
    let who = names.person(subject, None);
    match text("membership").as_deref() {
        Some("join") if before("membership").as_deref() == Some("join") => match before("displayname") {
            before if before != now => Happening::Renamed { before, now },
            _ => Happening::Profile,
        },
        Some("join") => Happening::Joined {
            reason: text("reason"),
        },
        Some("knock") => Happening::Knocked {
            reason: text("reason"),
        },
        Some("invite") => Happening::Invited {
            who,
            reason: text("reason"),
        },
        Some("leave") if seen.sender == subject => Happening::Left {
            reason: text("reason"),
        },
        Some("leave") if before("membership").as_deref() == Some("ban") => Happening::Unbanned {
            who,
            reason: text("reason"),
        },
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
