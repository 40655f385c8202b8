//! The bill of materials of a library: CycloneDX 1.6 as JSON (ECMA-424), made from `Cargo.lock` and `cargo tree`. Read in this order.

mod component;
mod document;
mod graph;
mod lock;

pub(super) use self::document::make;
#[cfg(test)]
pub(super) use self::lock::checksums;
