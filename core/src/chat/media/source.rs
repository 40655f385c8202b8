//! The bytes of an event's file as the homeserver has them: the copy here, or fetched for this once and gone afterwards.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{
    MediaDir, MediaParts, dir,
    fetch::{FetchError, fetch},
};
use crate::{
    chat::transfer::Moving,
    error::Error,
    store::{StoreError, attachment::AttachmentRow},
};

/// Why the bytes are not here.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SourceError {
    #[error("fetch")]
    Fetch(#[from] FetchError),
    #[error("file")]
    Io(#[from] io::Error),
}

/// Where the bytes are.
pub(super) enum Source {
    /// In the media directory, where they stay.
    Kept(PathBuf),
    /// In a file that goes when this is dropped, also when somebody lost patience meanwhile.
    Once(Once),
}

/// A file that is deleted when this is dropped.
pub(super) struct Once(PathBuf);

impl Drop for Once {
    fn drop(&mut self) {
        // What cannot be deleted now is swept at the next start.
        let _ = dir::remove(&self.0);
    }
}

impl Source {
    pub(super) fn path(&self) -> &Path {
        match self {
            Self::Kept(path) => path,
            Self::Once(once) => &once.0,
        }
    }
}

/// Finds the bytes, or fetches them if they are no more than `limit`.
pub(super) async fn source(
    parts: &MediaParts,
    row: &AttachmentRow,
    limit: u64,
    moving: &Moving,
) -> Result<Source, SourceError> {
    if let Some(path) = here(&parts.dir, row) {
        return Ok(Source::Kept(path));
    }
    let once = Once(parts.dir.fresh()?);
    fetch(&parts.matrix, &row.mxc, &once.0, limit, moving).await?;
    Ok(Source::Once(once))
}

/// A copy that this device can open; a sealed one it cannot.
pub(super) fn here(media: &MediaDir, row: &AttachmentRow) -> Option<PathBuf> {
    let path = media.path(row.sha256_stored.as_ref().filter(|_| !row.sealed)?);
    path.exists().then_some(path)
}

impl From<SourceError> for Error {
    fn from(error: SourceError) -> Self {
        let rejected = |code: &str| Self::Rejected {
            code: code.to_owned(),
        };
        match error {
            SourceError::Fetch(FetchError::Address) => rejected("bad_address"),
            SourceError::Fetch(FetchError::TooBig) => rejected("too_big"),
            SourceError::Fetch(FetchError::Matrix(error)) => error.into(),
            SourceError::Fetch(FetchError::Io(error)) | SourceError::Io(error) => {
                StoreError::from(error).into()
            }
        }
    }
}
