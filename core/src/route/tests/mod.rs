//! Tests of routing. `kit` is shared with the tests of journal, sealing and pruning.

mod config;
mod hostile;
pub(crate) mod kit;
mod policy;
mod quota;
mod recall;
mod receipts;
mod rotation;
pub(crate) mod server;
pub(crate) mod uploads;
