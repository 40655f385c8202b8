//! The vault's folder, opened: its database, its files, its keys, its clock.

use std::{
    collections::BTreeMap,
    fs::DirBuilder,
    os::unix::fs::DirBuilderExt as _,
    path::{Path, PathBuf},
    sync::Arc,
};

use griffie_wire::{Millis, PublicKey, TenantId, gso1::Suite};
use rusqlite::Connection;

use crate::{
    check::SessionCache,
    clock::Clock,
    error::VaultError,
    keep::files::{Files, FilesError},
    keys::{Custody, FileKeys},
    store::{
        self,
        settings::{self, Setting},
    },
};

/// An open vault. One process at a time takes in objects; SQLite's lock sees to that.
pub struct Vault {
    pub(crate) store: Connection,
    pub(crate) files: Files,
    pub(crate) keys: Box<dyn Custody>,
    pub(crate) sessions: SessionCache,
    pub(crate) clock: Arc<dyn Clock>,
    /// Witnesses that did not answer, and until when they are left alone.
    pub(crate) witness_pauses: BTreeMap<String, Millis>,
}

/// What a new vault is told.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Folder of the vault.
    pub dir: PathBuf,
    /// The gateway's internal socket.
    pub gateway_socket: PathBuf,
    /// The organisation's root key.
    pub root: PublicKey,
    /// Suite of the archive key.
    pub suite: Suite,
}

/// Name of the co-signer. The key tells vaults apart, so that the name can be the same in all.
pub(crate) const COSIGNER_NAME: &str = "griffie-vault";

impl Vault {
    /// Makes a new vault with fresh keys.
    ///
    /// # Errors
    /// [`VaultError`]; an existing vault is never touched.
    pub fn create(setup: &Setup, clock: Arc<dyn Clock>) -> Result<(Self, FileKeys), VaultError> {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&setup.dir)
            .map_err(FilesError::from)?;
        let keys = FileKeys::create(&setup.dir, setup.suite, COSIGNER_NAME)?;
        let socket = std::path::absolute(&setup.gateway_socket).map_err(FilesError::from)?;
        let vault = Self::open(&setup.dir, clock)?;
        vault.pin(
            Setting::GatewaySocket,
            &socket.to_string_lossy(),
            "gateway socket",
        )?;
        vault.pin(Setting::Root, &setup.root.to_string(), "root key")?;
        Ok((vault, keys))
    }

    /// Opens a vault with the keys in its folder.
    ///
    /// # Errors
    /// [`VaultError`] when a key is missing or open to others, or the database is not of this vault.
    pub fn open(dir: &Path, clock: Arc<dyn Clock>) -> Result<Self, VaultError> {
        let keys = FileKeys::load(dir, COSIGNER_NAME)?;
        Self::with_keys(dir, Box::new(keys), clock)
    }

    /// Opens a vault whose keys someone else holds.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn with_keys(dir: &Path, keys: Box<dyn Custody>, clock: Arc<dyn Clock>) -> Result<Self, VaultError> {
        let store = store::open(&dir.join("vault.db"), keys.store_key())?;
        Ok(Self {
            store,
            files: Files::new(dir),
            keys,
            sessions: SessionCache::default(),
            clock,
            witness_pauses: BTreeMap::new(),
        })
    }

    /// The gateway's internal socket.
    ///
    /// # Errors
    /// [`VaultError::NotSetUp`] before `init`.
    pub fn gateway_socket(&self) -> Result<PathBuf, VaultError> {
        let path = settings::get(&self.store, Setting::GatewaySocket)?;
        path.map(PathBuf::from)
            .ok_or(VaultError::NotSetUp("gateway socket", "init"))
    }

    /// The organisation's root key.
    ///
    /// # Errors
    /// [`VaultError::NotSetUp`] before `init`.
    pub fn root(&self) -> Result<PublicKey, VaultError> {
        let key =
            settings::get(&self.store, Setting::Root)?.ok_or(VaultError::NotSetUp("root key", "init"))?;
        key.parse().map_err(|_| VaultError::Malformed("root key"))
    }

    /// Whom the vault archives for, once a seal configuration was signed.
    pub(crate) fn tenant(&self) -> Result<Option<TenantId>, VaultError> {
        let tenant = settings::get(&self.store, Setting::Tenant)?;
        tenant
            .map(|tenant| tenant.parse().map_err(|_| VaultError::Malformed("tenant")))
            .transpose()
    }

    /// Verifier key of the gateway's log, once a seal configuration was signed.
    pub(crate) fn log(&self) -> Result<Option<String>, VaultError> {
        Ok(settings::get(&self.store, Setting::Log)?)
    }

    /// Has a witness co-sign checkpoints from now on.
    ///
    /// # Errors
    /// [`VaultError::Malformed`] when it is no key of a witness or no address.
    pub fn ask_witness(&self, vkey: &str, url: &str) -> Result<(), VaultError> {
        let vkey = vkey
            .trim()
            .parse()
            .map_err(|_| VaultError::Malformed("key of the witness"))?;
        let usable = reqwest::Url::parse(url)
            .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
        if !usable {
            return Err(VaultError::Malformed("address of the witness"));
        }
        Ok(store::witnesses::ask(&self.store, &vkey, url)?)
    }

    /// Fixes organisation and log for good.
    ///
    /// # Errors
    /// [`VaultError::OtherSetting`] when they were fixed to others before.
    pub fn pin_tenant_and_log(&self, tenant: TenantId, log: &str) -> Result<(), VaultError> {
        self.pin(Setting::Tenant, &tenant.to_string(), "organisation")?;
        self.pin(Setting::Log, log, "log key")
    }

    fn pin(&self, setting: Setting, value: &str, name: &'static str) -> Result<(), VaultError> {
        if settings::pin(&self.store, setting, value)? == value {
            Ok(())
        } else {
            Err(VaultError::OtherSetting(name))
        }
    }
}
