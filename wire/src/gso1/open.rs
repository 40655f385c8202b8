//! Opens an object with an archive key that may live in hardware.

use std::io;

use thiserror::Error;

use super::{
    Dek, DisclosedError, Envelope, ParseError, Suite,
    disclosed::{begin, open_chunks},
    keys::wrap_info,
    parse::Prelude,
    stream::{BadChunk, Stream},
};
use crate::ids::KeyId;

/// Holds archive keys: a file, a smart card, a hardware security module. It sees wrapped keys, never payload.
pub trait Opener: Send + Sync {
    /// Whether it holds the private key of this name.
    fn holds(&self, suite: Suite, key_id: KeyId) -> bool;

    /// Unwraps a data encryption key: `HPKE.OpenBase(enc, private key, info, aad = "", sealed)` of the suite.
    ///
    /// # Errors
    /// [`OpenerError`] when key, `info` and ciphertext do not belong together, or the key cannot be used now.
    fn open_dek(&self, wrapped: &WrappedDek<'_>) -> Result<Dek, OpenerError>;
}

/// A data encryption key as it stands in an object, for one archive key.
#[derive(Clone, Copy, Debug)]
pub struct WrappedDek<'a> {
    /// Suite of the object.
    pub suite: Suite,
    /// Archive key it is for.
    pub key_id: KeyId,
    /// HPKE `info`: binds the wrap to suite and header.
    pub info: &'a [u8],
    /// Encapsulated key.
    pub enc: &'a [u8],
    /// Ciphertext of 32 bytes and tag.
    pub sealed: &'a [u8],
}

/// Why a key holder gave no data encryption key.
#[derive(Debug, Error)]
pub enum OpenerError {
    /// Wrong key, changed header, or changed wrap.
    #[error("wrapped key does not belong to this key and header")]
    Refused,
    /// The holder cannot be reached or refuses to work; says nothing about the object.
    #[error("key holder is not available")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Why an object cannot be opened.
#[derive(Debug, Error)]
pub enum OpenError {
    /// It is no object.
    #[error("object is not valid")]
    Parse(#[from] ParseError),
    /// It is sealed to other keys.
    #[error("object is not sealed to this key")]
    NotARecipient,
    /// The data encryption key did not come out.
    #[error("data encryption key cannot be unwrapped")]
    Opener(#[from] OpenerError),
    /// The object does not commit to the key inside; it might open differently for others.
    #[error("object does not commit to its key")]
    Commitment,
    /// A chunk was changed, moved, or wrongly marked as last.
    #[error("chunk {index} does not open")]
    Chunk {
        /// Its number, from 0.
        index: u64,
    },
    /// The device did not sign it.
    #[error("object is not signed by this device")]
    Signature,
    /// The source failed.
    #[error("could not read the object")]
    Io(#[source] io::Error),
}

/// The payload of an object. Ask [`Envelope::verify`] first who signed it.
///
/// # Errors
/// [`OpenError`] when the object is sealed to others or any byte of it was changed.
pub fn open(envelope: &Envelope<'_>, opener: &dyn Opener) -> Result<Vec<u8>, OpenError> {
    let stream = unlock(envelope.suite, &envelope.prelude, opener)?;
    Ok(open_chunks(stream, envelope.chunks)?)
}

/// The data encryption key of an object, to be disclosed to whom its whole payload may be shown.
///
/// # Errors
/// [`OpenError`] when the object is sealed to others or does not commit to the key.
pub fn data_key(envelope: &Envelope<'_>, opener: &dyn Opener) -> Result<Dek, OpenError> {
    let dek = unwrap(envelope.suite, &envelope.prelude, opener)?;
    begin(envelope.suite, &envelope.prelude, &dek)?;
    Ok(dek)
}

/// Unwraps the key and checks the commitment, before any chunk is touched.
pub(super) fn unlock(suite: Suite, prelude: &Prelude<'_>, opener: &dyn Opener) -> Result<Stream, OpenError> {
    let dek = unwrap(suite, prelude, opener)?;
    Ok(begin(suite, prelude, &dek)?)
}

fn unwrap(suite: Suite, prelude: &Prelude<'_>, opener: &dyn Opener) -> Result<Dek, OpenError> {
    let mine = prelude
        .recipients
        .iter()
        .find(|recipient| opener.holds(suite, recipient.key_id));
    let mine = mine.ok_or(OpenError::NotARecipient)?;
    let info = wrap_info(suite, prelude.header_bytes);
    let wrapped = WrappedDek {
        suite,
        key_id: mine.key_id,
        info: &info,
        enc: mine.enc,
        sealed: mine.wrapped,
    };
    Ok(opener.open_dek(&wrapped)?)
}

impl From<DisclosedError> for OpenError {
    fn from(error: DisclosedError) -> Self {
        match error {
            DisclosedError::Commitment => Self::Commitment,
            DisclosedError::Chunk { index } => Self::Chunk { index },
        }
    }
}

impl From<BadChunk> for OpenError {
    fn from(BadChunk { index }: BadChunk) -> Self {
        Self::Chunk { index }
    }
}
