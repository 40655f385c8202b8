//! Canned sync responses through the real unit of work, with real Megolm from a second Olm machine.

pub(crate) mod sender;
pub(crate) mod world;

mod backfill;
mod encrypted;
mod gaps;
mod hostile;
mod later;
mod plain;
mod rebuilt;
mod relations;
