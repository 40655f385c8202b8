//! Finds, locks and checks the database of a data directory.
//!
//! What is checked when, so that a cold start stays fast and damage is still found:
//! - Every open: SQLite's version, the lock of the directory, the key (`griffie.keycheck`), page one and the schema.
//! - SQLCipher authenticates each page when it is read, and a killed process leaves nothing torn behind (WAL with
//!   `synchronous=FULL`), so an unclean end alone is no reason to read the whole file before the first screen. A file
//!   below [`SMALL`] is checked at once anyway; a larger one by the task `check`, beside all other work.
//! - Damage met in use leaves a mark (`griffie.suspect`); the next open then checks the whole file first.
//!
//! A file that fails with the right key is set aside; with a wrong or unproven key nothing is touched.

use std::{
    fs::{self, File, TryLockError},
    path::{Path, PathBuf},
    sync::Arc,
};

use parking_lot::ReentrantMutex;
use rusqlite::Connection;

use super::{
    Inner, Store, check, connect,
    damage::DamageMark,
    error::StoreError,
    key::StoreKey,
    keycheck::{self, Verdict},
    migrations,
    set_aside::{self, with_ending},
    writer::Writer,
};

/// Up to this size a whole check costs less than a frame on the slowest phone we support.
const SMALL: u64 = 4 * 1024 * 1024;

/// The files of a data directory that belong to the store.
pub(super) struct Files {
    pub(super) database: PathBuf,
    pub(super) wal: PathBuf,
    pub(super) shm: PathBuf,
    pub(super) key_check: PathBuf,
    pub(super) salt: PathBuf,
    pub(super) suspect: PathBuf,
    lock: PathBuf,
}

impl Files {
    pub(super) fn of(directory: &Path) -> Self {
        let database = directory.join("griffie.db");
        Self {
            wal: with_ending(&database, "-wal"),
            shm: with_ending(&database, "-shm"),
            key_check: directory.join("griffie.keycheck"),
            salt: directory.join("griffie.salt"),
            suspect: directory.join("griffie.suspect"),
            lock: directory.join("griffie.lock"),
            database,
        }
    }
}

/// Whether the directory holds a database that only its own key opens.
pub(super) fn holds_database(directory: &Path) -> Result<bool, StoreError> {
    Ok(size(&Files::of(directory).database)? > 0)
}

/// Opens the database, or makes it.
pub(super) fn open(directory: &Path, key: &StoreKey) -> Result<Store, StoreError> {
    connect::ready()?;
    make_directory(directory)?;
    let files = Files::of(directory);
    let lock = lock(&files.lock)?;
    set_aside::finish(&files)?;

    let fresh = size(&files.database)? == 0;
    let verdict = keycheck::check(&files.key_check, key)?;
    match verdict {
        Verdict::Wrong if !fresh => return Err(StoreError::WrongKey),
        Verdict::Wrong | Verdict::Unknown if fresh => keycheck::write(&files.key_check, key)?,
        _ => {}
    }
    let salt = salt(&files, fresh)?;
    let unclean = size(&files.wal)? > 0;
    let check = files.suspect.try_exists()? || (unclean && size(&files.database)? <= SMALL);

    match connections(&files, key, salt.as_ref(), check) {
        Ok((writer, reader)) => {
            if verdict == Verdict::Unknown && !fresh {
                keycheck::write(&files.key_check, key)?;
            }
            let mark = Arc::new(DamageMark::new(files.suspect));
            Ok(Store {
                inner: Arc::new(Inner {
                    reader: ReentrantMutex::new(reader),
                    slot: Arc::default(),
                    writer: Arc::new(Writer::new(writer, Arc::clone(&mark), lock)),
                    mark,
                    check_due: unclean && !check,
                    database: files.database,
                    key: key.clone(),
                    salt,
                }),
            })
        }
        Err(StoreError::Damaged) if verdict == Verdict::Unknown && !fresh => Err(StoreError::WrongKey),
        Err(StoreError::Damaged) => Err(StoreError::Corrupt {
            set_aside: set_aside::set_aside(&files)?,
        }),
        Err(error) => Err(error),
    }
}

/// Opens both connections with the newest schema. A connection dropped on the way leaves the file as it was.
fn connections(
    files: &Files,
    key: &StoreKey,
    salt: Option<&[u8; 16]>,
    check: bool,
) -> Result<(Connection, Connection), StoreError> {
    let mut writer = connect::writer(&files.database, key, salt)?;
    if check {
        check::quick_check(&writer)?;
        if files.suspect.try_exists()? {
            fs::remove_file(&files.suspect)?;
        }
    }
    connect::settle(&writer)?;
    migrations::run(&mut writer)?;
    let reader = connect::reader(&files.database, key, salt)?;
    Ok((writer, reader))
}

/// The salt that SQLCipher otherwise keeps in the first bytes of the file; see `connect`.
fn salt(files: &Files, fresh: bool) -> Result<Option<[u8; 16]>, StoreError> {
    if files.salt.try_exists()? {
        let bytes = fs::read(&files.salt)?;
        return bytes
            .try_into()
            .map(Some)
            .map_err(|_| StoreError::Malformed("salt"));
    }
    if !fresh || cfg!(not(target_vendor = "apple")) {
        return Ok(None);
    }
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(std::io::Error::from)?;
    keycheck::write_whole(&files.salt, &salt)?;
    Ok(Some(salt))
}

/// The kernel gives the lock back when the process ends, however it ends.
fn lock(path: &Path) -> Result<File, StoreError> {
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

fn make_directory(directory: &Path) -> Result<(), StoreError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    Ok(builder.create(directory)?)
}

/// Zero for a file that is not there.
fn size(path: &Path) -> Result<u64, StoreError> {
    match fs::metadata(path) {
        Ok(found) => Ok(found.len()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(0),
        Err(error) => Err(error.into()),
    }
}
