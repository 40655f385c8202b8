//! What the gateway keeps: one SQLite database and append-only segment files. The only place that knows SQL.
//!
//! It must not know HTTP, signatures or what an object says. Writes happen on the writer thread alone (and in the
//! short-lived processes of the command line); reads come from a small set of connections.
//!
//! - [`open`]      opening, pragmas, migrations
//! - [`readers`]   connections for reading, used off the async threads
//! - [`numbers`]   u64 and ids to and from SQL
//! - [`segment`]   the segment files
//! - [`recover`]   the state after a crash, made whole at start
//! - [`objects`]   object rows and their numbering, [`holes`] what is missing in it, [`usage`] quota
//! - [`attachments`]  attachment files
//! - [`hashes`]    stored hashes of the log
//! - [`devices`], [`codes`], [`config`]  who may write, how one gets in, what devices are told
//! - [`lines`]     the documents' lines in the log
//! - [`equivocations`]  alarms
//! - [`verdicts`]  what the vault said
//! - [`nonces`]    login requests seen
//! - [`segments`]  rows of segment files, and which may go
//! - [`counts`]    figures for `status`

pub(crate) mod attachments;
pub(crate) mod codes;
pub(crate) mod config;
pub(crate) mod counts;
pub(crate) mod devices;
pub(crate) mod equivocations;
pub(crate) mod error;
pub(crate) mod hashes;
pub(crate) mod holes;
pub(crate) mod lines;
pub(crate) mod nonces;
pub(crate) mod numbers;
pub(crate) mod objects;
pub(crate) mod open;
pub(crate) mod readers;
pub(crate) mod recalls;
pub(crate) mod recover;
pub(crate) mod segment;
pub(crate) mod segments;
pub(crate) mod usage;
pub(crate) mod verdicts;

pub use counts::Counts;
pub use error::StoreError;
pub(crate) use readers::Readers;
