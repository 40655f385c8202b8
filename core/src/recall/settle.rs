//! One recalled event, one unit of work: captured with what says that it was recalled, or a gap that says why not. Either way it is done.

use griffie_wire::record::GapCause;
use serde_json::value::RawValue;

use super::answer::{Context, Impossible, judge};
use crate::{
    capture::Intake,
    clock::Clock,
    fill::FillError,
    store::{
        Store, StoreError, Unit,
        recall::{self, EventWanted},
        rooms, seen,
    },
};

/// Whether it has to be fetched at all; what needs no homeserver is settled here.
pub(super) async fn is_due(
    store: &Store,
    clock: &dyn Clock,
    me: &str,
    want: &EventWanted,
) -> Result<bool, FillError> {
    let unit = store.begin("recall").await?;
    let due = if is_recorded(&unit, want)? {
        unit.write(|c| recall::done(c, want.id))?;
        false
    } else if unit.write(|c| rooms::find(c, &want.room_id))?.is_none() {
        impossible(clock, &unit, me, want, Impossible::OtherRoom)?;
        false
    } else {
        true
    };
    unit.commit().await?;
    Ok(due)
}

/// What the homeserver gave, or that it gives nothing.
///
/// # Errors
/// [`FillError::NotJson`]: nothing was changed, ask again.
pub(super) async fn settle(
    store: &Store,
    clock: &dyn Clock,
    me: &str,
    want: &EventWanted,
    answer: Option<&[u8]>,
) -> Result<(), FillError> {
    let text = answer.map(String::from_utf8_lossy);
    let context: Option<Context<'_>> = match &text {
        Some(text) => Some(serde_json::from_str(text).map_err(|_| FillError::NotJson)?),
        None => None,
    };
    let judged = match &context {
        Some(context) => judge(context, &want.room_id, &want.event_id, me).map(|()| context.event),
        None => Err(Impossible::NotShown),
    };
    let unit = store.begin("recall").await?;
    // The sync, or a hole that was filled, may have brought it meanwhile.
    if !unit.write(|c| recall::done(c, want.id))? || is_recorded(&unit, want)? {
        unit.commit().await?;
        return Ok(());
    }
    match judged {
        Ok(event) => capture(clock, &unit, me, want, event).await?,
        Err(why) => impossible(clock, &unit, me, want, why)?,
    }
    Ok(unit.commit().await?)
}

fn is_recorded(unit: &Unit, want: &EventWanted) -> Result<bool, StoreError> {
    Ok(unit.write(|c| seen::find(c, &want.event_id))?.is_some())
}

async fn capture(
    clock: &dyn Clock,
    unit: &Unit,
    me: &str,
    want: &EventWanted,
    event: &RawValue,
) -> Result<(), FillError> {
    let mut intake = Intake::new(unit, clock, me);
    intake.take_recalled(&want.room_id, &want.event_id, event).await?;
    Ok(intake.follow_newcomers().await?)
}

fn impossible(
    clock: &dyn Clock,
    unit: &Unit,
    me: &str,
    want: &EventWanted,
    why: Impossible,
) -> Result<(), FillError> {
    let mut intake = Intake::new(unit, clock, me);
    unit.write(|c| recall::done(c, want.id))?;
    let event_id = Some(want.event_id.as_str());
    if why == Impossible::OtherRoom {
        intake.record_gap(None, GapCause::Other, event_id, None, why.code())?;
        return Ok(());
    }
    let mut room = intake.open_room(&want.room_id)?;
    intake.record_gap(Some(&mut room), GapCause::Other, event_id, None, why.code())?;
    Ok(intake.close_room(&room)?)
}
