//! Lines of what was changed about the room itself.

use griffie_wire::event::{
    EventType, Shown,
    change::{self, Change},
};

use super::{Readable, UNKNOWN, hidden, visible};
use crate::store::timeline::Line;

/// The change that the event is. What was there before, and what a room is made with as a rule, is hidden.
pub(super) fn line(event: &Readable<'_>, known: &EventType) -> Line {
    let state_key = event.state_key.unwrap_or_default();
    let read = |content, before| change::read(event.event_type, state_key, content, before);
    let Some(change) = read(event.content, event.prev_content) else {
        return unknown(event);
    };
    if change == Change::Locked {
        return super::undecryptable("encrypted_state");
    }
    let repeats = event
        .prev_content
        .is_some_and(|before| read(before, None) == read(event.content, None));
    let first = event.prev_content.is_none() && matches!(known.shown, Shown::LineOfChange(_));
    Line {
        hidden: repeats || first || matches!(known.shown, Shown::Hidden(..)),
        detail: serde_json::to_string(&change).ok(),
        ..visible(change.kind(), change.text().unwrap_or_default().to_owned())
    }
}

/// State that nobody can read a change from.
pub(super) fn unknown(event: &Readable<'_>) -> Line {
    Line {
        body: event.event_type.to_owned(),
        ..hidden(UNKNOWN)
    }
}
