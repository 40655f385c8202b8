//! Tells a wrong key from a damaged file: a small plain file beside the database holds a value that only the right key
//! gives. SQLCipher alone answers "not a database" to both.
//!
//! The value is an HMAC under a key of 256 random bits, so it tells nothing about the key.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use ring::{digest, hmac};

use super::{error::StoreError, key::StoreKey};

const DOMAIN: &[u8] = b"griffie-keycheck\0";

/// What the file says about a key.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Right,
    Wrong,
    /// There is no file, or it is itself damaged.
    Unknown,
}

/// Compares `key` with the file.
pub(super) fn check(path: &Path, key: &StoreKey) -> Result<Verdict, StoreError> {
    let stored = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Verdict::Unknown),
        Err(error) => return Err(error.into()),
    };
    let Some((value, seal)) = stored.split_at_checked(32) else {
        return Ok(Verdict::Unknown);
    };
    if digest::digest(&digest::SHA256, value).as_ref() != seal {
        return Ok(Verdict::Unknown);
    }
    let right = hmac::verify(&hmac_key(key), DOMAIN, value).is_ok();
    Ok(if right { Verdict::Right } else { Verdict::Wrong })
}

/// Writes the file for `key`, whole or not at all.
pub(super) fn write(path: &Path, key: &StoreKey) -> Result<(), StoreError> {
    let value = hmac::sign(&hmac_key(key), DOMAIN);
    let seal = digest::digest(&digest::SHA256, value.as_ref());
    write_whole(path, &[value.as_ref(), seal.as_ref()].concat())
}

/// Writes a small file so that a power cut leaves the old one or the new one.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let draft = path.with_extension("new");
    let mut file = fs::File::create(&draft)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&draft, path)?;
    sync_directory(path)
}

/// Makes a rename in the directory of `path` survive a power cut.
pub(super) fn sync_directory(path: &Path) -> Result<(), StoreError> {
    if cfg!(unix)
        && let Some(directory) = path.parent()
    {
        fs::File::open(directory)?.sync_all()?;
    }
    Ok(())
}

fn hmac_key(key: &StoreKey) -> hmac::Key {
    hmac::Key::new(hmac::HMAC_SHA256, key.as_bytes())
}
