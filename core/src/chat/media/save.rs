//! Opens a file of an event for the user: the clear bytes in a place they chose. From the copy here if there is one, else from the
//! homeserver, checked against what the journal says it was. The user can stop it, and then nothing is left of it.

use std::{
    fs::File,
    io::{self, BufReader, Write},
    path::{Path, PathBuf},
};

use griffie_wire::ids::Sha256;
use serde_json::Value;
use tokio_util::sync::CancellationToken;

use super::{
    MediaParts, dir,
    source::{Source, SourceError, source},
};
use crate::{
    chat::{
        picture::PictureError,
        transfer::{TransferId, TransferState, Who},
    },
    e2ee::attachment::{DecryptError, decrypt, pour},
    error::Error,
    store::{StoreError, attachment},
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
    #[error("stopped by the user")]
    Cancelled,
    #[error("picture")]
    Picture(#[from] PictureError),
    #[error("source")]
    Source(#[from] SourceError),
    #[error("file")]
    Io(#[from] io::Error),
    #[error("store")]
    Store(#[from] StoreError),
    #[error("a worker thread ended early")]
    Worker,
}

/// Writes the clear bytes of the event's file to `to`, which must not exist yet.
pub(crate) async fn save(parts: &MediaParts, event_id: &str, to: &Path) -> Result<(), Error> {
    let id = TransferId::Fetching {
        event_id: event_id.to_owned(),
    };
    let moving = parts.transfers.begin(id, Who::User, 0);
    let job = async {
        let row = parts
            .store
            .read(|c| attachment::find(c, event_id, "file"))?
            .ok_or(SaveError::NoFile)?;
        let source = tokio::select! {
            biased;
            () = moving.stopped() => return Err(SaveError::Cancelled),
            source = source(parts, &row, u64::MAX, &moving) => source?,
        };
        let job = Writing {
            source,
            key: key(row.key.as_deref())?,
            expected: row.sha256_plain,
            to: to.to_owned(),
            stop: moving.stop_token(),
        };
        let written = tokio::task::spawn_blocking(move || job.write());
        written.await.map_err(|_| SaveError::Worker)?
    };
    let saved = job.await;
    let end = match &saved {
        Ok(()) => TransferState::Done,
        Err(SaveError::Cancelled) => TransferState::Cancelled,
        Err(_) => TransferState::Waiting,
    };
    let saved = saved.map_err(Error::from);
    moving.end(match (&saved, end) {
        (Err(error), TransferState::Waiting) => TransferState::Failed {
            code: error.code().unwrap_or_else(|| error.kind()).to_owned(),
        },
        (_, end) => end,
    });
    saved
}

/// The key of a file, as its row holds it.
pub(super) fn key(json: Option<&str>) -> Result<Option<Value>, SaveError> {
    json.map(serde_json::from_str)
        .transpose()
        .map_err(|_| SaveError::Key)
}

/// What a thread needs to write the clear file; the source goes with it if it was fetched for this once.
struct Writing {
    source: Source,
    key: Option<Value>,
    expected: Option<Sha256>,
    to: PathBuf,
    stop: CancellationToken,
}

impl Writing {
    fn write(self) -> Result<(), SaveError> {
        let sink = File::create_new(&self.to).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => SaveError::Exists,
            _ => SaveError::Io(error),
        })?;
        let mut sink = Stoppable {
            sink,
            stop: &self.stop,
        };
        let copied =
            copy(self.source.path(), self.key.as_ref(), &mut sink).and_then(|sha256| match self.expected {
                Some(expected) if expected != sha256 => Err(SaveError::Mismatch),
                _ => Ok(sink.sink.sync_all()?),
            });
        if copied.is_err() {
            dir::remove(&self.to)?;
        }
        if self.stop.is_cancelled() && copied.is_err() {
            return Err(SaveError::Cancelled);
        }
        copied
    }
}

/// Copies the clear bytes of a file in the form in which it is here.
pub(super) fn copy(from: &Path, key: Option<&Value>, sink: &mut dyn Write) -> Result<Sha256, SaveError> {
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

/// A file that takes no more once the user stops it.
struct Stoppable<'a> {
    sink: File,
    stop: &'a CancellationToken,
}

impl Write for Stoppable<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.stop.is_cancelled() {
            return Err(io::Error::other("stopped"));
        }
        self.sink.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
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
            SaveError::Cancelled => rejected("cancelled"),
            SaveError::Picture(PictureError::TooLarge) => rejected("picture_too_large"),
            SaveError::Picture(PictureError::Unreadable) => rejected("picture_unreadable"),
            SaveError::Source(error) => error.into(),
            SaveError::Io(error) => StoreError::from(error).into(),
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

    fn writing(from: &Path, to: &Path, key: &Value, expected: Option<Sha256>) -> Writing {
        Writing {
            source: Source::Kept(from.to_owned()),
            key: Some(key.clone()),
            expected,
            to: to.to_owned(),
            stop: CancellationToken::new(),
        }
    }

    #[test]
    fn a_saved_file_is_the_clear_one_and_a_wrong_one_leaves_nothing() {
        let place = tempfile::tempdir().unwrap();
        let (from, to) = (place.path().join("cipher"), place.path().join("besluit.txt"));
        let mut cipher = Vec::new();
        let encrypted = encrypt(&mut &b"besluit"[..], &mut cipher).unwrap();
        std::fs::write(&from, &cipher).unwrap();
        let job = |expected| writing(&from, &to, &encrypted.key, expected);
        let wrong = job(Some(Sha256::of(b"other"))).write();
        assert!(matches!(wrong, Err(SaveError::Mismatch)) && !to.exists());
        let stopped = job(Some(encrypted.plain.sha256));
        stopped.stop.cancel();
        assert!(matches!(stopped.write(), Err(SaveError::Cancelled)) && !to.exists());
        job(Some(encrypted.plain.sha256)).write().unwrap();
        assert_eq!(std::fs::read(&to).unwrap(), b"besluit");
        assert!(matches!(job(None).write(), Err(SaveError::Exists)));
        assert!(to.exists(), "the user's file is not touched");
    }
}
