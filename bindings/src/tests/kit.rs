//! A phone: a folder, a key store and a platform without a network.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU32, Ordering},
};

use griffie_core::platform::NetworkKind;

use crate::{Griffie, GriffieError, HookError, OpenOptions, Platform, SecretStore, SecretStoreError};

/// A key store in memory, with the faults that real ones have.
#[derive(Clone, Default)]
pub(super) struct Keys(Arc<Drawer>);

#[derive(Default)]
struct Drawer {
    kept: Mutex<Option<Vec<u8>>>,
    fault: Mutex<Option<SecretStoreError>>,
    writes: AtomicU32,
}

impl Keys {
    pub(super) fn kept(&self) -> Option<Vec<u8>> {
        self.0.kept.lock().unwrap().clone()
    }

    pub(super) fn put(&self, key: Option<Vec<u8>>) {
        *self.0.kept.lock().unwrap() = key;
    }

    pub(super) fn fail(&self, fault: Option<SecretStoreError>) {
        *self.0.fault.lock().unwrap() = fault;
    }

    pub(super) fn writes(&self) -> u32 {
        self.0.writes.load(Ordering::SeqCst)
    }

    fn works(&self) -> Result<(), SecretStoreError> {
        self.0.fault.lock().unwrap().map_or(Ok(()), Err)
    }
}

impl SecretStore for Keys {
    fn read(&self, name: String) -> Result<Option<Vec<u8>>, SecretStoreError> {
        assert_eq!(name, "griffie.database.key");
        self.works()?;
        Ok(self.kept())
    }

    fn write(&self, name: String, value: Vec<u8>) -> Result<(), SecretStoreError> {
        assert_eq!(name, "griffie.database.key");
        self.works()?;
        self.0.writes.fetch_add(1, Ordering::SeqCst);
        self.put(Some(value));
        Ok(())
    }
}

/// A platform whose every hook throws: the core must not care.
struct Broken;

impl Platform for Broken {
    fn network(&self) -> Result<NetworkKind, HookError> {
        Err(HookError::Failed)
    }

    fn battery_saver(&self) -> Result<bool, HookError> {
        Err(HookError::Failed)
    }

    fn free_disk_bytes(&self) -> Result<Option<u64>, HookError> {
        Err(HookError::Failed)
    }

    fn app_build(&self) -> Result<String, HookError> {
        Err(HookError::Failed)
    }

    fn os_version(&self) -> Result<String, HookError> {
        Err(HookError::Failed)
    }
}

/// Opens the core in a folder.
pub(super) async fn open(folder: &tempfile::TempDir, keys: &Keys) -> Result<Arc<Griffie>, GriffieError> {
    let options = OpenOptions {
        data_dir: folder.path().to_str().unwrap().to_owned(),
        certificate_authorities: None,
    };
    Griffie::open(options, Box::new(keys.clone()), Box::new(Broken)).await
}

/// A core in a folder of its own.
pub(super) async fn fresh() -> (tempfile::TempDir, Arc<Griffie>) {
    let folder = tempfile::tempdir().unwrap();
    let griffie = open(&folder, &Keys::default()).await.unwrap();
    (folder, griffie)
}
