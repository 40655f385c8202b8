//! Takes a file of the user in: a private copy, encrypted as Matrix does, made in one pass and constant memory. Its bytes are
//! never altered: what a photo says about where it was made stays in it.
//!
//! Every own copy is ciphertext, also for a room in clear: the device keeps no readable files.

use std::{
    fs::File,
    io::{self, Read, Write},
};

use griffie_wire::ids::Sha256;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{MediaDir, dir};
use crate::e2ee::attachment::{Encrypted, encrypt};

/// A file of the user in `media/`, as it stands in the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LocalFile {
    pub(crate) name: String,
    pub(crate) mime: String,
    pub(crate) size: u64,
    pub(crate) sha256: Sha256,
    pub(crate) stored_sha256: Sha256,
    pub(crate) stored_size: u64,
    /// `EncryptedFile` without its `url`.
    pub(crate) key: Value,
}

/// Why a file was not taken in.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TakeInError {
    #[error("file is larger than policy allows")]
    TooBig,
    #[error("file")]
    Io(#[from] io::Error),
}

/// Encrypts `source` into the media directory. Blocks; call it on a blocking thread.
pub(crate) fn take_in(
    media: &MediaDir,
    source: &mut dyn Read,
    (name, mime): (String, String),
    limit: u64,
) -> Result<LocalFile, TakeInError> {
    let work = media.fresh()?;
    let taken = copy(&work, source, limit).and_then(|encrypted| {
        media.keep(&work, &encrypted.cipher.sha256)?;
        Ok(encrypted)
    });
    let encrypted = match taken {
        Ok(encrypted) => encrypted,
        Err(error) => {
            dir::remove(&work)?;
            return Err(error);
        }
    };
    Ok(LocalFile {
        name,
        mime,
        size: encrypted.plain.size,
        sha256: encrypted.plain.sha256,
        stored_sha256: encrypted.cipher.sha256,
        stored_size: encrypted.cipher.size,
        key: encrypted.key,
    })
}

fn copy(work: &std::path::Path, source: &mut dyn Read, limit: u64) -> Result<Encrypted, TakeInError> {
    let mut sink = File::create_new(work)?;
    // One byte more than allowed shows that there is more, however long the file grows meanwhile.
    let encrypted = encrypt(&mut source.take(limit.saturating_add(1)), &mut sink)?;
    if encrypted.plain.size > limit {
        return Err(TakeInError::TooBig);
    }
    sink.flush()?;
    sink.sync_all()?;
    Ok(encrypted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::e2ee::attachment::decrypt;

    fn names() -> (String, String) {
        ("a.txt".into(), "text/plain".into())
    }

    #[test]
    fn the_copy_is_ciphertext_under_its_digest() {
        let place = tempfile::tempdir().unwrap();
        let media = MediaDir::open(place.path()).unwrap();
        let local = take_in(&media, &mut &b"besluit"[..], names(), 7).unwrap();
        let stored = std::fs::read(media.path(&local.stored_sha256)).unwrap();
        assert_eq!(Sha256::of(&stored), local.stored_sha256);
        assert_ne!(stored, b"besluit");
        let mut clear = Vec::new();
        decrypt(&mut &*stored, &local.key, &mut clear).unwrap();
        assert_eq!((clear, local.size), (b"besluit".to_vec(), 7));
    }

    #[test]
    fn a_file_over_the_limit_leaves_nothing_behind() {
        let place = tempfile::tempdir().unwrap();
        let media = MediaDir::open(place.path()).unwrap();
        let error = take_in(&media, &mut &b"besluit"[..], names(), 6).unwrap_err();
        assert!(matches!(error, TakeInError::TooBig));
        assert_eq!(std::fs::read_dir(place.path().join("media")).unwrap().count(), 0);
    }
}
