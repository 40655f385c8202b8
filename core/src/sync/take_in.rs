//! One response, one unit of work: keys, rooms with their events, invitations, what is small, and last the position.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use super::{
    SyncError, invite,
    response::{self, Response},
    room::{self, Before, Section},
    small,
};
use crate::{
    capture::{Counts, Intake},
    clock::Clock,
    e2ee::{self, DeviceNews},
    store::{Store, sync_state},
    verify,
};

/// How much a response brought: for wakes and logs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct TakenIn {
    /// Event records written.
    pub events: u32,
    /// Gaps that opened, of any cause.
    pub gaps: u32,
    /// Of these, holes that are to be filled.
    pub holes: u32,
    /// Events read late, their key having come.
    pub healed: u32,
    /// Events that may have files to fetch.
    pub media: u32,
    /// Whether a verification came further.
    pub verifying: bool,
    /// Rooms that the response is about. When it touches more (late keys, the user's own settings) nobody knows which.
    pub rooms: Option<Vec<String>>,
}

/// Takes a sync response in, for the user `me`: all of it commits, or nothing. No network is touched.
///
/// # Errors
/// [`SyncError::NotJson`] for a response that is none: nothing was changed, ask again. Any other error is one of this device.
pub(crate) async fn take_in(
    store: &Store,
    clock: &dyn Clock,
    me: &str,
    response: &[u8],
) -> Result<TakenIn, SyncError> {
    let text = response::text(response);
    let response = response::read(&text)?;
    let unit = store.begin("sync").await?;
    let mut intake = Intake::new(&unit, clock, me);
    let since = unit.write(sync_state::next_batch)?;

    let received = e2ee::receive_sync(&unit, device_news(&response)).await?;
    small::global(&mut intake, &response.account_data.events)?;
    let sections = [
        (Section::Join, &response.rooms.join),
        (Section::Leave, &response.rooms.leave),
    ];
    for (section, rooms) in sections {
        take_rooms(&mut intake, section, rooms, since.as_deref()).await?;
    }
    for (room_id, raw) in &response.rooms.invite {
        invite::take(&mut intake, room_id, raw).await?;
    }
    intake.take_keys(&received.keys).await?;
    intake.follow_newcomers().await?;

    let verifying = verify::refresh(&unit, clock, &received.asked)?;
    let counts = intake.counts;
    unit.write(|c| sync_state::set_next_batch(c, &response.next_batch))?;
    unit.commit().await?;
    let rooms = rooms(&response, counts);
    let Counts {
        events,
        gaps,
        holes,
        healed,
        media,
    } = counts;
    Ok(TakenIn {
        events,
        gaps,
        holes,
        healed,
        media,
        verifying,
        rooms,
    })
}

/// The rooms whose lines, members or state may be others now; `None`: any.
fn rooms(response: &Response<'_>, counts: Counts) -> Option<Vec<String>> {
    if counts.healed > 0 || !response.account_data.events.is_empty() {
        return None;
    }
    let rooms = &response.rooms;
    let named = rooms
        .join
        .keys()
        .chain(rooms.leave.keys())
        .chain(rooms.invite.keys());
    Some(named.cloned().collect())
}

async fn take_rooms(
    intake: &mut Intake<'_>,
    section: Section,
    rooms: &BTreeMap<String, &RawValue>,
    since: Option<&str>,
) -> Result<(), SyncError> {
    let earlier = intake.is_earlier(since)?;
    for (room_id, raw) in rooms {
        let mut open = intake.open_room(room_id)?;
        match response::object(raw) {
            Some(room) => room::take(intake, &mut open, section, &room, Before { since, earlier }).await?,
            None => intake.record_malformed_text(&mut open, "unreadable_room", raw.get())?,
        }
        intake.close_room(&open)?;
    }
    Ok(())
}

fn device_news<'a>(response: &Response<'a>) -> DeviceNews<'a> {
    DeviceNews {
        to_device: response.to_device.events.clone(),
        changed: response.device_lists.changed.clone(),
        left: response.device_lists.left.clone(),
        one_time_keys: response.device_one_time_keys_count.clone(),
        unused_fallback_keys: response.device_unused_fallback_key_types.clone(),
        next_batch: response.next_batch.clone(),
    }
}
