//! What crosses folders, tested in worlds of real processes: one binary, a module per topic.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that panics is a test that fails"
)]

mod account;
mod bad_input;
mod bundle;
mod canary;
mod counterpart;
mod devices;
mod invited;
mod kill;
mod labels;
mod ledger;
mod lost;
mod play;
mod policy;
mod recover;
mod roads;
mod scopes;
mod stage;
mod straight;
mod telemessage;
mod verifying;
mod visible;
mod witness;
