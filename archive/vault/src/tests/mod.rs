//! The pipeline as a whole, with real sealed objects and real Megolm. One theme per file.

mod attachments;
mod bundle;
mod crash;
mod documents;
mod events;
mod exports;
mod faults;
mod happy;
mod heartbeats;
mod holds;
mod kit;
mod log;
mod quorum;
mod reconcile;
mod reconcile_speed;
mod recover;
mod relations;
mod speed;
mod told;
mod unproven;
mod verify;
mod withheld;
