//! Opens connections with the settings that the promises rest on.
//!
//! SQLCipher 4: AES-256-CBC with a random IV per page write and HMAC-SHA512 per page, so a damaged or forged page is
//! refused when it is read, not believed. The raw key skips the passphrase derivation.

use std::{
    path::Path,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, config::DbConfig};

use super::{error::StoreError, key::StoreKey};

/// 3.51.3 is the first release (of those without withdrawn features) with the fix of the WAL-reset bug, by which two
/// connections could corrupt a database in WAL mode: <https://sqlite.org/wal.html#walresetbug>.
const OLDEST_SQLITE: i32 = 3_051_003;

/// Enough for every statement of the core, so that none is prepared twice.
const STATEMENTS: usize = 256;

/// Readies the library, and refuses a SQLite without the fix, whoever linked it.
///
/// SQLite calls itself ready a moment before SQLCipher is (`isInit` is set, then `SQLITE_EXTRA_INIT` runs): a second connection in that
/// moment is refused its key. So the first one of a process is made alone, and thrown away.
pub(super) fn ready() -> Result<(), StoreError> {
    static READY: Mutex<bool> = Mutex::new(false);
    let found = rusqlite::version_number();
    if found < OLDEST_SQLITE {
        return Err(StoreError::TooOldSqlite { found });
    }
    let mut ready = READY.lock().unwrap_or_else(PoisonError::into_inner);
    if !*ready {
        drop(Connection::open_in_memory()?);
        *ready = true;
    }
    Ok(())
}

/// The connection that writes; makes the file if there is none. Reads the first page and the schema, so it fails here
/// if key or file are wrong. Until [`settle`] it leaves the file as it is.
pub(super) fn writer(file: &Path, key: &StoreKey, salt: Option<&[u8; 16]>) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let connection = Connection::open_with_flags(file, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    unlock(&connection, key, salt)?;
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(connection)
}

/// Settings of the writer that change the file; only after the key has proved right.
pub(super) fn settle(connection: &Connection) -> Result<(), StoreError> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if !mode.eq_ignore_ascii_case("wal") {
        return Err(StoreError::Malformed("journal mode"));
    }
    // FULL: each COMMIT is on the disk before it returns; an acknowledged record survives a power cut.
    connection.pragma_update(None, "synchronous", "FULL")?;
    if cfg!(target_vendor = "apple") {
        connection.pragma_update(None, "fullfsync", true)?;
        connection.pragma_update(None, "checkpoint_fullfsync", true)?;
    }
    // After a burst the log shrinks back, so that a device with little room gets it back.
    connection.pragma_update(None, "journal_size_limit", 16 * 1024 * 1024)?;
    Ok(())
}

/// A connection that can only read, and sees only what is committed.
pub(super) fn reader(file: &Path, key: &StoreKey, salt: Option<&[u8; 16]>) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)?;
    unlock(&connection, key, salt)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

fn unlock(connection: &Connection, key: &StoreKey, salt: Option<&[u8; 16]>) -> Result<(), StoreError> {
    // SQLCipher writes to standard error by itself; what matters comes back as an error code.
    connection.pragma_update(None, "cipher_log_level", "NONE")?;
    connection.pragma_update(None, "key", key.literal(salt).as_str())?;
    // Pinned, so that a later SQLCipher with other defaults still opens what this one wrote.
    connection.pragma_update(None, "cipher_compatibility", 4)?;
    if salt.is_some() {
        // iOS kills an app in the background that holds a lock on a shared file, unless it can see by the header that
        // it is SQLite in WAL mode; so the first 32 bytes stay plain and the salt lives in a file of its own.
        connection.pragma_update(None, "cipher_plaintext_header_size", 32)?;
    }
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    // Decrypted pages; 16 MiB a connection keeps the hot indices in memory.
    connection.pragma_update(None, "cache_size", -16 * 1024)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::{env, process::Command, sync::Barrier, thread};

    use super::*;

    const THREADS: usize = 8;

    /// Opens databases at one moment, the first of this process.
    fn at_once() {
        let dir = tempfile::tempdir().unwrap();
        let moment = Barrier::new(THREADS);
        thread::scope(|scope| {
            for number in 0..THREADS {
                let (file, moment) = (dir.path().join(number.to_string()), &moment);
                scope.spawn(move || {
                    moment.wait();
                    ready().unwrap();
                    writer(&file, &StoreKey::from_bytes([1; 32]), None).unwrap();
                });
            }
        });
    }

    /// Only the first moment of a process counts, so each try is a process. Without [`ready`] one try in 150 fails.
    #[test]
    fn connections_at_the_first_moment_of_a_process_all_open() {
        const INSIDE: &str = "GRIFFIE_FIRST_MOMENT";
        if env::var_os(INSIDE).is_some() {
            return at_once();
        }
        let name = format!(
            "{}::connections_at_the_first_moment_of_a_process_all_open",
            module_path!()
        );
        let name = name.split_once("::").unwrap().1;
        // One shell makes the processes: a fork of this one would hold the locks of tests beside it for a moment.
        let tries = "i=0; while [ $i -lt 500 ]; do \"$0\" --exact \"$1\" || exit 1; i=$((i+1)); done";
        let done = Command::new("sh")
            .args(["-c", tries])
            .arg(env::current_exe().unwrap())
            .arg(name)
            .env(INSIDE, "1")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&done.stdout);
        assert!(done.status.success(), "{said}");
        assert_eq!(said.matches("1 passed").count(), 500);
    }
}
