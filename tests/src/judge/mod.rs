//! The proof at the end of every play: the homeserver's own database against the vault alone. Read in this order.
//!
//! Must not know what was played, nor by which phones.

mod case;
mod count;
mod report;

pub use self::{
    case::{Case, Phones, Sent},
    count::count,
    report::{Counts, Finding, summary, write},
};
