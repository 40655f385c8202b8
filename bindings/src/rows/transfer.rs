//! Files on their way.

use griffie_core::chat::transfer::{self, Transfer, TransferState};

use crate::ids::{EventId, TransactionId};

/// Which file on its way.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum TransferId {
    /// An own one, on its way out.
    Sending {
        /// As the call that sent it answered.
        transaction: TransactionId,
    },
    /// One on its way in.
    Fetching {
        /// Of this event.
        event: EventId,
    },
}

impl From<TransferId> for transfer::TransferId {
    fn from(id: TransferId) -> Self {
        match id {
            TransferId::Sending { transaction } => Self::Sending {
                txn_id: transaction.0,
            },
            TransferId::Fetching { event } => Self::Fetching { event_id: event.0 },
        }
    }
}

/// How far a message or a file is. Bytes are those that travel; both are 0 while nobody knows.
#[uniffi::remote(Record)]
pub struct Transfer {
    /// Bytes that have travelled.
    pub done: u64,
    /// Bytes in all.
    pub total: u64,
    /// Where it stands.
    pub state: TransferState,
}

/// Where a transfer stands.
#[uniffi::remote(Enum)]
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
