//! The internet-facing receiver: takes sealed objects and attachments, logs them, answers with receipts.
//!
//! It must not be able to open anything: it links griffie-wire without the features `seal` and `open`.
//!
//! Reading order: `http` (what is asked), `intake` and `activate` (decisions), `writer` (group commit),
//! `store` and `log` (what is kept), `serve` (sockets and tasks), `cli` (the operator's commands).

mod activate;
pub mod cli;
mod clock;
#[cfg(feature = "faults")]
mod faults;
mod gateway;
mod http;
mod intake;
mod limits;
mod log;
mod metrics;
mod private_file;
mod serve;
mod settings;
mod store;
mod writer;

pub use gateway::OpenError;
pub use serve::{ListenError, ServeError, ServeOptions, serve};
pub use settings::SettingsError;
pub use store::{Counts, StoreError};
