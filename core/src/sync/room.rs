//! One room of a sync: the state before its timeline, the timeline, and the hole before that if the server cut it short.

use griffie_wire::record::Via;

use super::{SyncError, response::Room, small};
use crate::capture::{Arrival, At, Event, Intake, OpenRoom};

/// Which part of the response the room stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Join,
    /// We left, were removed or banned: the timeline runs up to that.
    Leave,
}

/// What stands before the response.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before<'a> {
    /// Up to where the stream was read.
    pub(super) since: Option<&'a str>,
    /// All of it is from before this device: another one of the same user was there.
    pub(super) earlier: bool,
}

/// Takes the room in.
pub(super) async fn take(
    intake: &mut Intake<'_>,
    open: &mut OpenRoom,
    section: Section,
    room: &Room<'_>,
    before: Before<'_>,
) -> Result<(), SyncError> {
    let was_in = open.membership == "join";
    let timeline = &room.timeline;
    let joins_here = if was_in {
        None
    } else {
        intake.begin_of_stay(&timeline.events)?
    };

    if (timeline.limited || !was_in) && !open.segment_is_empty() {
        intake.begin_segment(open)?;
    }
    // Before our own join nothing is owed to us, so a server that cut the timeline there left no hole.
    if timeline.limited && joins_here.is_none() {
        intake.open_hole(open, timeline.prev_batch.as_deref(), before.since)?;
    }
    if joins_here.is_some() {
        intake.begin_earlier(&open.room_id, open.segment, timeline.prev_batch.as_deref())?;
    }
    let was_encrypted = open.facts.encrypted();
    // Records of state events tell the room as this state makes it, in whatever order the events stand.
    for raw in &room.state.events {
        if let Some(event) = Event::read(raw)
            && let Some(state_key) = event.state_key.as_deref()
        {
            open.facts.apply(&event.event_type, state_key, event.content);
        }
    }
    let earlier = |count: usize, otherwise: usize| if before.earlier { count } else { otherwise };
    let states = room.state.events.len();
    let state = Arrival {
        via: Via::State,
        at: At::State,
        before_join: earlier(states, joins_here.map_or(0, |_| states)),
    };
    intake.take_batch(open, &room.state.events, state).await?;
    if open.facts.encrypted() && !was_encrypted {
        intake.track_present(open)?;
    }
    let arrival = Arrival {
        via: Via::Sync,
        at: At::End,
        before_join: earlier(timeline.events.len(), joins_here.unwrap_or(0)),
    };
    intake.take_batch(open, &timeline.events, arrival).await?;

    small::of_room(intake, open, room)?;
    intake.settle_membership(open, if section == Section::Join { "join" } else { "leave" })?;
    Ok(())
}
