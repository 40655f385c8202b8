//! The vault's database: the map of its tables' operations and the one connection they share.
//!
//! Encrypted at rest with the store key, STRICT tables, `synchronous=FULL`. Only this folder says SQL. Operations are
//! plain functions over a connection, so that the caller decides what is one transaction.
//!
//! - `settings`, `devices`: what was pinned at init and at first sight
//! - `chains`, `objects`, `records`, `sessions`, `attachments`: the evidence
//! - `withheld`: what stays on the devices, and labels
//! - `faults`, `verdicts`, `tree`, `witnesses`: what was found, what was said about it, the log and who else saw it
//! - `recalls`: what was missing and whom we asked for it
//! - `reading`, `reconciling`: queries for show and export, and for the comparison with the ledger; `selecting`: what goes into an evidence bundle

pub(crate) mod attachments;
pub(crate) mod chains;
pub(crate) mod devices;
pub(crate) mod documents;
mod error;
pub(crate) mod faults;
pub(crate) mod objects;
pub(crate) mod reading;
pub(crate) mod recalls;
pub(crate) mod reconciling;
pub(crate) mod records;
mod rows;
pub(crate) mod selecting;
pub(crate) mod sessions;
pub(crate) mod settings;
pub(crate) mod told;
pub(crate) mod tree;
pub(crate) mod verdicts;
pub(crate) mod withheld;
pub(crate) mod witnesses;

use std::{
    path::Path,
    sync::{Mutex, PoisonError},
};

use rusqlite::Connection;
use zeroize::Zeroizing;

pub(crate) use self::error::StoreError;

/// Migrations in order; never edited after merge.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_vault.sql"),
    include_str!("migrations/0002_documents.sql"),
    include_str!("migrations/0003_withheld.sql"),
    include_str!("migrations/0004_witness.sql"),
    include_str!("migrations/0005_told.sql"),
    include_str!("migrations/0006_recall.sql"),
    include_str!("migrations/0007_scope.sql"),
];

/// Opens the vault's database file, or makes it.
///
/// # Errors
/// [`StoreError::WrongKey`] when the file is not of this key or damaged; it is left as it is.
pub(crate) fn open(path: &Path, key: &Zeroizing<[u8; 32]>) -> Result<Connection, StoreError> {
    connect(path, key, MIGRATIONS)
}

/// Opens a database of ours with these migrations, or makes it.
///
/// # Errors
/// As [`open`].
pub(crate) fn connect(
    path: &Path,
    key: &Zeroizing<[u8; 32]>,
    migrations: &[&str],
) -> Result<Connection, StoreError> {
    ready()?;
    let mut connection = Connection::open(path)?;
    unlock(&connection, key)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA recursive_triggers = ON; -- without it INSERT OR REPLACE deletes past the triggers
         PRAGMA trusted_schema = OFF;
         PRAGMA secure_delete = ON;
         PRAGMA cache_size = -65536;",
    )?;
    connection.busy_timeout(std::time::Duration::from_secs(10))?;
    connection.set_prepared_statement_cache_capacity(96);
    migrate(&mut connection, migrations)?;
    Ok(connection)
}

/// Readies SQLCipher before the first connection: SQLite calls itself ready a moment earlier, and a connection in that moment is refused
/// its key.
pub(crate) fn ready() -> Result<(), StoreError> {
    static READY: Mutex<bool> = Mutex::new(false);
    let mut ready = READY.lock().unwrap_or_else(PoisonError::into_inner);
    if !*ready {
        drop(Connection::open_in_memory()?);
        *ready = true;
    }
    Ok(())
}

/// Gives a fresh connection its key and sees whether it fits.
///
/// # Errors
/// As [`open`].
pub(crate) fn unlock(connection: &Connection, key: &Zeroizing<[u8; 32]>) -> Result<(), StoreError> {
    let hex = Zeroizing::new(hex::encode(key.as_slice()));
    let pragma = Zeroizing::new(format!("PRAGMA key = \"x'{}'\";", hex.as_str()));
    connection.execute_batch(&pragma)?;
    connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
        .map_err(|error| match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::NotADatabase | rusqlite::ErrorCode::DatabaseCorrupt) => {
                StoreError::WrongKey
            }
            _ => StoreError::from(error),
        })
}

fn migrate(connection: &mut Connection, migrations: &[&str]) -> Result<(), StoreError> {
    let unit = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let version: usize = unit.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let steps = migrations.get(version..).ok_or(StoreError::TooNew { version })?;
    for step in steps {
        unit.execute_batch(step)?;
    }
    unit.pragma_update(None, "user_version", migrations.len())?;
    Ok(unit.commit()?)
}
