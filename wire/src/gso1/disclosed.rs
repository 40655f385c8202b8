//! Opens an object with its own data key, which an archive disclosed: no archive key is needed, and no other object opens.
//!
//! The object commits to its data key, so that a disclosed key shows what the device sealed and nothing else.

use thiserror::Error;

use super::{
    CHUNK, Dek, Envelope, Suite, TAG,
    keys::PayloadKey,
    parse::Prelude,
    stream::{BadChunk, Stream},
};

/// Why a data key does not open an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DisclosedError {
    /// It is the key of another object, or the object was changed.
    #[error("object does not commit to this key")]
    Commitment,
    /// A chunk was changed, moved, or wrongly marked as last.
    #[error("chunk {index} does not open")]
    Chunk {
        /// Its number, from 0.
        index: u64,
    },
}

/// The payload of an object. Ask [`Envelope::verify`] first who signed it.
///
/// # Errors
/// [`DisclosedError`] when the key is not the object's or any byte was changed.
pub fn open_disclosed(envelope: &Envelope<'_>, dek: &Dek) -> Result<Vec<u8>, DisclosedError> {
    open_chunks(begin(envelope.suite, &envelope.prelude, dek)?, envelope.chunks)
}

/// Checks the commitment, before any chunk is touched.
pub(super) fn begin(suite: Suite, prelude: &Prelude<'_>, dek: &Dek) -> Result<Stream, DisclosedError> {
    let payload = PayloadKey::derive(suite, dek, prelude.header_bytes, prelude.recipient_bytes);
    if payload.commitment == prelude.commitment {
        Ok(Stream::new(payload.key))
    } else {
        Err(DisclosedError::Commitment)
    }
}

pub(super) fn open_chunks(mut stream: Stream, sealed: &[u8]) -> Result<Vec<u8>, DisclosedError> {
    let mut clear = Vec::with_capacity(sealed.len());
    let mut chunks = sealed.chunks(CHUNK + TAG).peekable();
    while let Some(chunk) = chunks.next() {
        let start = clear.len();
        clear.extend_from_slice(chunk);
        let sealed = clear.get_mut(start..).expect("start is within");
        let len = stream.open(sealed, chunks.peek().is_none())?;
        clear.truncate(start + len);
    }
    Ok(clear)
}

impl From<BadChunk> for DisclosedError {
    fn from(BadChunk { index }: BadChunk) -> Self {
        Self::Chunk { index }
    }
}
