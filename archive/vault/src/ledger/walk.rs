//! Compares with the homeserver's own list, room by room, back to where the last comparison ended: after our downtime, and regularly.
//!
//! A room is one unit of work: everything between the last comparison and now is fetched first, then listed and put in the
//! homeserver's order together with the note of how far we came. A crash in between leaves the room as it was.

use std::collections::HashSet;

use parking_lot::Mutex;
use rusqlite::TransactionBehavior;
use serde_json::Value;

use super::{
    Ledger, LedgerError,
    admin::Admin,
    event::{self, Source},
    rows::{
        events::{self, Room},
        walks,
    },
};

/// Pages of one room in one walk: 5 million events. A homeserver that never ends is stopped here.
const MOST_PAGES: u32 = 10_000;

/// What a walk found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Walked {
    /// Rooms that were compared.
    pub rooms: u64,
    /// Events that were not listed.
    pub found: u64,
    /// Events that cannot be listed.
    pub odd: u64,
}

/// The ledger is locked only while its database is at work: what is pushed meanwhile is listed behind the rest.
pub(super) async fn walk(ledger: &Mutex<Ledger>, admin: &Admin) -> Result<Walked, LedgerError> {
    let mut walked = Walked::default();
    for room_id in admin.rooms().await? {
        let (room, marker) = begin(&ledger.lock(), &room_id)?;
        let between = fetch(admin, &room_id, marker.as_deref()).await?;
        walked += settle(&mut ledger.lock(), room, between)?;
    }
    let ledger = ledger.lock();
    walks::note_walk(&ledger.store, ledger.clock.now(), walked.rooms, walked.found)?;
    Ok(walked)
}

/// The room, and the event at which the last comparison ended.
fn begin(ledger: &Ledger, room_id: &str) -> Result<(Room, Option<String>), LedgerError> {
    let room = events::room(&ledger.store, room_id)?;
    let marker = events::at(&ledger.store, room.id, room.walked_to)?;
    Ok((room, marker))
}

/// The events after `marker`, oldest first; all of the room when there is none or the homeserver no longer lists it.
async fn fetch(admin: &Admin, room_id: &str, marker: Option<&str>) -> Result<Vec<Value>, LedgerError> {
    let mut newest_first = Vec::new();
    let mut seen = HashSet::new();
    let mut from: Option<String> = None;
    for _ in 0..MOST_PAGES {
        let page = admin.messages(room_id, from.as_deref()).await?;
        for event in page.chunk {
            let id = event.get("event_id").and_then(Value::as_str).map(str::to_owned);
            if id.is_some() && id.as_deref() == marker {
                newest_first.reverse();
                return Ok(newest_first);
            }
            if id.is_none_or(|id| seen.insert(id)) {
                newest_first.push(whole(admin, event).await?);
            }
        }
        match page.end {
            Some(end) if from.as_ref() != Some(&end) => from = Some(end),
            _ => break,
        }
    }
    newest_first.reverse();
    Ok(newest_first)
}

/// The event itself where the list shows a redacted one.
async fn whole(admin: &Admin, event: Value) -> Result<Value, LedgerError> {
    let redacted = event.pointer("/unsigned/redacted_because").is_some();
    let id = event.get("event_id").and_then(Value::as_str);
    let (true, Some(id)) = (redacted, id) else {
        return Ok(event);
    };
    let Some(Value::Object(mut stored)) = admin.event(id).await? else {
        return Ok(event);
    };
    // A stored event names itself by its digest alone.
    stored.entry("event_id").or_insert_with(|| id.into());
    Ok(Value::Object(stored))
}

/// Lists what is new and puts the room in order.
pub(super) fn settle(ledger: &mut Ledger, room: Room, between: Vec<Value>) -> Result<Walked, LedgerError> {
    let now = ledger.clock.now();
    let unit = ledger
        .store
        .transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut walked = Walked {
        rooms: 1,
        ..Walked::default()
    };
    let mut order = Vec::with_capacity(between.len());
    for event in between {
        match event::read(event) {
            Ok(listed) => {
                walked.found += u64::from(events::append(&unit, &listed, Source::Walked, now)?);
                order.push(listed.event_id);
            }
            Err((reason, body)) => {
                walked.odd += u64::from(events::keep_odd(&unit, reason, &body.to_string(), now)?);
            }
        }
    }
    let to = events::reorder(&unit, room.id, room.walked_to, &order)?;
    events::set_walked(&unit, room.id, to)?;
    unit.commit()?;
    Ok(walked)
}

impl std::ops::AddAssign for Walked {
    fn add_assign(&mut self, other: Self) {
        self.rooms += other.rooms;
        self.found += other.found;
        self.odd += other.odd;
    }
}
