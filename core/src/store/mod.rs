//! The database: one encrypted file, one writer, one reader, everything of a sync in one transaction (design D2).
//!
//! Reading order: [`open`](mod@open) finds, locks and checks the file; [`Store::begin`] gives a [`Unit`], the only way
//! to write; [`Store::read`] sees committed state only; `crypto_store` keeps the Olm machine's state in the same
//! database; the other files hold the rows of one topic each. The only place with SQL. Must not know: Matrix events,
//! sealing, or anything that waits for a network.

pub(crate) mod activation;
pub(crate) mod archive;
pub(crate) mod aside;
pub(crate) mod attachment;
pub(crate) mod backlog;
#[cfg(feature = "bench")]
pub(crate) mod bench;
pub(crate) mod check;
pub(crate) mod config;
mod connect;
mod crypto_store;
mod damage;
pub(crate) mod earlier;
mod error;
pub(crate) mod fetched;
pub(crate) mod gap;
pub(crate) mod history;
pub(crate) mod identity;
pub(crate) mod journal;
mod key;
mod keycheck;
pub(crate) mod label;
pub(crate) mod leaving;
pub(crate) mod megolm;
pub(crate) mod members;
pub(crate) mod metered;
mod migrations;
mod open;
pub(crate) mod outbox;
pub(crate) mod pending_key;
pub(crate) mod prune;
pub(crate) mod queue;
pub(crate) mod rebuild;
pub(crate) mod recall;
pub(crate) mod recovery;
pub(crate) mod rooms;
pub(crate) mod routing;
pub(crate) mod search;
pub(crate) mod seen;
mod set_aside;
pub(crate) mod sync_state;
pub(crate) mod timeline;
pub(crate) mod told;
pub(crate) mod trust;
mod unit;
pub(crate) mod verification;
mod writer;

#[cfg(test)]
mod tests;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use parking_lot::ReentrantMutex;
pub(crate) use rusqlite::Connection;

pub use self::key::StoreKey;
use self::{damage::DamageMark, unit::MachineSlot, writer::Writer};
pub(crate) use self::{error::StoreError, unit::Unit};

/// The database of one data directory. Cheap to clone; the file is closed with the last clone.
#[derive(Clone)]
pub(crate) struct Store {
    inner: Arc<Inner>,
}

/// Fields close in this order: the reader before the writer, so that the writer is the last connection and leaves no
/// write-ahead log behind. The lock on the directory goes with the writer.
struct Inner {
    reader: ReentrantMutex<Connection>,
    slot: Arc<tokio::sync::Mutex<MachineSlot>>,
    writer: Arc<Writer>,
    mark: Arc<DamageMark>,
    check_due: bool,
    database: PathBuf,
    key: StoreKey,
    salt: Option<[u8; 16]>,
}

impl Store {
    /// Opens the database in `directory`, or makes it there. See [`open`](mod@open) for what is checked when.
    pub(crate) fn open(directory: &Path, key: &StoreKey) -> Result<Self, StoreError> {
        open::open(directory, key)
    }

    /// Reads what is committed. Calls may nest.
    pub(crate) fn read<T>(
        &self,
        sql: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.inner.mark.note(sql(&self.inner.reader.lock()))
    }

    /// Waits for the writer and begins a unit of work. `name` says in errors and logs which one it was.
    pub(crate) async fn begin(&self, name: &'static str) -> Result<Unit, StoreError> {
        let slot = Arc::clone(&self.inner.slot).lock_owned().await;
        self.inner
            .mark
            .note(Unit::start(name, Arc::clone(&self.inner.writer), slot).await)
    }

    /// Gives room that deleted rows took back to the disk.
    async fn shrink(&self) -> Result<(), StoreError> {
        let _alone = Arc::clone(&self.inner.slot).lock_owned().await;
        self.inner.mark.note(self.inner.writer.shrink())
    }

    /// Databases that earlier opens set aside and that are still there, for whoever reports or rescues them.
    pub(crate) fn set_aside(&self) -> Result<Vec<PathBuf>, StoreError> {
        set_aside::found(&self.inner.database)
    }
}
