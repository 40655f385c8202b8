//! The payload of a batch: the header once more, the ends of the entry chain, one compressed frame for each room,
//! padded so that its length tells little. Byte layout: `docs/formats/gso1.md`, section 5.
//!
//! Reading order: `encode` (device), `decode` (vault). It must not know how a payload is sealed.

#[cfg(feature = "open")]
mod decode;
#[cfg(feature = "seal")]
mod encode;

#[cfg(test)]
mod tests;

use thiserror::Error;

#[cfg(feature = "open")]
pub use self::decode::{Batch, decode};
#[cfg(feature = "seal")]
pub use self::encode::encode;
#[cfg(any(feature = "open", feature = "seal"))]
use crate::gso1::{Header, Kind};
use crate::{cursor::Truncated, gso1::HeaderError};

/// Codec of a batch whose frames are stored as they are.
pub const CODEC_STORED: u8 = 0;
/// Codec of a batch with one zstd frame for each room, with the first static dictionary.
pub const CODEC_PER_ROOM: u8 = 1;

/// How one frame is stored.
#[cfg(any(feature = "open", feature = "seal"))]
const METHOD_STORED: u8 = 0;
#[cfg(any(feature = "open", feature = "seal"))]
const METHOD_ZSTD: u8 = 1;

/// Bytes that every entry takes outside the compressed records: place, length, salt.
#[cfg(any(feature = "open", feature = "seal"))]
const ENTRY_LEN: usize = 4 + 4 + 32;

/// Why entries are no batch or bytes no payload.
#[derive(Debug, Error)]
pub enum BatchError {
    /// The header contradicts itself.
    #[error("header is not valid")]
    Header(#[from] HeaderError),
    /// The header is one of another kind of object.
    #[error("header is not that of a batch")]
    NotABatch,
    /// The header repeated inside is another than the one outside: sealed again by someone else.
    #[error("payload belongs to another header")]
    OtherHeader,
    /// A codec that this version does not know.
    #[error("codec {0} is not known")]
    UnknownCodec(u8),
    /// Entries are not those that the header counts, each once and in order.
    #[error("entries are not those of the header")]
    Entries,
    /// A room id of more than 65535 bytes, or one that is no text.
    #[error("room id is not valid")]
    RoomId,
    /// Two frames for one room.
    #[error("two frames for one room")]
    RoomTwice,
    /// A frame or the batch has more clear bytes than allowed.
    #[error("batch is too big")]
    TooBig,
    /// More clear bytes for a stored byte than any honest writer makes.
    #[error("compression ratio is too high")]
    Ratio,
    /// A frame that does not decompress to what it promises.
    #[error("frame {index} is not valid")]
    Frame {
        /// Its number, from 0.
        index: u32,
    },
    /// The payload ends too early.
    #[error("payload is cut off")]
    Truncated,
    /// Length or bytes of the padding are not as they must be, or something stands behind the last frame.
    #[error("padding is not valid")]
    Padding,
    /// The entries do not lead from the first commitment to the last.
    #[error("entries do not chain")]
    Chain,
    /// The compressor failed.
    #[error("could not compress")]
    Compress(#[source] std::io::Error),
}

/// Whether the header is that of a batch in a codec that we know.
#[cfg(any(feature = "open", feature = "seal"))]
fn check_header(header: &Header) -> Result<(), BatchError> {
    header.check()?;
    if header.kind != Kind::Batch {
        return Err(BatchError::NotABatch);
    }
    match header.codec {
        CODEC_STORED | CODEC_PER_ROOM => Ok(()),
        other => Err(BatchError::UnknownCodec(other)),
    }
}

impl From<Truncated> for BatchError {
    fn from(_: Truncated) -> Self {
        Self::Truncated
    }
}
