//! The Olm machine's state, in the same database and the same transaction as the records (design D2).
//!
//! [`SqlCryptoStore`] implements matrix-sdk-crypto's `CryptoStore` in `cryptostore.rs`; the SQL is in one file a topic,
//! plain functions over a connection. Values are JSON of the machine's own types (`codec.rs`).

pub(super) mod account;
mod best;
mod bundles;
mod codec;
mod cryptostore;
mod custom_values;
mod devices;
mod gossip;
mod inbound;
mod locks;
mod olm_sessions;
mod outbound;
mod room_settings;
mod save_changes;
mod secrets;
mod session_cache;
mod tracked_users;
mod user_identities;
mod values;
mod withheld;

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use matrix_sdk_crypto::olm::StaticAccountData;
use parking_lot::Mutex;
use rusqlite::Connection;

use self::session_cache::SessionCache;
#[cfg(test)]
use super::Store;
use super::{error::StoreError, writer::Writer};

/// Named in errors when a write of the machine fails.
const STEP: &str = "encryption";

/// One per Olm machine, and dropped with it: the cache inside is as far ahead of the disk as the machine itself.
pub(super) struct SqlCryptoStore {
    writer: Arc<Writer>,
    access: Access,
    closed: AtomicBool,
    account: Mutex<Option<StaticAccountData>>,
    inbound: Mutex<SessionCache>,
}

/// When this store may touch the database.
enum Access {
    /// Only inside the units of the machine it belongs to.
    Unit(Arc<AtomicBool>),
    /// At any time, each call in a transaction of its own: how the conformance suite calls a store.
    #[cfg(test)]
    Alone { _keeps_open: Store },
}

impl std::fmt::Debug for SqlCryptoStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SqlCryptoStore")
    }
}

impl SqlCryptoStore {
    /// A store that works while `open` is set, inside the transaction that is then open.
    pub(super) fn new(writer: Arc<Writer>, open: Arc<AtomicBool>) -> Self {
        Self::with_access(writer, Access::Unit(open))
    }

    #[cfg(test)]
    pub(super) fn alone(store: Store) -> Self {
        Self::with_access(
            Arc::clone(&store.inner.writer),
            Access::Alone { _keeps_open: store },
        )
    }

    fn with_access(writer: Arc<Writer>, access: Access) -> Self {
        Self {
            writer,
            access,
            closed: AtomicBool::new(false),
            account: Mutex::default(),
            inbound: Mutex::default(),
        }
    }

    fn run<T>(&self, sql: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        if self.closed.load(Ordering::Acquire) {
            return Err(StoreError::UnitFailed(STEP));
        }
        match &self.access {
            Access::Unit(open) if open.load(Ordering::Acquire) => self.writer.step(STEP, sql),
            Access::Unit(_) => Err(StoreError::UnitFailed(STEP)),
            #[cfg(test)]
            Access::Alone { .. } => self.writer.step_alone(STEP, sql),
        }
    }

    /// The unchanging part of the account; the machine loads or saves the account before anything else.
    fn static_account(&self) -> Result<StaticAccountData, StoreError> {
        self.account.lock().clone().ok_or(StoreError::NotSignedIn)
    }

    #[cfg(test)]
    pub(super) fn get_static_account(&self) -> Option<StaticAccountData> {
        self.account.lock().clone()
    }
}
