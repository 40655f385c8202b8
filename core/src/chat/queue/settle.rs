//! Tells the journal what became of an own message, in one unit of work with its queue row, its echo and its file.

use griffie_wire::record::{Fact, GapCause, GapFact, SendResultFact};
use uuid::Uuid;

use super::{QueueError, QueueParts};
use crate::{
    chat::{
        media::{self, LocalFile},
        rooms::room_then,
    },
    clock::Clock,
    store::{
        StoreError, Unit, journal,
        queue::{self, Outcome, QueuedSend},
        timeline, told,
    },
};

/// The homeserver took the message. Whoever learns it first settles it: the answer to the request, or the event itself in a sync
/// (its `transaction_id`), when the answer was lost. Gives whether it was news.
pub(crate) fn settle_sent(
    unit: &Unit,
    clock: &dyn Clock,
    txn_id: &str,
    event_id: &str,
) -> Result<bool, StoreError> {
    let Some(row) = unit.write(|c| queue::waiting(c, txn_id))? else {
        return Ok(false);
    };
    let room = room_then(unit, &row.room_id)?;
    let result = SendResultFact {
        txn_id: txn_id.to_owned(),
        event_id: Some(event_id.to_owned()),
        error: None,
    };
    journal::append(unit, clock, room.clone(), Fact::SendResult(result))?;
    media::settle_own(unit, clock, room, &row, event_id)?;
    unit.write(|c| {
        timeline::set_echo_state(c, txn_id, "sent", Some(event_id))?;
        queue::settle(c, txn_id, &Outcome::Sent(event_id.to_owned()))
    })?;
    Ok(true)
}

/// [`settle_sent`] in a unit of its own.
pub(super) async fn sent(
    parts: &QueueParts,
    txn_id: &str,
    room_id: &str,
    event_id: &str,
) -> Result<(), StoreError> {
    let unit = parts.store.begin("send result").await?;
    settle_sent(&unit, parts.clock.as_ref(), txn_id, event_id)?;
    unit.commit().await?;
    tell(parts, room_id);
    parts.wakes.media.notify_one();
    Ok(())
}

/// The homeserver refused the message for good: a record, a gap, and an echo that says so.
pub(super) async fn refused(parts: &QueueParts, row: &QueuedSend, code: &str) -> Result<(), QueueError> {
    let unit = parts.store.begin("send refused").await?;
    if unit.write(|c| queue::waiting(c, &row.txn_id))?.is_none() {
        return Ok(unit.commit().await?);
    }
    let room = room_then(&unit, &row.room_id)?;
    let result = SendResultFact {
        txn_id: row.txn_id.clone(),
        event_id: None,
        error: Some(code.to_owned()),
    };
    journal::append(
        &unit,
        parts.clock.as_ref(),
        room.clone(),
        Fact::SendResult(result),
    )?;
    let gap = GapFact {
        gap_id: Uuid::now_v7().to_string(),
        cause: GapCause::SendFailed,
        event_id: None,
        session_id: None,
        from: None,
        to: None,
        code: Some(code.to_owned()),
    };
    journal::append(&unit, parts.clock.as_ref(), room, Fact::Gap(gap))?;
    unit.write(|c| {
        timeline::set_echo_state(c, &row.txn_id, "failed", None)?;
        told::forget(c, &row.txn_id)?;
        queue::settle(c, &row.txn_id, &Outcome::Refused(code.to_owned()))
    })?;
    unit.commit().await?;
    tell(parts, &row.room_id);
    if let Some(json) = &row.file {
        let local: LocalFile = serde_json::from_str(json).map_err(StoreError::from)?;
        parts.dir.remove(&local.stored_sha256)?;
    }
    Ok(())
}

fn tell(parts: &QueueParts, room_id: &str) {
    parts.changes.room(room_id);
    parts.wakes.seal.notify_one();
}
