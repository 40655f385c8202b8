//! A room that we are invited to: stripped state, shown but not journaled. The membership event itself has an id only when it comes in
//! the room; a server that sends it already (MSC4311) gets it recorded.

use griffie_wire::record::Via;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{
    SyncError,
    response::{self, Invite},
};
use crate::{
    capture::{Arrival, At, Event, Intake, OpenRoom},
    store::rooms::NewState,
};

/// Stripped state has no id and no time.
#[derive(Deserialize)]
struct Stripped<'a> {
    #[serde(rename = "type")]
    event_type: String,
    #[serde(default)]
    state_key: String,
    #[serde(default)]
    sender: String,
    #[serde(borrow)]
    content: &'a RawValue,
}

#[derive(Deserialize)]
struct OwnInvite {
    #[serde(default)]
    is_direct: bool,
}

/// Takes the invitation in.
pub(super) async fn take(intake: &mut Intake<'_>, room_id: &str, raw: &RawValue) -> Result<(), SyncError> {
    let mut open = intake.open_room(room_id)?;
    let Some(invite) = response::object::<Invite<'_>>(raw) else {
        intake.record_malformed_text(&mut open, "unreadable_invitation", raw.get())?;
        return Ok(intake.close_room(&open)?);
    };
    let mut whole = Vec::new();
    for raw in &invite.invite_state.events {
        if Event::read(raw).is_some_and(|event| event.state_key.as_deref() == Some(intake.me)) {
            whole.push(*raw);
        }
        if let Ok(stripped) = serde_json::from_str::<Stripped<'_>>(raw.get()) {
            show(intake, &mut open, &stripped)?;
        }
    }
    let arrival = Arrival {
        via: Via::Invite,
        at: At::State,
        before_join: whole.len(),
    };
    intake.take_batch(&mut open, &whole, arrival).await?;
    intake.settle_membership(&mut open, "invite")?;
    Ok(intake.close_room(&open)?)
}

fn show(intake: &mut Intake<'_>, open: &mut OpenRoom, stripped: &Stripped<'_>) -> Result<(), SyncError> {
    let content = stripped.content.get();
    if stripped.event_type != "m.room.member" {
        let state = NewState {
            event_type: &stripped.event_type,
            state_key: &stripped.state_key,
            sender: &stripped.sender,
            content,
            seq: None,
        };
        return Ok(intake.apply_stripped(open, state)?);
    }
    intake.apply_member(open, &stripped.state_key, content, None)?;
    if stripped.state_key == intake.me {
        let direct = serde_json::from_str::<OwnInvite>(content).is_ok_and(|own| own.is_direct);
        intake.set_invitation(open, &stripped.sender, direct)?;
    }
    Ok(())
}
