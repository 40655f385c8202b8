//! The vault: the inside part of the archive, which opens, checks, keeps and exports what devices sealed.
//!
//! It must not know the core. Pipeline, a folder a step: `fetch` (from the gateway) → `open` → `check` → `keep` →
//! `cosign` (back to the gateway); `ingest` and `pull` drive it. `verify`, `show` and `export` read what is kept.
//! `ledger` is the independent witness of what was said, `reconcile` compares the two; `witness` is that of the log.
//! `keys` holds the private keys behind one seam, `store` is the only folder that says SQL.

mod check;
pub mod cli;
mod client;
mod clock;
mod cosign;
mod error;
pub mod export;
mod fault;
mod fetch;
mod ingest;
mod keep;
pub mod keys;
pub mod ledger;
mod open;
pub mod process;
mod pull;
pub mod reconcile;
pub mod recover;
mod serve;
pub mod show;
mod store;
mod vault;
pub mod verify;
pub mod witness;

#[cfg(test)]
mod tests;

pub use self::{
    clock::{Clock, SystemClock},
    error::VaultError,
    fault::{Fault, Hold},
    fetch::{FetchError, Gateway},
    ingest::{Arriving, Ingested, ingest, pin_device, retry, supply},
    pull::{Pulled, pull},
    serve::serve,
    vault::{Setup, Vault},
};
