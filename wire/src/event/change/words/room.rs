//! What the room is and is called.

use super::{Change, Tongue};

/// The sentence, if the change is one of these.
pub(super) fn of_room(change: &Change, by: &str, tongue: Tongue) -> Option<String> {
    let set = |dutch: &str, english: &str, value: &Option<String>| match (tongue, value) {
        (Tongue::Dutch, Some(value)) => format!("{by} heeft {dutch} gewijzigd: {value}"),
        (Tongue::English, Some(value)) => format!("{by} changed {english}: {value}"),
        (Tongue::Dutch, None) => format!("{by} heeft {dutch} weggehaald"),
        (Tongue::English, None) => format!("{by} removed {english}"),
    };
    Some(match change {
        Change::Created { space, predecessor } => {
            let what = match (tongue, space) {
                (Tongue::Dutch, false) => format!("{by} heeft het gesprek gemaakt"),
                (Tongue::Dutch, true) => format!("{by} heeft de ruimte gemaakt"),
                (Tongue::English, false) => format!("{by} created the room"),
                (Tongue::English, true) => format!("{by} created the space"),
            };
            match predecessor {
                Some(room) => format!(
                    "{what} {} {room}",
                    tongue.pick("als vervolg op", "as a continuation of")
                ),
                None => what,
            }
        }
        Change::Name { name: Some(name) } => match tongue {
            Tongue::Dutch => format!("{by} heeft het gesprek ‘{name}’ genoemd"),
            Tongue::English => format!("{by} named the room ‘{name}’"),
        },
        Change::Name { name: None } => set("de naam van het gesprek", "the name of the room", &None),
        Change::Topic { topic } => set("het onderwerp", "the topic", topic),
        Change::Avatar { set: true } => {
            tongue.has_changed(by, ("de afbeelding van het gesprek", "the picture of the room"))
        }
        Change::Avatar { set: false } => {
            set("de afbeelding van het gesprek", "the picture of the room", &None)
        }
        Change::Alias { alias, others } => {
            let mut all: Vec<&str> = alias.as_deref().into_iter().collect();
            all.extend(others.iter().map(String::as_str));
            set(
                "het adres van het gesprek",
                "the address of the room",
                &Some(all.join(", ")).filter(|all| !all.is_empty()),
            )
        }
        Change::Language { language } => set("de taal van het gesprek", "the language of the room", language),
        Change::ImagePack => {
            tongue.has_changed(by, ("de plaatjes van het gesprek", "the pictures of the room"))
        }
        _ => return moved(change, by, tongue),
    })
}

/// The sentence, if the conversation went on elsewhere or came from there.
fn moved(change: &Change, by: &str, tongue: Tongue) -> Option<String> {
    Some(match change {
        Change::Tombstone { room, text } => {
            let where_to = room.as_ref().map(|room| format!(" {room}")).unwrap_or_default();
            let text = text.as_ref().map(|text| format!(" ({text})")).unwrap_or_default();
            match tongue {
                Tongue::Dutch => {
                    format!("{by} heeft het gesprek gesloten; het gaat verder in{where_to}{text}")
                }
                Tongue::English => format!("{by} closed the room; it goes on in{where_to}{text}"),
            }
        }
        Change::Predecessor { room } => {
            let from = room.as_ref().map(|room| format!(" {room}")).unwrap_or_default();
            match tongue {
                Tongue::Dutch => format!("{by} zegt dat het gesprek verdergaat uit{from}"),
                Tongue::English => format!("{by} says that the room goes on from{from}"),
            }
        }
        _ => return None,
    })
}
