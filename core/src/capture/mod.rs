//! From an event to a record, and beside it everything that must be journaled with it, in the caller's unit of work.
//!
//! Reading order: [`event`] reads what arrived without ever failing on it, [`fact`] maps it to the record (pure), [`intake`] holds what
//! one unit knows; the other files each write one family of records. Must not know: the network, how records are sealed.

mod clear;
mod earlier;
mod event;
mod fact;
mod hole;
mod ignored;
mod intake;
mod late_key;
mod locked;
mod malformed;
mod members;
mod project;
mod recalled;
mod receipts;
mod record;
mod session_key;

pub(crate) use self::{
    event::Event,
    hole::Page,
    intake::{CaptureError, Counts, Intake, OpenRoom},
    record::{Arrival, At},
};
