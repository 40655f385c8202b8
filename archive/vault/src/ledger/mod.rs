//! The ledger: the homeserver's own list of events, kept as an independent witness (design D11, requirement 000-OP-01).
//!
//! An application service: the homeserver pushes every event of the organisation's users, as ciphertext, and repeats until we say that
//! it is on our disk. After downtime of ours [`walk`] compares room by room with the homeserver's list. Its own folder, database and
//! key: whoever runs the vault cannot quietly shorten it. Must not know the vault's database, devices or archive keys.
//!
//! Reading order: [`registration`] (what the homeserver's operator installs), [`event`] (what is kept of an event), [`rows`] (the
//! database), [`face`] (what the homeserver calls), [`admin`] and [`walk`] (catching up), [`run`] (all of it until told to stop).

mod admin;
mod error;
mod event;
mod face;
pub mod registration;
pub(crate) mod rows;
mod run;
mod walk;

#[cfg(test)]
mod tests;

use std::{fs::DirBuilder, os::unix::fs::DirBuilderExt as _, path::Path, sync::Arc};

use griffie_wire::Sha256;
use parking_lot::Mutex;
use rusqlite::{Connection, OpenFlags};

use self::{admin::Admin, registration::Registration};
pub use self::{
    error::LedgerError,
    run::{ServeLedger, serve},
    walk::Walked,
};
use crate::{
    clock::Clock,
    keys::{random_seed, seed_file, write_secret},
    store::{StoreError, connect},
};

const DATABASE: &str = "ledger.db";
const KEY: &str = "store.key";
/// Migrations in order; never edited after merge.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_ledger.sql"),
    include_str!("migrations/0002_transactions_go.sql"),
];

/// An open ledger.
pub struct Ledger {
    pub(crate) store: Connection,
    clock: Arc<dyn Clock>,
}

impl Ledger {
    /// Makes a new ledger and gives the registration that belongs to it; its token is kept here only as a digest.
    ///
    /// # Errors
    /// [`LedgerError`]; an existing ledger is never touched.
    pub fn create(
        dir: &Path,
        server_name: &str,
        url: &str,
        clock: Arc<dyn Clock>,
    ) -> Result<(Self, Registration), LedgerError> {
        let registration = Registration::new(server_name, url)?;
        DirBuilder::new().recursive(true).mode(0o700).create(dir)?;
        write_secret(&dir.join(KEY), random_seed()?.as_slice()).map_err(crate::keys::KeysError::from)?;
        let ledger = Self::open(dir, clock)?;
        let digest = Sha256::of(registration.hs_token().as_bytes());
        rows::settings::set(&ledger.store, "server_name", server_name)?;
        rows::settings::set(&ledger.store, "hs_token_sha256", &digest.to_string())?;
        Ok((ledger, registration))
    }

    /// Opens a ledger.
    ///
    /// # Errors
    /// [`LedgerError`] when its key is missing or open to others, or the database is not of that key.
    pub fn open(dir: &Path, clock: Arc<dyn Clock>) -> Result<Self, LedgerError> {
        let key = seed_file(dir, KEY)?;
        let store = connect(&dir.join(DATABASE), &key, MIGRATIONS)?;
        Ok(Self { store, clock })
    }
}

/// Compares a ledger with the homeserver's list, room by room, and takes in what is not there.
///
/// # Errors
/// [`LedgerError`]; what was taken in before stays.
pub async fn walk_once(ledger: Ledger, homeserver: &str, admin_token: &str) -> Result<Walked, LedgerError> {
    let admin = Admin::new(homeserver, admin_token)?;
    walk::walk(&Mutex::new(ledger), &admin).await
}

/// The database of a ledger whose process may be running: for reading beside it.
pub(crate) fn open_reading(dir: &Path) -> Result<Connection, LedgerError> {
    let key = seed_file(dir, KEY)?;
    let path = dir.join(DATABASE);
    if !path.is_file() {
        return Err(LedgerError::NoLedger(path));
    }
    crate::store::ready()?;
    let connection = Connection::open_with_flags(
        &path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )
    .map_err(StoreError::from)?;
    crate::store::unlock(&connection, &key)?;
    connection
        .pragma_update(None, "query_only", true)
        .map_err(StoreError::from)?;
    Ok(connection)
}

/// Lists events as a transaction of the homeserver's would.
#[cfg(test)]
pub(crate) fn witness(ledger: &mut Ledger, events: Vec<serde_json::Value>) {
    let taken = face::take_in(ledger, events).expect("a ledger in a test's folder");
    assert_eq!(taken.odd, 0);
}
