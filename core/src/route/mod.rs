//! Carries the outbox to the gateway and brings the receipts back.
//!
//! Reading order: [`run`](run::run) keeps in contact; [`contact`] is one visit: configuration, attachments and objects out, receipts
//! in, prune; one file per step. [`pace`] decides when to call again (pure). A gateway is not trusted: documents need the root's
//! signature, receipts a proof for a leaf we compute ourselves. Must not know what is inside an object.

mod attachments;
pub(crate) mod config;
mod contact;
mod error;
pub(crate) mod lost;
mod objects;
mod pace;
pub(crate) mod prune;
mod quota;
mod recall;
pub(crate) mod receipts;
mod resend;
mod run;
#[cfg(test)]
pub(crate) mod tests;
mod trust;

pub(crate) use self::{
    error::RouteError,
    run::{Routing, run},
};
