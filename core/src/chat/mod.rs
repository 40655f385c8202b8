//! What people see and do: rooms, timeline, members, search; composing, sending, files.
//!
//! Reading, which is projections only: [`row`] is a line as a screen draws it; [`rooms`], [`timeline`], [`members`], what `power` they have, [`search`]. `fold` makes an event into a line, [`rebuild`]
//! makes all projections anew from the journal. Doing: `compose` writes an intent, `queue` sends it, `media` fetches and keeps
//! files, [`transfer`] tells how far those are and stops them, `picture` makes small
//! ones of large ones. `disclaimer` knows who is to be told about the archive.
//! Must not know: HTTP, SQL, how records are sealed.

pub(crate) mod backoff;
pub mod compose;
pub(crate) mod disclaimer;
pub(crate) mod fold;
pub(crate) mod media;
pub mod members;
mod picture;
mod polls;
pub(crate) mod power;
pub(crate) mod queue;
pub(crate) mod rebuild;
mod room_facts;
pub mod rooms;
pub mod row;
pub mod search;
pub mod timeline;
pub mod transfer;

#[cfg(test)]
mod tests;
