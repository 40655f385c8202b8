//! The evidence bundle: what a vault hands to a stranger so that he can check a selection of records by himself.
//!
//! One tar file; the layout is in `docs/formats/bundle.md`. Reading order: `statement` (what was asked), `chain` (whose
//! objects, where in the log, which entries), `ends` (what an opened object says of its entries), `tar` (the one form of
//! a member's header). It must not know files, databases or what a record says.

mod chain;
mod ends;
mod statement;
mod tar;

pub use self::{
    chain::{EntryProof, Holder, Listed, ObjectProof, Prev, State, Why},
    ends::{Ends, ends},
    statement::{Asked, Disclosure, Inside, Statement},
    tar::{BLOCK, header, padding},
};

/// Version of the format.
pub const SCHEMA: u16 = 1;
/// First line of a manifest.
pub const MANIFEST_HEAD: &str = "griffie-bundle 1\n";
/// Names of the members that stand alone.
pub const STATEMENT: &str = "statement.json";
/// The checkpoint that everything in the bundle is under.
pub const CHECKPOINT: &str = "checkpoint";
/// The list of all members before it.
pub const MANIFEST: &str = "manifest";
/// The vault's signature on the manifest.
pub const SIGNATURE: &str = "manifest.sig";

const DOMAIN: &[u8] = b"griffie-bundle\0";

/// What the vault signs.
#[must_use]
pub fn manifest_message(manifest: &[u8]) -> Vec<u8> {
    [DOMAIN, manifest].concat()
}

/// The line of a member: digest, size, name.
#[must_use]
pub fn manifest_line(digest: &crate::Sha256, size: u64, name: &str) -> String {
    format!("{digest} {size} {name}\n")
}
