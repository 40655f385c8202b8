//! Carries sealed objects to the archive by hand, and its receipts home: for a phone without a way to the gateway (D09).
//!
//! Reading order: [`out`] writes what the archive does not have to a stick (any folder), [`back`] takes in the receipts that
//! `griffie-gateway take` left there, [`stick`] is the folder itself. Names and manifest are `griffie_wire::carry`'s; why the gateway
//! takes sticks in: docs/decisions/0015. Nothing that leaves can be read by who finds it. Carrying changes nothing here: an object stays
//! in the outbox until its final receipt, whichever way that comes.

mod back;
mod error;
mod out;
mod stick;
#[cfg(test)]
mod tests;

pub use self::{back::CarriedIn, out::CarriedOut};
pub(crate) use self::{
    back::{Home, take_in},
    error::CarryError,
    out::{Load, write_out},
};
