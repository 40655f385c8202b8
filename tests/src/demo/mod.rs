//! The conversation of `cargo xtask demo`, and the proof at its end. Read in this order.

mod direct;
mod files;
mod full;
mod group;
mod hardship;
mod losses;
mod options;
mod pictures;
mod rest;
mod story;
mod texts;
mod witness;

pub use self::{options::Options, story::play};
