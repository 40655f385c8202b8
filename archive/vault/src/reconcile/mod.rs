//! Is this everything? The homeserver's list (the ledger) against what the vault keeps, for every person and room.
//!
//! The rule (reference/sealing.md 2.5): expected is what was accepted in a room while the person was joined to it, with the joining and
//! the leaving; held is the union over the person's devices. Each answer is *complete to this point*, or the exact event ids that are
//! missing, each with a cause. Must not know sockets: it reads two databases and computes.
//!
//! Reading order: [`expect`] (who should have what, purely), [`held`] (what the vault has), [`cause`] (why something is missing,
//! purely), [`contradict`] (what somebody made up), [`report`] (the result), [`compute`] (all of it), [`page`] with [`recovered`] (for people), [`signed`] (for auditors).

mod cause;
mod compute;
mod contradict;
mod expect;
mod held;
pub(crate) mod page;
mod recovered;
pub mod report;
mod signed;

pub use self::{
    compute::{ReconcileError, Scope, reconcile},
    report::Report,
    signed::{SignedReport, sign},
};
