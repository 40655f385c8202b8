//! The gateway as its own process, seen from outside: devices, a vault, attackers, crashes and full disks.
//!
//! - `kit`  a running gateway, devices that sign, a vault that accepts, a plain HTTP client
//! - one module per topic

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests may; clippy.toml's exception sees only #[test] functions"
)]

mod activation;
mod attachments;
mod crash;
mod dependencies;
mod disk_full;
mod documents;
mod hostile_bytes;
mod internal;
mod kit;
mod listener;
mod load;
mod log;
mod objects;
mod operator;
mod recalls;
mod receipts;
mod signatures;
mod take;
mod tls;
