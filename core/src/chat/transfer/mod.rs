//! Messages on their way out and files on their way in: how far each is, and how one is stopped.
//!
//! What has ended stands in the store; how far something is that moves now stands in [`Transfers`], in memory, and is told on. `cancel`
//! takes a message back before it left. Must not know: what a file holds, HTTP.

mod cancel;
mod moving;
mod state;

pub use self::state::{Transfer, TransferId, TransferState};
pub(crate) use self::{
    cancel::{CancelParts, cancel_send, take_back},
    moving::{Moving, Transfers, Who},
    state::now,
};
