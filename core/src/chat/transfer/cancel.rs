//! Takes an own message back before it left. The intent stays in the journal, and a record says that it was taken back.

use griffie_wire::record::{Fact, SendResultFact};

use super::{TransferId, Transfers, Who};
use crate::{
    chat::{
        disclaimer,
        media::{LocalFile, MediaDir},
        rooms::room_then,
    },
    clock::Clock,
    engine::{changes::Changes, wakes::Wakes},
    error::Error,
    store::{
        Store, StoreError, Unit, journal,
        queue::{self, Outcome, QueuedSend},
        timeline,
    },
};

/// The error in the record of a message that was taken back.
const CANCELLED: &str = "cancelled";

/// Why a message was not taken back.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CancelError {
    #[error("no such message")]
    NoSuchMessage,
    #[error("message has left, or may have")]
    AlreadySent,
    #[error("message failed already")]
    AlreadyFailed,
    /// What people are told about the archive is not the user's to take back.
    #[error("a notice of the organisation")]
    Notice,
    #[error("store")]
    Store(#[from] StoreError),
    #[error("media directory")]
    Io(#[from] std::io::Error),
}

/// What taking back uses.
pub(crate) struct CancelParts<'a> {
    pub(crate) store: &'a Store,
    pub(crate) clock: &'a dyn Clock,
    pub(crate) dir: &'a MediaDir,
    pub(crate) wakes: &'a Wakes,
    pub(crate) changes: &'a Changes,
    pub(crate) transfers: &'a Transfers,
}

/// Takes the message back. Once it was, doing so again changes nothing.
pub(crate) async fn cancel_send(parts: &CancelParts<'_>, txn_id: &str) -> Result<(), CancelError> {
    let unit = parts.store.begin("cancel send").await?;
    let row = match unit.write(|c| queue::outcome(c, txn_id))? {
        None => return Err(CancelError::NoSuchMessage),
        Some(Some(Outcome::Cancelled)) => return Ok(()),
        Some(Some(Outcome::Sent(_))) => return Err(CancelError::AlreadySent),
        Some(Some(Outcome::Refused(_))) => return Err(CancelError::AlreadyFailed),
        Some(None) => unit.write(|c| queue::waiting(c, txn_id))?,
    };
    let row = row.ok_or(CancelError::NoSuchMessage)?;
    if row.may_have_left {
        return Err(CancelError::AlreadySent);
    }
    if disclaimer::is_notice(&row.content) {
        return Err(CancelError::Notice);
    }
    take_back(&unit, parts.clock, &row)?;
    unit.commit().await?;
    let id = TransferId::Sending {
        txn_id: txn_id.to_owned(),
    };
    parts.transfers.stop(&id, Who::User);
    parts.changes.room(&row.room_id);
    parts.wakes.seal.notify_one();
    // Those behind it in the room need not wait for it any more.
    parts.wakes.queue.notify_one();
    if let Some(json) = &row.file {
        let local: LocalFile = serde_json::from_str(json).map_err(StoreError::from)?;
        parts.dir.remove(&local.stored_sha256)?;
    }
    Ok(())
}

/// In the caller's unit: the record, no echo, no row.
pub(crate) fn take_back(unit: &Unit, clock: &dyn Clock, row: &QueuedSend) -> Result<(), StoreError> {
    let room = room_then(unit, &row.room_id)?;
    let result = SendResultFact {
        txn_id: row.txn_id.clone(),
        event_id: None,
        error: Some(CANCELLED.to_owned()),
    };
    journal::append(unit, clock, room, Fact::SendResult(result))?;
    unit.write(|c| {
        timeline::remove_echo(c, &row.txn_id)?;
        queue::settle(c, &row.txn_id, &Outcome::Cancelled)
    })
}

impl From<CancelError> for Error {
    fn from(error: CancelError) -> Self {
        let rejected = |code: &str| Self::Rejected {
            code: code.to_owned(),
        };
        match error {
            CancelError::NoSuchMessage => rejected("no_such_message"),
            CancelError::AlreadySent => rejected("already_sent"),
            CancelError::AlreadyFailed => rejected("already_failed"),
            CancelError::Notice => rejected("blocked_by_policy"),
            CancelError::Store(error) => error.into(),
            CancelError::Io(error) => StoreError::from(error).into(),
        }
    }
}
