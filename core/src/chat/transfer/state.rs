//! How far a message or a file is: from memory while it moves, else from the store.

use serde::Serialize;

use super::Transfers;
use crate::{
    chat::media::LocalFile,
    error::plain_code,
    store::{
        Store, StoreError, attachment,
        queue::{self, Outcome},
    },
};

/// Names something that is on its way.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TransferId {
    /// An own message, with or without a file.
    Sending {
        /// Its transaction id.
        txn_id: String,
    },
    /// The file of an event.
    Fetching {
        /// The event's Matrix id.
        event_id: String,
    },
}

/// How far it is. Bytes are those that travel; both are 0 while nobody knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Transfer {
    /// Bytes that have travelled.
    pub done: u64,
    /// Bytes in all.
    pub total: u64,
    /// Where it stands.
    pub state: TransferState,
}

/// Where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum TransferState {
    /// It will go when it can.
    Waiting,
    /// It moves.
    Running,
    /// It has arrived.
    Done,
    /// The user stopped it.
    Cancelled,
    /// It will not arrive.
    Failed {
        /// Why: `M_FORBIDDEN`, `missing`, `hash_mismatch` ...
        code: String,
    },
}

impl Transfer {
    pub(super) fn of(state: TransferState, bytes: u64) -> Self {
        let done = match state {
            TransferState::Done => bytes,
            _ => 0,
        };
        Self {
            done,
            total: bytes,
            state,
        }
    }
}

/// How far it is now. What nobody knows of is waited for: a message that is not queued yet, a file whose event has not come.
pub(crate) fn now(store: &Store, transfers: &Transfers, id: &TransferId) -> Result<Transfer, StoreError> {
    if let Some(moving) = transfers.of(id) {
        return Ok(moving);
    }
    match id {
        TransferId::Sending { txn_id } => sending(store, txn_id),
        TransferId::Fetching { event_id } => fetching(store, event_id),
    }
}

fn sending(store: &Store, txn_id: &str) -> Result<Transfer, StoreError> {
    let (outcome, row) = store.read(|c| Ok((queue::outcome(c, txn_id)?, queue::waiting(c, txn_id)?)))?;
    let file = row.as_ref().and_then(|row| row.file.as_deref());
    let local = file.map(serde_json::from_str::<LocalFile>).transpose()?;
    let state = match outcome.flatten() {
        Some(Outcome::Sent(_)) => TransferState::Done,
        Some(Outcome::Refused(code)) => TransferState::Failed {
            code: plain_code(&code),
        },
        Some(Outcome::Cancelled) => TransferState::Cancelled,
        None => TransferState::Waiting,
    };
    Ok(Transfer::of(state, local.map_or(0, |local| local.stored_size)))
}

fn fetching(store: &Store, event_id: &str) -> Result<Transfer, StoreError> {
    let row = store.read(|c| attachment::find(c, event_id, "file"))?;
    let state = match row.as_ref().map(|row| row.state.as_str()) {
        None | Some("wanted") => TransferState::Waiting,
        Some("stored") => TransferState::Done,
        Some(code) => TransferState::Failed {
            code: code.to_owned(),
        },
    };
    Ok(Transfer::of(state, 0))
}
