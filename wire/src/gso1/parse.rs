//! Takes an object apart and checks its whole structure, without any key: what a gateway does with what it is sent.

use std::fmt;

use thiserror::Error;

use super::{
    CHUNK, Header, HeaderError, ID_DOMAIN, MAGIC, MAX_RECIPIENTS, SIGNATURE_DOMAIN, Suite, TAG, UnknownSuite,
    WRAPPED,
};
use crate::{
    cursor::{Cursor, Truncated},
    ids::{KeyId, ObjectId, Sha256Hasher},
    key::{BadSignature, PublicKey, Signature},
};

/// Why bytes are no GSO1 object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ParseError {
    /// They do not begin with `GSO1`.
    #[error("not a sealed object")]
    Magic,
    /// They end too early.
    #[error("object is cut off")]
    Truncated,
    /// Another suite than this build knows.
    #[error(transparent)]
    Suite(#[from] UnknownSuite),
    /// The header is not one.
    #[error("header is not valid")]
    Header(#[from] HeaderError),
    /// None, too many, or one twice.
    #[error("list of recipients is not valid")]
    Recipients,
    /// No sequence of chunks has this length.
    #[error("length of the payload is not possible")]
    Chunks,
}

/// An object whose structure is right; whether it can be opened and who signed it is not known yet.
#[derive(Clone)]
pub struct Envelope<'a> {
    /// How it is sealed.
    pub suite: Suite,
    /// Its clear header.
    pub header: Header,
    /// Its name: digest of everything before the signature.
    pub object_id: ObjectId,
    pub(super) prelude: Prelude<'a>,
    #[cfg(feature = "disclosed")]
    pub(super) chunks: &'a [u8],
    signature: Signature,
}

/// Everything before the chunks.
#[derive(Clone)]
#[cfg_attr(
    not(feature = "disclosed"),
    expect(dead_code, reason = "only who opens looks at all parts")
)]
pub(super) struct Prelude<'a> {
    pub(super) header_bytes: &'a [u8],
    pub(super) recipients: Vec<WrappedFor<'a>>,
    /// `recipients` as they stand in the object.
    pub(super) recipient_bytes: &'a [u8],
    pub(super) commitment: [u8; 32],
}

/// The data encryption key, wrapped for one recipient.
#[derive(Clone, Copy)]
#[cfg_attr(
    not(feature = "open"),
    expect(dead_code, reason = "only who opens looks at all parts")
)]
pub(super) struct WrappedFor<'a> {
    pub(super) key_id: KeyId,
    pub(super) enc: &'a [u8],
    pub(super) wrapped: &'a [u8],
}

/// Takes an object apart.
///
/// # Errors
/// [`ParseError`] when any part of the structure is not as it must be.
pub fn parse(bytes: &[u8]) -> Result<Envelope<'_>, ParseError> {
    let signed_len = bytes
        .len()
        .checked_sub(Signature::LEN)
        .ok_or(ParseError::Truncated)?;
    let (signed, signature) = bytes.split_at_checked(signed_len).ok_or(ParseError::Truncated)?;
    let signature = Signature::from_bytes(signature.try_into().map_err(|_| ParseError::Truncated)?);

    let mut cursor = Cursor::new(signed);
    let (suite, header, prelude) = read_prelude(&mut cursor)?;
    let chunks = cursor.rest();
    check_chunks(chunks.len())?;

    let mut id = Sha256Hasher::new();
    id.update(ID_DOMAIN);
    id.update(signed);
    let object_id = ObjectId::from_bytes(*id.finish().as_bytes());
    Ok(Envelope {
        suite,
        header,
        object_id,
        prelude,
        #[cfg(feature = "disclosed")]
        chunks,
        signature,
    })
}

impl Envelope<'_> {
    /// Whether this device key signed the object.
    ///
    /// # Errors
    /// [`BadSignature`] when it did not.
    pub fn verify(&self, device: &PublicKey) -> Result<(), BadSignature> {
        verify_object(device, &self.object_id, &self.signature)
    }

    /// Archive keys that can open the object.
    pub fn recipients(&self) -> impl Iterator<Item = KeyId> + '_ {
        self.prelude.recipients.iter().map(|recipient| recipient.key_id)
    }
}

