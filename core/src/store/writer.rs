//! The one connection that writes, shared by the running unit of work and the crypto store of its Olm machine.
//!
//! The lock is re-entrant, because SQL of a unit may call a function that itself writes through the unit; it is only
//! ever held inside a synchronous closure, never across an `.await`. Who may write is decided by the unit.

use std::{
    fs::File,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use parking_lot::ReentrantMutex;
use rusqlite::Connection;

use super::{damage::DamageMark, error::StoreError};

pub(crate) struct Writer {
    connection: ReentrantMutex<Connection>,
    /// A step of the running unit failed. SQLite may have rolled back already, and the machine's memory may be ahead
    /// of the database; either way nothing of this unit may be committed.
    failed: AtomicBool,
    mark: Arc<DamageMark>,
    /// Kept here rather than by the store, because a machine that somebody still holds keeps the connection open.
    _lock: File,
}

impl Writer {
    pub(super) fn new(connection: Connection, mark: Arc<DamageMark>, lock: File) -> Self {
        Self {
            connection: ReentrantMutex::new(connection),
            failed: AtomicBool::new(false),
            mark,
            _lock: lock,
        }
    }

    /// Opens a transaction that holds the write lock of the database.
    pub(crate) fn begin(&self) -> Result<(), StoreError> {
        self.failed.store(false, Ordering::Release);
        self.execute("BEGIN IMMEDIATE")
    }

    /// Runs `step` inside the transaction that is open. Some errors (a full disk above all) make SQLite roll back by
    /// itself, after which each further statement would be committed alone: those are refused.
    pub(crate) fn step<T>(
        &self,
        name: &'static str,
        step: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let connection = self.connection.lock();
        if self.failed.load(Ordering::Acquire) || connection.is_autocommit() {
            self.failed.store(true, Ordering::Release);
            return Err(StoreError::UnitFailed(name));
        }
        self.mark
            .note(step(&connection))
            .inspect_err(|_| self.failed.store(true, Ordering::Release))
    }

    /// Runs `step` in a transaction of its own if none is open, else inside the open one.
    #[cfg(test)]
    pub(crate) fn step_alone<T>(
        &self,
        name: &'static str,
        step: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let connection = self.connection.lock();
        if !connection.is_autocommit() {
            return self.step(name, step);
        }
        self.begin()?;
        match self
            .step(name, step)
            .and_then(|value| self.commit(name).map(|()| value))
        {
            Ok(value) => Ok(value),
            Err(error) => {
                self.roll_back();
                Err(error)
            }
        }
    }

    /// COMMIT, refused if any step failed.
    pub(crate) fn commit(&self, name: &'static str) -> Result<(), StoreError> {
        let connection = self.connection.lock();
        if self.failed.load(Ordering::Acquire) || connection.is_autocommit() {
            return Err(StoreError::UnitFailed(name));
        }
        self.execute("COMMIT")
    }

    /// VACUUM, and a log of length 0; outside any transaction.
    pub(super) fn shrink(&self) -> Result<(), StoreError> {
        let connection = self.connection.lock();
        connection.execute_batch("VACUUM")?;
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }

    /// ROLLBACK if a transaction is open. An error here means that SQLite has none to roll back any more, or that the
    /// connection is beyond use; in both cases nothing was committed and the next BEGIN reports it.
    pub(crate) fn roll_back(&self) {
        let connection = self.connection.lock();
        if !connection.is_autocommit()
            && let Err(error) = self.execute("ROLLBACK")
        {
            tracing::error!(code = ?rusqlite_code(&error), "rollback");
        }
    }

    fn execute(&self, sql: &'static str) -> Result<(), StoreError> {
        self.connection.lock().prepare_cached(sql)?.execute([])?;
        Ok(())
    }
}

fn rusqlite_code(error: &StoreError) -> Option<i32> {
    match error {
        StoreError::Sqlite(error) => error.sqlite_error().map(|found| found.extended_code),
        _ => None,
    }
}
