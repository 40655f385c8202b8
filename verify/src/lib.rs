//! Checks an evidence bundle with public keys alone, on any machine, without network (docs/formats/bundle.md).
//!
//! It shares the formats with the vault (`griffie-wire`) and none of its judgement: what a bundle claims is computed here
//! again. It must not know the archive, its keys, sockets or clocks. Reading order:
//!
//! - `trust`: whom to believe; `failure`: what can be wrong, and where
//! - `members`, `name`: the tar file, member by member, in the one order there is
//! - `run`: from the first member to the signature on the manifest
//! - `head`: statement, documents, checkpoint; `chain`: objects and their places; `entries`: what is in them
//! - `facts`: records; `event`, `clear_text`: what an event says of itself; `files`: what messages carry
//! - `log`: a copy of the whole log, apart from any bundle
//! - `report`: what is proven, by whom, since when, and what is not

mod chain;
mod clear_text;
mod entries;
mod event;
mod facts;
mod failure;
mod files;
mod head;
pub mod log;
mod members;
mod name;
pub mod report;
mod run;
mod trust;

pub use self::{
    failure::{Code, Failure},
    report::Report,
    run::verify,
    trust::{BadTrust, Trust},
};