impl fmt::Debug for Envelope<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Envelope")
            .field("suite", &self.suite)
            .field("object_id", &self.object_id)
            .finish_non_exhaustive()
    }
}

pub(super) fn verify_object(
    device: &PublicKey,
    id: &ObjectId,
    signature: &Signature,
) -> Result<(), BadSignature> {
    device.verify(&signed_message(id), signature)
}

pub(super) fn signed_message(id: &ObjectId) -> Vec<u8> {
    [SIGNATURE_DOMAIN, id.as_bytes()].concat()
}

/// Bytes of an object up to and including the number of recipients.
#[cfg(any(feature = "open", feature = "seal"))]
pub(super) const FIXED_LEN: usize = MAGIC.len() + 1 + 4 + Header::LEN + 1;

/// Number of bytes between the fixed part and the chunks.
#[cfg(any(feature = "open", feature = "seal"))]
pub(super) fn variable_len(suite: Suite, recipients: usize) -> usize {
    recipients
        .saturating_mul(KeyId::LEN + suite.enc_len() + WRAPPED)
        .saturating_add(32)
}

/// Suite, header and number of recipients; leaves the cursor after [`FIXED_LEN`] bytes.
pub(super) fn read_fixed<'a>(
    cursor: &mut Cursor<'a>,
) -> Result<(Suite, Header, &'a [u8], usize), ParseError> {
    if cursor.take(MAGIC.len())? != MAGIC {
        return Err(ParseError::Magic);
    }
    let suite = Suite::try_from(cursor.u8()?)?;
    if usize::try_from(cursor.u32()?) != Ok(Header::LEN) {
        return Err(ParseError::Header(HeaderError::Length));
    }
    let header_bytes = cursor.take(Header::LEN)?;
    let header = Header::from_bytes(header_bytes)?;
    let count = usize::from(cursor.u8()?);
    if count == 0 || count > MAX_RECIPIENTS {
        return Err(ParseError::Recipients);
    }
    Ok((suite, header, header_bytes, count))
}

pub(super) fn read_prelude<'a>(cursor: &mut Cursor<'a>) -> Result<(Suite, Header, Prelude<'a>), ParseError> {
    let (suite, header, header_bytes, count) = read_fixed(cursor)?;
    let mut list = *cursor;
    let mut recipients = Vec::with_capacity(count);
    for _ in 0..count {
        let key_id = KeyId::from_bytes(list.array()?);
        let recipient = WrappedFor {
            key_id,
            enc: list.take(suite.enc_len())?,
            wrapped: list.take(WRAPPED)?,
        };
        if recipients
            .iter()
            .any(|other: &WrappedFor<'_>| other.key_id == key_id)
        {
            return Err(ParseError::Recipients);
        }
        recipients.push(recipient);
    }
    let recipient_bytes = cursor.take(cursor.rest().len() - list.rest().len())?;
    let commitment = cursor.array()?;
    Ok((
        suite,
        header,
        Prelude {
            header_bytes,
            recipients,
            recipient_bytes,
            commitment,
        },
    ))
}

/// Full chunks, then a last one that is empty only when it is the only one.
fn check_chunks(len: usize) -> Result<(), ParseError> {
    let full = len / (CHUNK + TAG);
    let last = len % (CHUNK + TAG);
    let possible = match last {
        0 => full > 0,
        TAG => full == 0,
        _ => last > TAG,
    };
    if possible { Ok(()) } else { Err(ParseError::Chunks) }
}

impl From<Truncated> for ParseError {
    fn from(_: Truncated) -> Self {
        Self::Truncated
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunk_lengths_follow_the_age_stream_rules() {
        let full = CHUNK + TAG;
        for good in [TAG, TAG + 1, full, full + TAG + 1, 2 * full, 3 * full - 1] {
            assert_eq!(check_chunks(good), Ok(()), "{good}");
        }
        for bad in [0, TAG - 1, full + 1, full + TAG - 1, full + TAG, 2 * full + TAG] {
            assert_eq!(check_chunks(bad), Err(ParseError::Chunks), "{bad}");
        }
    }
}
