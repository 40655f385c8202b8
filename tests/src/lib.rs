//! Worlds of people, a real homeserver, a real gateway and a real vault, and what is played in them.
//!
//! `kit` starts and drives the real parts; `demo` is the conversation of `cargo xtask demo`; `stage` is for phones of
//! another make, driven by commands; `judge` compares at the end of both. Nothing here may reach into a part: people are companions in processes of their own, the archive is its two binaries.

#![allow(
    clippy::indexing_slicing,
    reason = "test code; indexing a JSON value never panics"
)]

pub mod demo;
pub mod judge;
pub mod kit;
pub mod stage;
