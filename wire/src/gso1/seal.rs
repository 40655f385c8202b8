//! Seals a payload that is in memory; [`super::SealWriter`] does the same for one that is not.

use ring::rand::{SecureRandom as _, SystemRandom};
use thiserror::Error;
use zeroize::Zeroizing;

use super::{
    BadPublicKey, CHUNK, Dek, Header, HeaderError, ID_DOMAIN, MAGIC, MAX_RECIPIENTS, Recipient, Suite, TAG,
    hpke,
    keys::{PayloadKey, wrap_info},
    parse::{FIXED_LEN, signed_message, variable_len},
    stream::Stream,
};
use crate::{
    ids::{ObjectId, Sha256Hasher},
    key::{Signature, SigningKey},
};

/// A finished object.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedObject {
    /// Its name.
    pub id: ObjectId,
    /// All of it, to be kept and sent as it is.
    pub bytes: Vec<u8>,
}

/// Why an object cannot be made.
#[derive(Debug, Error)]
pub enum SealError {
    /// The header contradicts itself.
    #[error("header is not valid")]
    Header(#[from] HeaderError),
    /// None, more than 16, or one twice.
    #[error("list of recipients is not valid")]
    Recipients,
    /// A recipient's key is not one of the suite.
    #[error(transparent)]
    PublicKey(#[from] BadPublicKey),
    /// The operating system gave no randomness.
    #[error("no randomness available")]
    Random,
    /// The sink did not take the bytes.
    #[error("could not write the object")]
    Io(#[from] std::io::Error),
}

/// Seals `plaintext` for all `recipients` and signs the object as this device.
///
/// # Errors
/// [`SealError`] when header or recipients are not usable.
pub fn seal(
    suite: Suite,
    header: &Header,
    recipients: &[Recipient],
    plaintext: &[u8],
    device: &SigningKey,
) -> Result<SealedObject, SealError> {
    let mut opening = Opening::new(suite, header, recipients)?;
    let mut bytes = opening.prelude;
    bytes.reserve_exact(plaintext.len() + (plaintext.len() / CHUNK + 1) * TAG + Signature::LEN);

    let mut chunks = plaintext.chunks(CHUNK).peekable();
    if plaintext.is_empty() {
        append(&mut bytes, &[], true, &mut opening.stream, &mut opening.id);
    }
    while let Some(chunk) = chunks.next() {
        append(
            &mut bytes,
            chunk,
            chunks.peek().is_none(),
            &mut opening.stream,
            &mut opening.id,
        );
    }
    let id = ObjectId::from_bytes(*opening.id.finish().as_bytes());
    bytes.extend_from_slice(device.sign(&signed_message(&id)).as_bytes());
    Ok(SealedObject { id, bytes })
}

/// The one copy: clear bytes move to their place in the object and are sealed there.
fn append(bytes: &mut Vec<u8>, chunk: &[u8], last: bool, stream: &mut Stream, id: &mut Sha256Hasher) {
    let start = bytes.len();
    bytes.extend_from_slice(chunk);
    let tag = stream.seal(bytes.get_mut(start..).expect("start is within"), last);
    bytes.extend_from_slice(&tag);
    id.update(bytes.get(start..).expect("start is within"));
}

/// An object of which everything before the chunks is there.
pub(super) struct Opening {
    pub(super) prelude: Vec<u8>,
    pub(super) stream: Stream,
    /// Has seen `prelude`.
    pub(super) id: Sha256Hasher,
}

impl Opening {
    pub(super) fn new(suite: Suite, header: &Header, recipients: &[Recipient]) -> Result<Self, SealError> {
        header.check()?;
        check_recipients(suite, recipients)?;
        let header = header.to_bytes();
        let dek = random_dek()?;
        let wrapped = wrap_all(suite, &header, recipients, &dek)?;
        let payload = PayloadKey::derive(suite, &dek, &header, &wrapped);

        let mut prelude = Vec::with_capacity(FIXED_LEN + variable_len(suite, recipients.len()));
        prelude.extend_from_slice(MAGIC);
        prelude.push(suite.byte());
        prelude.extend_from_slice(&u32::try_from(header.len()).expect("142 fits").to_be_bytes());
        prelude.extend_from_slice(&header);
        prelude.push(u8::try_from(recipients.len()).map_err(|_| SealError::Recipients)?);
        prelude.extend_from_slice(&wrapped);
        prelude.extend_from_slice(&payload.commitment);

        let mut id = Sha256Hasher::new();
        id.update(ID_DOMAIN);
        id.update(&prelude);
        Ok(Self {
            prelude,
            stream: Stream::new(payload.key),
            id,
        })
    }
}

fn check_recipients(suite: Suite, recipients: &[Recipient]) -> Result<(), SealError> {
    if recipients.is_empty() || recipients.len() > MAX_RECIPIENTS {
        return Err(SealError::Recipients);
    }
    let mut seen = Vec::with_capacity(recipients.len());
    for recipient in recipients {
        recipient.check(suite)?;
        if seen.contains(&recipient.key_id) {
            return Err(SealError::Recipients);
        }
        seen.push(recipient.key_id);
    }
    Ok(())
}

fn random_dek() -> Result<Dek, SealError> {
    let mut bytes = Zeroizing::new([0; 32]);
    SystemRandom::new()
        .fill(bytes.as_mut_slice())
        .map_err(|_| SealError::Random)?;
    Ok(Dek::from_bytes(bytes))
}

fn wrap_all(suite: Suite, header: &[u8], recipients: &[Recipient], dek: &Dek) -> Result<Vec<u8>, SealError> {
    let info = wrap_info(suite, header);
    let mut list = Vec::new();
    for recipient in recipients {
        let (enc, wrapped) = hpke::seal(suite, &recipient.public_key, &info, dek.as_bytes())
            .map_err(|hpke::Refused| SealError::PublicKey(BadPublicKey))?;
        list.extend_from_slice(recipient.key_id.as_bytes());
        list.extend_from_slice(&enc);
        list.extend_from_slice(&wrapped);
    }
    Ok(list)
}

impl std::fmt::Debug for SealedObject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SealedObject")
            .field("id", &self.id)
            .field("bytes", &self.bytes.len())
            .finish()
    }
}
