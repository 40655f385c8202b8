//! Durable keeping: bytes in files that never change, rows in one transaction.
//!
//! - `files`: objects and attachments on disk, fsynced before any row speaks of them
//! - `rows`: what a checked object means in the database
//! - `settle`: objects whose files have all come, or one of whose files is false

pub(crate) mod files;
pub(crate) mod rows;
pub(crate) mod settle;
