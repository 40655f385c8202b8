//! GSO1, the Griffie sealed object: one payload, readable by the holders of the archive keys only, bound to the device
//! and the place in its chain that it came from. Byte layout: `docs/formats/gso1.md`.
//!
//! Reading order: `suite`, `header`, `recipient`, `parse` need no key and no feature; `keys` and `stream` are the bulk
//! cipher; `seal` (feature `seal`) is what a device does, `open` and `archive_key` (feature `open`) what a vault does,
//! `disclosed` what a stranger does with the data key of one object.
//! Only `hpke` knows the HPKE crate.

mod header;
mod parse;
mod recipient;
mod suite;

#[cfg(feature = "disclosed")]
mod disclosed;

#[cfg(feature = "open")]
mod archive_key;
#[cfg(any(feature = "open", feature = "seal"))]
mod hpke;
#[cfg(any(feature = "disclosed", feature = "seal"))]
mod keys;
#[cfg(feature = "open")]
mod open;
#[cfg(feature = "open")]
mod open_reader;
#[cfg(feature = "seal")]
mod seal;
#[cfg(feature = "seal")]
mod seal_writer;
#[cfg(any(feature = "open", feature = "seal"))]
mod side_hash;
#[cfg(any(feature = "disclosed", feature = "seal"))]
mod stream;

#[cfg(test)]
mod tests;

#[cfg(feature = "disclosed")]
pub use self::disclosed::{DisclosedError, open_disclosed};
#[cfg(any(feature = "disclosed", feature = "seal"))]
pub use self::keys::Dek;
#[cfg(feature = "open")]
pub use self::{
    archive_key::{ArchiveKey, BadArchiveKey},
    open::{OpenError, Opener, OpenerError, WrappedDek, data_key, open},
    open_reader::OpenReader,
};
pub use self::{
    header::{Header, HeaderError, Kind},
    parse::{Envelope, ParseError, parse},
    recipient::{BadPublicKey, Recipient},
    suite::{Suite, UnknownSuite},
};
#[cfg(feature = "seal")]
pub use self::{
    seal::{SealError, SealedObject, seal},
    seal_writer::SealWriter,
};

const MAGIC: &[u8; 4] = b"GSO1";
const ID_DOMAIN: &[u8] = b"griffie-gso1-id\0";
const SIGNATURE_DOMAIN: &[u8] = b"griffie-gso1-sig\0";
#[cfg(any(feature = "open", feature = "seal"))]
const WRAP_DOMAIN: &[u8] = b"griffie-gso1-wrap\0";

/// More archives than this read along with nobody; the bound keeps a hostile object from costing many decapsulations.
const MAX_RECIPIENTS: usize = 16;
/// Clear bytes in every chunk but the last.
const CHUNK: usize = 64 * 1024;
/// Bytes an AEAD adds to a chunk and to a wrapped key.
const TAG: usize = 16;
/// A wrapped data encryption key.
const WRAPPED: usize = 32 + TAG;
