//! A file against the event that refers to it: the bytes that travelled, and the clear text inside.
//!
//! Constant memory for any size. It must not know where files come from or what follows from the answer.

use std::io::{self, Read};

use griffie_wire::{
    Fact, Sha256, Sha256Hasher,
    api::DeviceInfo,
    gso1::{Kind, OpenError, OpenReader, Opener, OpenerError},
    record::{AttachmentFact, AttachmentForm},
};
use rusqlite::Connection;
use serde_json::Value;

use super::matrix_file::{Decrypting, FileKey, find_key, names, parse_key};
use crate::{
    error::VaultError,
    keep::files::{Files, FilesError},
    store::{self, StoreError, records},
};

/// What is known of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// It is the file that its event names.
    Verified,
    /// It is not.
    Mismatch,
    /// The bytes are not here yet, or its event is not.
    NotYet,
}

/// What a file is checked with.
pub(crate) struct Context<'a> {
    pub(crate) connection: &'a Connection,
    pub(crate) files: &'a Files,
    pub(crate) opener: &'a dyn Opener,
    pub(crate) device: &'a DeviceInfo,
    pub(crate) chain: i64,
}

/// Checks the file of an attachment record.
pub(crate) fn check(fact: &AttachmentFact, context: &Context<'_>) -> Result<Found, VaultError> {
    let Some(content) = content_of(context.connection, context.chain, &fact.event_id)? else {
        return Ok(Found::NotYet);
    };
    let Some(way) = way(fact, &content) else {
        return Ok(Found::Mismatch);
    };
    let Some(source) = context.files.open_attachment(fact.sha256_stored)? else {
        return Ok(Found::NotYet);
    };
    let size = source.metadata().map_err(FilesError::from)?.len();
    if size != fact.stored_size {
        return Ok(Found::Mismatch);
    }
    way.read(io::BufReader::with_capacity(64 * 1024, source), fact, context)
}

/// How the clear text of a file is reached, once the event allows it.
pub(crate) enum Way {
    /// With the key in the event.
    Matrix(FileKey),
    /// With the archive key.
    Sealed,
}

/// The way to the clear text of a file; nothing if the event does not name this file. One that came redacted names nothing any more: then
/// the device's own record of the file counts, as it did when the user pressed send.
pub(crate) fn way(fact: &AttachmentFact, content: &Value) -> Option<Way> {
    match fact.form {
        AttachmentForm::MatrixCiphertext => find_key(content, &fact.mxc)
            .or_else(|| {
                fact.key
                    .as_deref()
                    .filter(|_| is_pruned(content))
                    .and_then(parse_key)
            })
            .filter(|key| key.sha256 == fact.sha256_stored)
            .map(Way::Matrix),
        AttachmentForm::Gso1 => (names(content, &fact.mxc) || is_pruned(content)).then_some(Way::Sealed),
    }
}

/// Whether this is all that a redaction leaves of a message.
fn is_pruned(content: &Value) -> bool {
    content.as_object().is_some_and(serde_json::Map::is_empty)
}

impl Way {
    fn read(
        &self,
        source: impl Read,
        fact: &AttachmentFact,
        context: &Context<'_>,
    ) -> Result<Found, VaultError> {
        let clear = match self {
            Self::Matrix(key) => digest(Decrypting::new(source, key)).map_err(FilesError::from)?,
            Self::Sealed => match unseal(source, context)? {
                Some(clear) => clear,
                None => return Ok(Found::Mismatch),
            },
        };
        let same = clear.size == fact.size && fact.sha256_plain.is_none_or(|claimed| claimed == clear.sha256);
        Ok(if same { Found::Verified } else { Found::Mismatch })
    }
}

struct Clear {
    sha256: Sha256,
    size: u64,
}

fn digest(mut source: impl Read) -> io::Result<Clear> {
    let mut hasher = Sha256Hasher::new();
    let mut size = 0;
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let count = source.read(&mut buffer)?;
        let Some(read) = buffer.get(..count).filter(|read| !read.is_empty()) else {
            break;
        };
        hasher.update(read);
        size += read.len() as u64;
    }
    Ok(Clear {
        sha256: hasher.finish(),
        size,
    })
}

/// Clear text of a sealed file of this device; nothing if it is not one.
fn unseal(source: impl Read, context: &Context<'_>) -> Result<Option<Clear>, VaultError> {
    let mut reader = match OpenReader::new(source, context.opener) {
        Ok(reader) => reader,
        Err(error) => return judge(error),
    };
    let header = reader.header();
    if header.kind != Kind::Attachment
        || header.device != context.device.device
        || header.tenant != context.device.tenant
    {
        return Ok(None);
    }
    let clear = match digest(&mut reader) {
        Ok(clear) => clear,
        // What does not open is the file's fault, anything else the disk's.
        Err(error) if error.kind() == io::ErrorKind::InvalidData => return Ok(None),
        Err(error) => return Err(FilesError::from(error).into()),
    };
    match reader.finish(&context.device.public_key) {
        Ok(_) => Ok(Some(clear)),
        Err(error) => judge(error),
    }
}

fn judge(error: OpenError) -> Result<Option<Clear>, VaultError> {
    match error {
        OpenError::Opener(unavailable @ OpenerError::Unavailable(_)) => {
            Err(VaultError::KeyHolder(unavailable))
        }
        OpenError::Io(error) => Err(FilesError::from(error).into()),
        _ => Ok(None),
    }
}

/// The content of an event as its custodian could read it; nothing while that is not in the chain.
pub(crate) fn content_of(
    connection: &Connection,
    chain: i64,
    event_id: &str,
) -> Result<Option<Value>, VaultError> {
    let Some(body) = store::records::event(connection, chain, event_id)? else {
        return Ok(None);
    };
    let record = records::read(&body)?;
    let Fact::Event(fact) = record.fact else {
        return Err(StoreError::Row("event").into());
    };
    let text = match (fact.decrypted, &fact.encryption) {
        (Some(decrypted), _) => Some(decrypted),
        (None, None) if fact.event_type != "m.room.encrypted" => Some(fact.raw),
        _ => match late_text(connection, chain, event_id)? {
            Some(text) => Some(text),
            // No key will ever open what was redacted before it came.
            None => return Ok(content(&fact.raw).filter(is_pruned)),
        },
    };
    Ok(text.and_then(|text| content(&text)))
}

fn content(event: &str) -> Option<Value> {
    let mut event: Value = serde_json::from_str(event).ok()?;
    event.get_mut("content").map(Value::take)
}

fn late_text(connection: &Connection, chain: i64, event_id: &str) -> Result<Option<String>, VaultError> {
    for body in store::records::late_keys(connection, chain)? {
        let record = records::read(&body)?;
        if let Fact::LateKey(fact) = record.fact
            && fact.event_id == event_id
        {
            return Ok(Some(fact.decrypted));
        }
    }
    Ok(None)
}
