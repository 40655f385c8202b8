//! Whether what the homeserver gives is the event that was asked for, and the user's to see.

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::capture::Event;

/// Why an event is not captured, as the code of its gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Impossible {
    /// The user was never in this room.
    OtherRoom,
    /// The homeserver does not show it.
    NotShown,
    /// The homeserver gives something else.
    OtherEvent,
    /// The user was not in the room at that event.
    NotThere,
}

impl Impossible {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::OtherRoom => "recall_other_room",
            Self::NotShown => "recall_not_shown",
            Self::OtherEvent => "recall_other_event",
            Self::NotThere => "recall_not_there",
        }
    }
}

/// An answer of `/context`.
#[derive(Deserialize)]
pub(super) struct Context<'a> {
    #[serde(borrow)]
    pub(super) event: &'a RawValue,
    #[serde(borrow, default)]
    state: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct Room {
    room_id: Option<String>,
}

/// Whether `context` is the event `wanted` of that room, at which `me` was in it, or which is about `me`.
pub(super) fn judge(context: &Context<'_>, room_id: &str, wanted: &str, me: &str) -> Result<(), Impossible> {
    let event = Event::read(context.event).ok_or(Impossible::OtherEvent)?;
    let room: Result<Room, _> = serde_json::from_str(context.event.get());
    let other_room = room.is_ok_and(|room| room.room_id.is_some_and(|room| room != room_id));
    if event.event_id != wanted || other_room {
        return Err(Impossible::OtherEvent);
    }
    let about_me =
        |event: &Event<'_>| event.event_type == "m.room.member" && event.state_key.as_deref() == Some(me);
    let joined = || {
        let members = context.state.iter().filter_map(|raw| Event::read(raw));
        members.filter(about_me).any(|member| member.is_join_of(me))
    };
    if about_me(&event) || joined() {
        Ok(())
    } else {
        Err(Impossible::NotThere)
    }
}
