//! Small pictures of large ones, for a screen; and what a picture's header says. What was sent is never changed.
//!
//! Reading order: [`header`](mod@header) tells formats and sizes without decoding; [`shrink`] makes the small picture, one decoder a
//! format, into a `canvas` that holds no more than what comes out; `orient` turns it the way it was held. Pictures come from strangers:
//! every decoder has its limit, and what is over it is an answer, not an attempt. Must not know: files, events, rooms.

mod canvas;
mod gif;
mod header;
mod jpeg;
mod orient;
mod png;
mod shrink;
mod webp;

#[cfg(test)]
mod tests;

pub(crate) use self::{
    header::{Header, header},
    shrink::{MOST_BYTES, PictureError, longer_side, shrink},
};
