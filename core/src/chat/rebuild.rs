//! Makes the timeline, rooms, members and the search index anew from the journal (design D3).
//!
//! Each event goes to the place it had, which is kept beside its record; everything else is folded again. Rows whose record was pruned
//! stay as they are.

use griffie_wire::{
    ids::EntryNo,
    record::{EventFact, Fact, LateKeyFact, Record, Via},
};
use serde_json::value::RawValue;

use crate::{
    capture::{CaptureError, Event, Intake, OpenRoom},
    clock::Clock,
    store::{Store, StoreError, Unit, identity, rebuild, seen},
};

/// Records read at a time.
const CHUNK: u32 = 500;

/// Takes the projections away and makes them again, in one unit of work. Gives the number of records they were made from.
pub(crate) async fn rebuild(store: &Store, clock: &dyn Clock) -> Result<u64, CaptureError> {
    let me = store.read(identity::require)?.user_id;
    let unit = store.begin("rebuild").await?;
    unit.write(rebuild::clear)?;
    let mut intake = Intake::new(&unit, clock, &me);
    let mut open: Option<OpenRoom> = None;
    let (mut after, mut count) = (EntryNo(0), 0);
    loop {
        let sources = unit.write(|c| rebuild::sources(c, after, CHUNK))?;
        let Some(last) = sources.last() else { break };
        after = last.made;
        for source in &sources {
            let record: Record =
                serde_json::from_slice(&source.record).map_err(|_| StoreError::Malformed("record"))?;
            let record = record.told().map_err(|_| StoreError::Malformed("record"))?;
            fold(&unit, &mut intake, &mut open, source.seq, record)?;
            count += 1;
        }
    }
    unit.commit().await?;
    Ok(count)
}

fn fold(
    unit: &Unit,
    intake: &mut Intake<'_>,
    open: &mut Option<OpenRoom>,
    seq: EntryNo,
    record: Record,
) -> Result<(), CaptureError> {
    let Some(then) = record.room else { return Ok(()) };
    let room = match open.take().filter(|room| room.room_id == then.room_id) {
        Some(same) => open.insert(same),
        None => open.insert(intake.open_room(&then.room_id)?),
    };
    match record.fact {
        Fact::Event(fact) => fold_event(unit, intake, room, seq, &fact),
        Fact::LateKey(fact) => fold_late_key(unit, intake, &fact),
        _ => Ok(()),
    }
}

fn fold_event(
    unit: &Unit,
    intake: &mut Intake<'_>,
    room: &mut OpenRoom,
    seq: EntryNo,
    fact: &EventFact,
) -> Result<(), CaptureError> {
    let raw = raw(&fact.raw)?;
    let event = Event::read(&raw).ok_or(StoreError::Malformed("record"))?;
    let place = unit
        .write(|c| seen::find(c, &event.event_id))?
        .and_then(|seen| seen.place);
    if let Some(place) = place {
        intake.show_recorded(room, &event, fact, seq, place)?;
    }
    if fact.via != Via::GapFill {
        intake.apply_state(room, &event, seq)?;
    }
    Ok(())
}

fn fold_late_key(unit: &Unit, intake: &Intake<'_>, fact: &LateKeyFact) -> Result<(), CaptureError> {
    let text = unit.write(|c| seen::raw(c, &fact.event_id))?;
    // The event's own record was pruned: its row has stayed, healed as it was.
    let Some(text) = text else { return Ok(()) };
    let raw = raw(&text)?;
    let event = Event::read(&raw).ok_or(StoreError::Malformed("record"))?;
    intake.show_late(&event, &fact.decrypted, &fact.encryption.verification)
}

fn raw(text: &str) -> Result<Box<RawValue>, StoreError> {
    RawValue::from_string(text.to_owned()).map_err(|_| StoreError::Malformed("record"))
}
