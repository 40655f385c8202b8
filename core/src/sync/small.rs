//! What comes beside the events of a room: which rooms are conversations of two, unread counts and who is typing, which are shown and
//! never journaled; and how far people have read, which is evidence.

use std::collections::BTreeMap;

use griffie_wire::{canonical::MAX_SAFE_INTEGER, ids::Millis, record::Receipt};
use serde::Deserialize;
use serde_json::{Value, value::RawValue};

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

#[derive(Deserialize)]
struct Ignored {
    ignored_users: BTreeMap<String, Value>,
}

/// Receipts: event id, kind, user id.
type Receipts = BTreeMap<String, BTreeMap<String, BTreeMap<String, Value>>>;

/// A receipt that everybody in the room may know.
const PUBLIC: &str = "m.read";
/// One for the user's own devices alone.
const PRIVATE: &str = "m.read.private";

/// Account data of the user.
pub(super) fn global(intake: &mut Intake<'_>, events: &[&RawValue]) -> Result<(), SyncError> {
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
        if data.event_type == "m.ignored_user_list"
            && let Ok(ignored) = serde_json::from_str::<Ignored>(data.content.get())
        {
            intake.take_ignored(&ignored.ignored_users.into_keys().collect())?;
        }
    }
    Ok(())
}

/// What the response says of one room beside its events.
pub(super) fn of_room(
    intake: &mut Intake<'_>,
    open: &mut OpenRoom,
    room: &Room<'_>,
) -> Result<(), SyncError> {
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

fn receipts(intake: &mut Intake<'_>, open: &mut OpenRoom, content: &RawValue) -> Result<(), SyncError> {
    let Ok(receipts) = serde_json::from_str::<Receipts>(content.get()) else {
        return Ok(intake.record_malformed_text(open, "unreadable_receipts", content.get())?);
    };
    let mut public = Vec::new();
    for (event_id, kinds) in &receipts {
        for (kind, readers) in kinds
            .iter()
            .filter(|(kind, _)| matches!(kind.as_str(), PUBLIC | PRIVATE))
        {
            if readers.contains_key(intake.me) {
                intake
                    .unit
                    .write(|c| rooms::set_read_up_to(c, open.id, event_id))?;
            }
            let readers = readers.iter().filter(|_| kind == PUBLIC);
            public.extend(readers.map(|(user_id, said)| receipt(event_id, user_id, said)));
        }
    }
    Ok(intake.record_receipts(open, public)?)
}

/// What the homeserver says beside the names; a time or thread of another type than it should have is as if it were not there.
fn receipt(event_id: &str, user_id: &str, said: &Value) -> Receipt {
    Receipt {
        event_id: event_id.to_owned(),
        user_id: user_id.to_owned(),
        at: Millis(
            said.get("ts")
                .and_then(Value::as_u64)
                .unwrap_or_default()
                .min(MAX_SAFE_INTEGER),
        ),
        thread: said.get("thread_id").and_then(Value::as_str).map(str::to_owned),
    }
}
