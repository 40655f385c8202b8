//! What is missing is asked for, without anybody doing anything (docs/decisions/0028, requirement 000-OP-01).
//!
//! [`ask`] decides whom to ask for what and keeps the recall; [`post`] hands recalls to the gateway at each round; [`pruned`] reads
//! answers in objects that cannot be kept yet; [`state`] says in the report what became of each missing thing. Nothing here touches evidence: what a device brings comes in as everything does.
//! Crash points: after the recall is kept and before it is posted (posted at the next round), after the gateway took it and before
//! that is noted (posted again: the gateway keeps the first), after the device did it (its number is used: nothing).

mod ask;
mod post;
mod pruned;
pub mod state;

pub(crate) use self::{
    ask::{ask_for_events, ask_for_objects, mark_healed},
    post::post,
};
