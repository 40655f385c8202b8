//! Opens a file of an event for the user: the clear bytes in a place they chose. From the copy here if there is one, else from the
//! homeserver, checked against what the journal says it was.

use std::{
    fs::File,
    io::{self, BufReader},
    path::{Path, PathBuf},
};

use griffie_wire::ids::Sha256;
use serde_json::Value;

use super::{
    MediaDir, MediaParts, dir,
    fetch::{FetchError, fetch},
};
use crate::{
    e2ee::attachment::{DecryptError, decrypt, pour},
    error::Error,
    store::{
        StoreError,
        attachment::{self, AttachmentRow},
    },
};

/// Why a file cannot be opened.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SaveError {
    #[error("event has no file")]
    NoFile,
    #[error("file is there already")]
    Exists,
    #[error("file is not the one the event names")]
    Mismatch,
    #[error("file key is not usable")]
    Key,
    #[error("fetch")]
    Fetch(#[from] FetchError),
    #[error("file")]
    Io(#[from] io::Error),
    #[error("store")]
    Store(#[from] StoreError),
    #[error("a worker thread ended early")]
    Worker,
}

/// Writes the clear bytes of the event's file to `to`, which must not exist yet.
pub(crate) async fn save(parts: &MediaParts, event_id: &str, to: &Path) -> Result<(), SaveError> {
    let row = parts
        .store
        .read(|c| attachment::find(c, event_id, "file"))?
        .ok_or(SaveError::NoFile)?;
    let (source, temporary) = source(parts, &row).await?;
    let key = row
        .key
        .as_deref()
        .map(serde_json::from_str)
        .transpose()
        .map_err(|_| SaveError::Key)?;
    let (to, from) = (to.to_owned(), source.clone());
    let written =
        tokio::task::spawn_blocking(move || write(&from, key.as_ref(), row.sha256_plain, &to)).await;
    if temporary {
        dir::remove(&source)?;
    }
    written.map_err(|_| SaveError::Worker)?
}

/// The bytes as the homeserver has them, and whether they were fetched for this once.
async fn source(parts: &MediaParts, row: &AttachmentRow) -> Result<(PathBuf, bool), SaveError> {
    if let Some(path) = here(&parts.dir, row) {
        return Ok((path, false));
    }
    let path = parts.dir.fresh()?;
    if let Err(error) = fetch(&parts.matrix, &row.mxc, &path, u64::MAX).await {
        dir::remove(&path)?;
        return Err(error.into());
    }
    Ok((path, true))
}

/// A copy that this device can open; a sealed one it cannot.
fn here(media: &MediaDir, row: &AttachmentRow) -> Option<PathBuf> {
    let path = media.path(row.sha256_stored.as_ref().filter(|_| !row.sealed)?);
    path.exists().then_some(path)
}

fn write(from: &Path, key: Option<&Value>, expected: Option<Sha256>, to: &Path) -> Result<(), SaveError> {
    let mut sink = File::create_new(to).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => SaveError::Exists,
        _ => SaveError::Io(error),
    })?;
    let copied = copy(from, key, &mut sink).and_then(|sha256| match expected {
        Some(expected) if expected != sha256 => Err(SaveError::Mismatch),
        _ => Ok(sink.sync_all()?),
    });
    if copied.is_err() {
        dir::remove(to)?;
    }
    copied
}

fn copy(from: &Path, key: Option<&Value>, sink: &mut File) -> Result<Sha256, SaveError> {
    let mut source = BufReader::new(File::open(from)?);
    let measure = match key {
        Some(key) => decrypt(&mut source, key, sink).map_err(|error| match error {
            DecryptError::Key => SaveError::Key,
            DecryptError::Mismatch => SaveError::Mismatch,
            DecryptError::Io(error) => SaveError::Io(error),
        })?,
        None => pour(&mut source, sink)?,
    };
    Ok(measure.sha256)
}

impl From<SaveError> for Error {
    fn from(error: SaveError) -> Self {
        let rejected = |code: &str| Self::Rejected {
            code: code.to_owned(),
        };
        match error {
            SaveError::NoFile => rejected("no_file"),
            SaveError::Exists => rejected("file_exists"),
            SaveError::Mismatch => rejected("hash_mismatch"),
            SaveError::Key => rejected("key_unusable"),
            SaveError::Fetch(FetchError::Address) => rejected("bad_address"),
            SaveError::Fetch(FetchError::TooBig) => rejected("too_big"),
            SaveError::Fetch(FetchError::Matrix(error)) => error.into(),
            SaveError::Fetch(FetchError::Io(error)) | SaveError::Io(error) => StoreError::from(error).into(),
            SaveError::Store(error) => error.into(),
            SaveError::Worker => Self::Bug {
                code: "worker".to_owned(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::e2ee::attachment::encrypt;

    #[test]
    fn a_saved_file_is_the_clear_one_and_a_wrong_one_leaves_nothing() {
        let place = tempfile::tempdir().unwrap();
        let (from, to) = (place.path().join("cipher"), place.path().join("besluit.txt"));
        let mut cipher = Vec::new();
        let encrypted = encrypt(&mut &b"besluit"[..], &mut cipher).unwrap();
        std::fs::write(&from, &cipher).unwrap();
        let wrong = write(&from, Some(&encrypted.key), Some(Sha256::of(b"other")), &to);
        assert!(matches!(wrong, Err(SaveError::Mismatch)) && !to.exists());
        write(&from, Some(&encrypted.key), Some(encrypted.plain.sha256), &to).unwrap();
        assert_eq!(std::fs::read(&to).unwrap(), b"besluit");
        let again = write(&from, Some(&encrypted.key), None, &to);
        assert!(matches!(again, Err(SaveError::Exists)));
        assert!(to.exists(), "the user's file is not touched");
    }
}
