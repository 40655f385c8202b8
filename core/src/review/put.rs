//! Takes a label from the user: a record of it, and what was kept because of the former one is looked at again.

use std::sync::Arc;

use griffie_wire::{
    ids::Millis,
    record::{Fact, Label, LabelFact, LabelTarget, Scope, event_digest, room_digest},
};
use serde::Serialize;

use super::terms::{LONGEST_REASON, Terms};
use crate::{
    clock::Clock,
    engine::{changes::Changes, wakes::Wakes},
    error::Error,
    store::{
        Connection, Store, StoreError, Unit, aside, journal,
        label::{self, Of},
        rooms, seen,
    },
};

/// What became of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Labelled {
    /// Whether it came inside the review window. Outside it, `private` and `party` leave a trace in the archive and take nothing back
    /// from it; `business` lets follow what had stayed here.
    pub inside: bool,
}

/// Why a label was not taken. Nothing was journaled.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LabelError {
    /// Policy knows no labels, or a hold forbids them.
    #[error("policy allows no labels")]
    Off,
    /// Policy does not know this one.
    #[error("policy does not allow this label")]
    NotAllowed,
    /// Policy wants to know why.
    #[error("a label needs a reason")]
    NeedsReason,
    /// Longer than anybody reads.
    #[error("reason is too long")]
    TooLong,
    /// No event of this id was recorded here.
    #[error("event is not known")]
    NoSuchEvent,
    /// Nobody of this device is in that room.
    #[error("not a member of the room")]
    NotInRoom,
    /// The database.
    #[error("store")]
    Store(#[from] StoreError),
}

impl From<LabelError> for Error {
    fn from(error: LabelError) -> Self {
        let rejected = |code: &str| Self::Rejected {
            code: code.to_owned(),
        };
        match error {
            LabelError::Off => rejected("labels_off"),
            LabelError::NotAllowed => rejected("label_not_allowed"),
            LabelError::NeedsReason => rejected("label_needs_reason"),
            LabelError::TooLong => rejected("too_long"),
            LabelError::NoSuchEvent => rejected("no_such_event"),
            LabelError::NotInRoom => rejected("not_in_room"),
            LabelError::Store(error) => error.into(),
        }
    }
}

/// What labelling needs.
pub(crate) struct LabelParts<'a> {
    pub(crate) store: &'a Store,
    pub(crate) clock: &'a Arc<dyn Clock>,
    pub(crate) changes: &'a Changes,
    pub(crate) wakes: &'a Wakes,
}

/// Puts a label on an event, and with it on its edits, its reactions and what takes it back. The label that it has already changes nothing,
/// but where policy lets go only what is called business, to call it that is news.
pub(crate) async fn label_event(
    parts: &LabelParts<'_>,
    event_id: &str,
    label: Label,
    reason: Option<&str>,
) -> Result<Labelled, LabelError> {
    let unit = parts.store.begin("label").await?;
    let terms = unit.write(Terms::in_force)?;
    let reason = check(terms.as_ref(), label, reason)?;
    let Some(seen) = unit.write(|c| seen::find(c, event_id))? else {
        return Err(LabelError::NoSuchEvent);
    };
    let now = parts.clock.now();
    let inside = unit
        .write(|c| aside::window_of(c, event_id))?
        .is_some_and(|until| now < until);
    let label::Standing {
        label: former,
        outside: unsaid,
    } = unit.write(|c| label::standing(c, event_id))?;
    let room_id = unit.write(|c| rooms::room_id(c, seen.room))?;
    if former != label || unsaid {
        let fact = LabelFact {
            target: LabelTarget::Event(event_digest(event_id)),
            label,
            former,
            inside,
            reason,
        };
        write(&unit, parts, &room_id, Of::Event(event_id), fact)?;
    }
    unit.commit().await?;
    tell(parts, &room_id);
    Ok(Labelled { inside })
}

/// Puts a label on a room, for everything that is recorded of it from now on.
pub(crate) async fn label_room(
    parts: &LabelParts<'_>,
    room_id: &str,
    label: Label,
    reason: Option<&str>,
) -> Result<(), LabelError> {
    let unit = parts.store.begin("label room").await?;
    let terms = unit.write(Terms::in_force)?;
    let reason = check(terms.as_ref(), label, reason)?;
    let room = unit.write(|c| rooms::find(c, room_id))?;
    let room = room.filter(|room| matches!(room.membership.as_str(), "join" | "invite"));
    if room.is_none() {
        return Err(LabelError::NotInRoom);
    }
    let given = unit.write(|c| label::given_room_now(c, room_id))?;
    let former = given.unwrap_or_default();
    let unsaid = given.is_none() && terms.as_ref().is_some_and(|terms| terms.scope == Scope::OptIn);
    if former != label || unsaid {
        let fact = LabelFact {
            target: LabelTarget::Room(room_digest(room_id)),
            label,
            former,
            inside: true,
            reason,
        };
        write(&unit, parts, room_id, Of::Room(room_id), fact)?;
    }
    unit.commit().await?;
    tell(parts, room_id);
    Ok(())
}

/// The user wants no more time: what has no label goes to the archive now. Gives how many records that concerns.
pub(crate) async fn end_review(parts: &LabelParts<'_>) -> Result<u64, StoreError> {
    let unit = parts.store.begin("end review").await?;
    let ended = unit.write(|c| aside::end_windows(c, parts.clock.now()))?;
    unit.commit().await?;
    parts.changes.bump();
    parts.wakes.seal.notify_one();
    Ok(ended)
}

/// What a screen shows of an event's label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LabelNow {
    /// The label it has.
    pub(crate) label: Label,
    /// Until when another one counts.
    pub(crate) until: Option<Millis>,
    /// Policy alone keeps it here.
    pub(crate) outside: bool,
}

/// The label of an event as it stands.
pub(crate) fn label_now(c: &Connection, event_id: &str) -> Result<LabelNow, StoreError> {
    let standing = label::standing(c, event_id)?;
    Ok(LabelNow {
        label: standing.label,
        until: aside::window_of(c, event_id)?,
        outside: standing.outside,
    })
}

fn check(terms: Option<&Terms>, label: Label, reason: Option<&str>) -> Result<Option<String>, LabelError> {
    // Where nothing goes to the archive, there is nothing to say of it.
    let terms = terms
        .filter(|terms| terms.scope != Scope::Off)
        .ok_or(LabelError::Off)?;
    if !terms.allows(label) {
        return Err(LabelError::NotAllowed);
    }
    let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
    if reason.is_none() && terms.needs_reason && label.stays() {
        return Err(LabelError::NeedsReason);
    }
    if reason.is_some_and(|reason| reason.chars().count() > LONGEST_REASON) {
        return Err(LabelError::TooLong);
    }
    Ok(reason.map(str::to_owned))
}

fn write(
    unit: &Unit,
    parts: &LabelParts<'_>,
    room_id: &str,
    of: Of<'_>,
    fact: LabelFact,
) -> Result<(), StoreError> {
    let label = fact.label;
    // Without its room: a record of a room tells its name.
    let seq = journal::append(unit, &**parts.clock, None, Fact::Label(fact))?;
    unit.write(|c| {
        label::put(c, seq, of, label)?;
        aside::reconsider(c, room_id)
    })
}

fn tell(parts: &LabelParts<'_>, room_id: &str) {
    parts.changes.room(room_id);
    parts.wakes.seal.notify_one();
}
