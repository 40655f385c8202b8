//! Labels that the user gave, and which one holds for a message. Must not know what policy allows.

use griffie_wire::{
    ids::EntryNo,
    record::{Label, Scope},
};
use rusqlite::{Connection, OptionalExtension, named_params, params};

use super::{StoreError, aside::AsideRow};

/// Edits of edits of edits: further than this nobody follows.
const DEPTH: u8 = 8;

/// What a label can be on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of<'a> {
    Event(&'a str),
    Room(&'a str),
}

/// Notes a label that entry `seq` tells.
pub(crate) fn put(c: &Connection, seq: EntryNo, of: Of<'_>, label: Label) -> Result<(), StoreError> {
    let (kind, target) = match of {
        Of::Event(id) => ("event", id),
        Of::Room(id) => ("room", id),
    };
    c.prepare_cached("INSERT INTO label (seq, of, target, label) VALUES (:seq, :of, :target, :label)")?
        .execute(named_params! { ":seq": seq.0, ":of": kind, ":target": target, ":label": word(label) })?;
    Ok(())
}

/// The label that the user gave this very event.
pub(crate) fn given(c: &Connection, event_id: &str) -> Result<Option<Label>, StoreError> {
    last(c, "event", event_id, EntryNo(u64::MAX >> 1))
}

/// Whether something with this label, or none, stays on the device where policy lets so much go.
pub(crate) fn stays(given: Option<Label>, scope: Scope) -> bool {
    match scope {
        Scope::All => given.is_some_and(Label::stays),
        Scope::OptIn => given != Some(Label::Business),
        Scope::Off => true,
    }
}

/// The label that the user gave a room, for what is recorded as entry `before`.
pub(crate) fn given_room(
    c: &Connection,
    room_id: &str,
    before: EntryNo,
) -> Result<Option<Label>, StoreError> {
    last(c, "room", room_id, before)
}

/// The same for what comes now.
pub(crate) fn given_room_now(c: &Connection, room_id: &str) -> Result<Option<Label>, StoreError> {
    given_room(c, room_id, EntryNo(u64::MAX >> 1))
}

/// The label of a room for what is recorded as entry `before`.
fn of_room(c: &Connection, room_id: &str, before: EntryNo) -> Result<Label, StoreError> {
    Ok(given_room(c, room_id, before)?.unwrap_or_default())
}

/// The label of a room for what comes now.
pub(crate) fn of_room_now(c: &Connection, room_id: &str) -> Result<Label, StoreError> {
    Ok(given_room_now(c, room_id)?.unwrap_or_default())
}

/// The label that holds for a record set aside: its event's own, that of the message it edits, answers with a reaction, takes back or
/// quotes, or its room's. `None` when the user said nothing of any of them.
pub(crate) fn given_row(c: &Connection, row: &AsideRow) -> Result<Option<Label>, StoreError> {
    let event = match (&row.event_id, &row.txn_id) {
        (Some(event), _) => Some(event.clone()),
        (None, Some(txn)) => event_of_send(c, txn)?,
        (None, None) => None,
    };
    if let Some(label) = inherited(c, event.as_deref(), row.target.as_deref())? {
        return Ok(Some(label));
    }
    given_room(c, &row.room_id, row.seq)
}

/// Whether a record set aside stays here, window or not.
pub(crate) fn row_stays(c: &Connection, row: &AsideRow) -> Result<bool, StoreError> {
    Ok(stays(given_row(c, row)?, row.scope))
}

/// How it stands with an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    /// The label that holds for it, set aside or not.
    pub(crate) label: Label,
    /// Policy alone keeps it here: of this user it lets nothing go, or only what is called business, and nobody called it so.
    pub(crate) outside: bool,
}

/// The label of an event, and whether policy keeps it here without one.
pub(crate) fn standing(c: &Connection, event_id: &str) -> Result<Standing, StoreError> {
    let Some(row) = super::aside::of_event(c, event_id)? else {
        return Ok(Standing {
            label: given(c, event_id)?.unwrap_or_default(),
            outside: false,
        });
    };
    let given = given_row(c, &row)?;
    Ok(Standing {
        label: given.unwrap_or_default(),
        outside: match row.scope {
            Scope::All => false,
            Scope::OptIn => given.is_none(),
            Scope::Off => true,
        },
    })
}

fn inherited(c: &Connection, event: Option<&str>, target: Option<&str>) -> Result<Option<Label>, StoreError> {
    let (mut event, mut target) = (event.map(str::to_owned), target.map(str::to_owned));
    for _ in 0..DEPTH {
        if let Some(id) = &event
            && let Some(label) = given(c, id)?
        {
            return Ok(Some(label));
        }
        let Some(next) = target.take() else {
            return Ok(None);
        };
        let row = super::aside::of_event(c, &next)?;
        // What is private because of its room makes what is about it private too, in whichever room it stands now.
        if let Some(row) = &row
            && row.target.is_none()
            && of_room(c, &row.room_id, row.seq)?.stays()
            && given(c, &next)?.is_none()
        {
            return Ok(Some(of_room(c, &row.room_id, row.seq)?));
        }
        target = row.and_then(|row| row.target);
        event = Some(next);
    }
    Ok(None)
}

fn event_of_send(c: &Connection, txn_id: &str) -> Result<Option<String>, StoreError> {
    let event = c
        .prepare_cached("SELECT event_id FROM queue WHERE txn_id = ?1")?
        .query_row([txn_id], |row| row.get(0))
        .optional()?;
    Ok(event.flatten())
}

fn last(c: &Connection, of: &str, target: &str, before: EntryNo) -> Result<Option<Label>, StoreError> {
    let found: Option<String> = c
        .prepare_cached(
            "SELECT label FROM label WHERE target = ?1 AND of = ?2 AND seq < ?3 ORDER BY seq DESC LIMIT 1",
        )?
        .query_row(params![target, of, before.0], |row| row.get(0))
        .optional()?;
    Ok(found.as_deref().map(read))
}

/// As the column has it.
fn word(label: Label) -> &'static str {
    match label {
        Label::Business => "business",
        Label::Private => "private",
        Label::Party => "party",
    }
}

fn read(word: &str) -> Label {
    match word {
        "private" => Label::Private,
        "party" => Label::Party,
        _ => Label::Business,
    }
}
