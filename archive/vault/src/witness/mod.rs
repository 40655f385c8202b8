//! An independent witness of a log (c2sp.org/tlog-witness): co-signs what only grows, and keeps the proof when it does not.
//!
//! Its own folder, database and key, best under another administrator: then gateway and vault together cannot show two logs to
//! different people (docs/threat-model.md). It must not know objects, devices or the vault's database; it sees sizes and hashes.
//!
//! Reading order: [`request`] (what is asked), [`judge`] (what is answered), [`rows`] (what is kept), [`face`] (HTTP).

mod error;
pub(crate) mod face;
mod judge;
pub(crate) mod request;
mod rows;

#[cfg(test)]
mod tests;

use std::{fs::DirBuilder, os::unix::fs::DirBuilderExt as _, path::Path, sync::Arc};

use griffie_wire::note::{CosignerKey, LogVerifier};
use rusqlite::Connection;

pub use self::{error::WitnessError, face::serve};
use crate::{
    clock::Clock,
    keys::{KeysError, random_seed, seed_file, write_secret},
    store::connect,
};

const DATABASE: &str = "witness.db";
const STORE_KEY: &str = "store.key";
const KEY: &str = "witness.key";
/// Migrations in order; never edited after merge.
const MIGRATIONS: &[&str] = &[include_str!("migrations/0001_witness.sql")];

/// An open witness.
pub struct Witness {
    store: Connection,
    key: CosignerKey,
    clock: Arc<dyn Clock>,
}

impl Witness {
    /// Makes a new witness with a fresh key under this name, by custom a URL without scheme.
    ///
    /// # Errors
    /// [`WitnessError`]; an existing witness is never touched.
    pub fn create(dir: &Path, name: &str, clock: Arc<dyn Clock>) -> Result<Self, WitnessError> {
        let (seed, store) = (random_seed()?, random_seed()?);
        // Before anything is written: a name that cannot stand in a note leaves no folder behind.
        CosignerKey::from_seed(&seed, name)?;
        DirBuilder::new().recursive(true).mode(0o700).create(dir)?;
        write_secret(&dir.join(KEY), seed.as_slice()).map_err(KeysError::from)?;
        write_secret(&dir.join(STORE_KEY), store.as_slice()).map_err(KeysError::from)?;
        rows::set_name(&connect(&dir.join(DATABASE), &store, MIGRATIONS)?, name)?;
        Self::open(dir, clock)
    }

    /// Opens a witness.
    ///
    /// # Errors
    /// [`WitnessError`] when a key is missing or open to others, or the database is not of that key.
    pub fn open(dir: &Path, clock: Arc<dyn Clock>) -> Result<Self, WitnessError> {
        let (seed, store) = (seed_file(dir, KEY)?, seed_file(dir, STORE_KEY)?);
        let path = dir.join(DATABASE);
        if !path.is_file() {
            // An empty book would co-sign anything.
            return Err(WitnessError::NotSetUp);
        }
        let store = connect(&path, &store, MIGRATIONS)?;
        let name = rows::name(&store)?.ok_or(WitnessError::NotSetUp)?;
        let key = CosignerKey::from_seed(&seed, &name)?;
        Ok(Self { store, key, clock })
    }

    /// Follows a log, for good under this key.
    ///
    /// # Errors
    /// [`WitnessError`] when it is no key of a log, or the log of its name has another.
    pub fn follow(&self, vkey: &str) -> Result<(), WitnessError> {
        vkey.parse::<LogVerifier>()?;
        let origin = vkey.split('+').next().unwrap_or_default();
        if rows::follow(&self.store, origin, vkey)? {
            Ok(())
        } else {
            Err(WitnessError::OtherLog)
        }
    }

    /// The verifier key of this witness.
    #[must_use]
    pub fn vkey(&self) -> String {
        self.key.vkey()
    }

    /// What logs signed against themselves: code, size, the request as it came.
    ///
    /// # Errors
    /// [`WitnessError`] when the database fails.
    pub fn evidence(&self) -> Result<Vec<(String, u64, String)>, WitnessError> {
        rows::evidence(&self.store)
    }
}
