//! Moves a database that cannot be read out of the way, with everything needed to look at it later. Never deletes
//! (invariant 8).

use std::path::{Path, PathBuf};

use super::{error::StoreError, keycheck, open::Files};

/// Renames the database and its companions to `griffie.db.corrupt-<n>…` and says where the database went.
pub(super) fn set_aside(files: &Files) -> Result<PathBuf, StoreError> {
    let target = names(&files.database)
        .find_map(free)
        .transpose()?
        .ok_or(StoreError::Malformed("directory"))?;
    std::fs::rename(&files.database, &target)?;
    move_companions(files, &target)?;
    tracing::error!("a corrupt database was set aside");
    Ok(target)
}

/// Moves what an interrupted `set_aside` left: a write-ahead log without its database, which SQLite would delete.
pub(super) fn finish(files: &Files) -> Result<(), StoreError> {
    if files.database.try_exists()? || !files.wal.try_exists()? {
        return Ok(());
    }
    // The name before the first free one; without any, the log stands alone under the first name.
    let mut target = with_ending(&files.database, ".corrupt-1");
    for name in names(&files.database) {
        if !name.try_exists()? {
            break;
        }
        target = name;
    }
    move_companions(files, &target)
}

/// The databases set aside so far.
pub(super) fn found(database: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let mut found = Vec::new();
    for name in names(database) {
        if !name.try_exists()? {
            break;
        }
        found.push(name);
    }
    Ok(found)
}

fn move_companions(files: &Files, target: &Path) -> Result<(), StoreError> {
    for (from, ending) in [
        (&files.shm, "-shm"),
        (&files.key_check, ".keycheck"),
        (&files.salt, ".salt"),
        (&files.wal, "-wal"),
    ] {
        if from.try_exists()? {
            std::fs::rename(from, with_ending(target, ending))?;
        }
    }
    if files.suspect.try_exists()? {
        std::fs::remove_file(&files.suspect)?;
    }
    keycheck::sync_directory(target)
}

fn names(database: &Path) -> impl Iterator<Item = PathBuf> {
    (1_u32..).map(|number| with_ending(database, &format!(".corrupt-{number}")))
}

fn free(name: PathBuf) -> Option<Result<PathBuf, StoreError>> {
    match name.try_exists() {
        Ok(true) => None,
        Ok(false) => Some(Ok(name)),
        Err(error) => Some(Err(error.into())),
    }
}

/// `path` with `ending` added to its last part.
pub(super) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
