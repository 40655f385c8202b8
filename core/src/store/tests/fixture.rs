//! A data directory that can be opened, closed and hurt.

use std::{
    collections::BTreeMap,
    fs,
    io::{Seek, SeekFrom, Write},
    path::PathBuf,
};

use matrix_sdk_crypto::{OlmMachine, types::requests::AnyOutgoingRequest};
use ruma::{DeviceId, OneTimeKeyAlgorithm, UInt, UserId, device_id, user_id};

use crate::store::{Store, StoreError, StoreKey, Unit};

pub(super) struct Home {
    directory: tempfile::TempDir,
}

pub(super) fn key(byte: u8) -> StoreKey {
    StoreKey::from_bytes([byte; 32])
}

pub(super) fn alice() -> (&'static UserId, &'static DeviceId) {
    (user_id!("@alice:example.org"), device_id!("ALICEPHONE"))
}

impl Home {
    pub(super) fn new() -> Self {
        Self {
            directory: tempfile::tempdir().unwrap(),
        }
    }

    pub(super) fn open(&self) -> Result<Store, StoreError> {
        Store::open(self.directory.path(), &key(1))
    }

    pub(super) fn open_with(&self, key: &StoreKey) -> Result<Store, StoreError> {
        Store::open(self.directory.path(), key)
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// Everything in the directory but the lock file, by name, with its bytes.
    pub(super) fn contents(&self) -> Vec<(String, Vec<u8>)> {
        let mut found: Vec<_> = fs::read_dir(self.directory.path())
            .unwrap()
            .map(|entry| entry.unwrap())
            .map(|entry| {
                (
                    entry.file_name().into_string().unwrap(),
                    fs::read(entry.path()).unwrap(),
                )
            })
            .filter(|(name, _)| name != "griffie.lock")
            .collect();
        found.sort();
        found
    }

    /// Overwrites `bytes` bytes of the database from `offset` on.
    pub(super) fn scribble(&self, offset: u64, bytes: usize) {
        let mut file = fs::File::options()
            .write(true)
            .open(self.path("griffie.db"))
            .unwrap();
        file.seek(SeekFrom::Start(offset)).unwrap();
        file.write_all(&vec![0xa5; bytes]).unwrap();
    }
}

/// A table of the test's own, so that these tests do not lean on other topics' rows.
pub(super) async fn with_notes(store: &Store) {
    let unit = store.begin("make notes").await.unwrap();
    unit.write(|c| {
        Ok(c.execute_batch(
            "CREATE TABLE note (seq INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL) STRICT",
        )?)
    })
    .unwrap();
    unit.commit().await.unwrap();
}

pub(super) fn add_note(unit: &Unit, body: &str) -> Result<(), StoreError> {
    unit.write(|c| {
        c.prepare_cached("INSERT INTO note (body) VALUES (?1)")?
            .execute([body])?;
        Ok(())
    })
}

pub(super) fn notes(store: &Store) -> i64 {
    store
        .read(|c| Ok(c.query_row("SELECT count(*) FROM note", [], |row| row.get(0))?))
        .unwrap()
}

pub(super) async fn signed_in(home: &Home) -> Store {
    let store = home.open().unwrap();
    with_notes(&store).await;
    let (user, device) = alice();
    let mut unit = store.begin("create machine").await.unwrap();
    unit.create_machine(user, device).await.unwrap();
    unit.commit().await.unwrap();
    store
}

/// Makes the machine write: it uploads its keys and learns that the server has them.
pub(super) async fn share_account(machine: &OlmMachine) {
    let requests = machine.outgoing_requests().await.unwrap();
    for request in requests {
        let mut counts = BTreeMap::new();
        counts.insert(OneTimeKeyAlgorithm::SignedCurve25519, UInt::from(50_u8));
        let response = ruma::api::client::keys::upload_keys::v3::Response::new(counts);
        if matches!(request.request(), AnyOutgoingRequest::KeysUpload(_)) {
            machine
                .mark_request_as_sent(request.request_id(), &response)
                .await
                .unwrap();
        }
    }
}

/// Whether the machine still wants to upload its keys, which it keeps in the account.
pub(super) async fn wants_upload(unit: &Unit) -> bool {
    let requests = unit.machine().unwrap().outgoing_requests().await.unwrap();
    requests
        .iter()
        .any(|request| matches!(request.request(), AnyOutgoingRequest::KeysUpload(_)))
}
