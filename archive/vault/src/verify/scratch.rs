//! A database for one computation: encrypted with a key that nobody keeps, gone afterwards.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use rusqlite::Connection;

use crate::{error::VaultError, keep::files::FilesError, keys::random_seed, store};

/// The database and its file.
pub(super) struct Scratch {
    pub(super) store: Connection,
    path: PathBuf,
}

impl Scratch {
    /// Makes it beside the vault's own.
    pub(super) fn create(dir: &Path) -> Result<Self, VaultError> {
        let path = dir.join(format!("verify-{}.db", std::process::id()));
        remove_all(&path)?;
        let store = store::open(&path, &random_seed()?)?;
        // Nothing here outlives the computation, so nothing needs to survive a power cut.
        store.execute_batch("PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY;")?;
        Ok(Self { store, path })
    }

    /// Removes it; leaving it behind is an error, though nobody could read it.
    pub(super) fn remove(self) -> Result<(), VaultError> {
        let Self { store, path } = self;
        drop(store);
        remove_all(&path)
    }
}

fn remove_all(path: &Path) -> Result<(), VaultError> {
    for end in ["", "-wal", "-shm", "-journal"] {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        match fs::remove_file(name) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(FilesError::from(error).into());
            }
            _ => {}
        }
    }
    Ok(())
}
