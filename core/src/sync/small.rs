//! What is shown and never journaled: which rooms are conversations of two, unread counts, who is typing, how far others have read.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{SyncError, response::Room};
use crate::{
    capture::{Intake, OpenRoom},
    store::rooms,
};

#[derive(Deserialize)]
struct Data<'a> {
    #[serde(rename = "type")]
    event_type: String,
    #[serde(borrow)]
    content: &'a RawValue,
}

#[derive(Deserialize)]
struct Typing {
    user_ids: Vec<String>,
}

/// Receipts: event id, kind, user id.
type Receipts = BTreeMap<String, BTreeMap<String, BTreeMap<String, Receipt>>>;

#[derive(Deserialize)]
struct Receipt {
    #[serde(default)]
    ts: u64,
}

/// Account data of the user.
pub(super) fn global(intake: &Intake<'_>, events: &[&RawValue]) -> Result<(), SyncError> {
    for data in events
        .iter()
        .filter_map(|raw| serde_json::from_str::<Data<'_>>(raw.get()).ok())
    {
        if data.event_type == "m.direct"
            && let Ok(direct) = serde_json::from_str::<BTreeMap<String, Vec<String>>>(data.content.get())
        {
            let room_ids: Vec<String> = direct.into_values().flatten().collect();
            intake.unit.write(|c| rooms::set_direct(c, &room_ids))?;
        }
    }
    Ok(())
}

/// What the response says of one room beside its events.
pub(super) fn of_room(intake: &Intake<'_>, open: &OpenRoom, room: &Room<'_>) -> Result<(), SyncError> {
    if let Some(unread) = &room.unread_notifications {
        intake
            .unit
            .write(|c| rooms::set_unread(c, open.id, unread.notification_count, unread.highlight_count))?;
    }
    for data in room
        .ephemeral
        .events
        .iter()
        .filter_map(|raw| serde_json::from_str::<Data<'_>>(raw.get()).ok())
    {
        match data.event_type.as_str() {
            "m.typing" => typing(intake, open, data.content)?,
            "m.receipt" => receipts(intake, open, data.content)?,
            _ => {}
        }
    }
    Ok(())
}

fn typing(intake: &Intake<'_>, open: &OpenRoom, content: &RawValue) -> Result<(), SyncError> {
    let Ok(mut typing) = serde_json::from_str::<Typing>(content.get()) else {
        return Ok(());
    };
    typing.user_ids.retain(|user| user != intake.me);
    Ok(intake
        .unit
        .write(|c| rooms::set_typing(c, open.id, &typing.user_ids))?)
}

fn receipts(intake: &Intake<'_>, open: &OpenRoom, content: &RawValue) -> Result<(), SyncError> {
    let Ok(receipts) = serde_json::from_str::<Receipts>(content.get()) else {
        return Ok(());
    };
    for (event_id, kinds) in &receipts {
        for (user_id, receipt) in kinds
            .iter()
            .filter(|(kind, _)| kind.starts_with("m.read"))
            .flat_map(|(_, of)| of)
        {
            intake.unit.write(|c| {
                if user_id == intake.me {
                    rooms::set_read_up_to(c, open.id, event_id)
                } else {
                    rooms::set_receipt(c, open.id, user_id, event_id, receipt.ts)
                }
            })?;
        }
    }
    Ok(())
}
