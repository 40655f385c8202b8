//! A model of what the archive must hold and the screen must show, and plays of random steps that hold the real parts against it
//! (house style rule 35): the real core in this process, a real gateway, a real vault, and a homeserver that does what its play says.
//!
//! Must not know how any of the parts work: it calls their public faces, and reads what the vault exports.
//!
//! Reading order: [`op`] (the steps), [`play`] (how they are played), [`judge`] (what must come of it), [`run`] (many of them); below
//! them [`clock`], [`homeserver`], [`peer`], [`phone`], [`archive`], and for the bench [`meter`].

#![allow(
    clippy::indexing_slicing,
    reason = "test code; indexing a JSON value never panics"
)]

pub mod archive;
pub mod clock;
pub mod homeserver;
pub mod judge;
pub mod meter;
pub mod op;
pub mod peer;
pub mod phone;
pub mod play;
pub mod run;

/// SHA-256 in hexadecimal digits.
fn digest(bytes: &[u8]) -> String {
    hex::encode(ring::digest::digest(&ring::digest::SHA256, bytes))
}
