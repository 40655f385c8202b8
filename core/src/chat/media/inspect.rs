//! Looks at a file that is here: is it the one the event names, what is its clear text's digest, in which form does it travel.

use std::{
    fs::File,
    io::{self, BufReader},
    path::Path,
};

use serde_json::Value;

use super::{
    LocalFile, MediaDir, dir,
    seal::{SealFileError, SealedFile, Sealer},
};
use crate::e2ee::attachment::{DecryptError, Measure, decrypt, named_digest, pour};

/// What a file turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inspected {
    /// The right one, now in the media directory under the digest of `stored`.
    Good {
        plain: Measure,
        stored: Measure,
        sealed: bool,
    },
    /// Not the one the event names, or its key opens nothing.
    Wrong { code: &'static str },
}

/// A downloaded ciphertext. When it is good it gets its name. Blocks.
pub(super) fn ciphertext(media: &MediaDir, part: &Path, key: &str) -> io::Result<Inspected> {
    let Ok(key) = serde_json::from_str::<Value>(key) else {
        return Ok(Inspected::Wrong { code: "key_unusable" });
    };
    let Some(sha256) = named_digest(&key) else {
        return Ok(Inspected::Wrong { code: "key_unusable" });
    };
    match decrypt(&mut BufReader::new(File::open(part)?), &key, &mut io::sink()) {
        Ok(plain) => {
            media.keep(part, &sha256)?;
            // Counter mode: clear text and ciphertext are equally long.
            Ok(Inspected::Good {
                plain,
                stored: Measure {
                    sha256,
                    size: plain.size,
                },
                sealed: false,
            })
        }
        Err(DecryptError::Mismatch) => Ok(Inspected::Wrong {
            code: "hash_mismatch",
        }),
        Err(DecryptError::Key) => Ok(Inspected::Wrong { code: "key_unusable" }),
        Err(DecryptError::Io(error)) => Err(error),
    }
}

/// A downloaded file in clear: sealed, and the clear copy is gone. Blocks.
pub(super) fn clear(media: &MediaDir, part: &Path, sealer: &Sealer) -> Result<Inspected, SealFileError> {
    let work = media.fresh()?;
    let mut source = BufReader::new(File::open(part)?);
    let sealed = sealer.seal(&work, |sink| Ok(pour(&mut source, sink)?))?;
    media.keep(&work, &sealed.sealed.sha256)?;
    dir::remove(part)?;
    Ok(good(&sealed))
}

/// An own file of a room in clear: sealed from the own copy, which stays until the journal knows. Blocks.
pub(super) fn own(media: &MediaDir, local: &LocalFile, sealer: &Sealer) -> Result<Inspected, SealFileError> {
    let work = media.fresh()?;
    let mut source = BufReader::new(File::open(media.path(&local.stored_sha256))?);
    let sealed = match sealer.seal(&work, |sink| Ok(decrypt(&mut source, &local.key, sink)?)) {
        Err(SealFileError::Open(DecryptError::Mismatch | DecryptError::Key)) => {
            dir::remove(&work)?;
            return Ok(Inspected::Wrong {
                code: "own_copy_damaged",
            });
        }
        sealed => sealed?,
    };
    media.keep(&work, &sealed.sealed.sha256)?;
    Ok(good(&sealed))
}

fn good(sealed: &SealedFile) -> Inspected {
    Inspected::Good {
        plain: sealed.plain,
        stored: sealed.sealed,
        sealed: true,
    }
}
