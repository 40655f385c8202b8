//! A stage for phones of any make: a real homeserver, gateway and vault, activation links for people, and the proof at the end.
//! Read in this order.
//!
//! Must not know what is played: that is the commands' matter, which find everything in the JSON file that `GRIFFIE_STAGE` names.

mod cast;
mod commands;
mod control;
mod measures;
mod options;
mod play;
mod rendezvous;
mod set;

pub use self::{
    options::Options,
    play::{End, play},
};
