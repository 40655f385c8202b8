//! A vault in a folder of its own, a log that lists what devices seal, and what a test asks of them.

use std::{path::Path, sync::Arc};

use griffie_wire::{
    Millis, SigningKey,
    api::StoredObject,
    gso1::{Envelope, Recipient, SealedObject, Suite, parse},
    note::{Frontier, LogKey},
};
use tempfile::TempDir;

use super::Device;
use crate::{
    Arriving, Ingested, Setup, Vault,
    clock::StandingClock,
    ingest::{ingest, pin_device},
    store::{faults, objects},
};

pub(in crate::tests) const NOW: Millis = Millis(1_793_800_000_000);

/// The organisation's offline root.
pub(in crate::tests) fn root_key() -> SigningKey {
    SigningKey::from_seed(&[9; 32])
}

pub(in crate::tests) struct World {
    pub(in crate::tests) dir: TempDir,
    pub(in crate::tests) vault: Vault,
    pub(in crate::tests) recipient: Recipient,
    pub(in crate::tests) log: LogKey,
    pub(in crate::tests) listed: Vec<Arriving>,
}

impl World {
    pub(in crate::tests) fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let setup = Setup {
            dir: dir.path().join("vault"),
            gateway_socket: dir.path().join("gateway.sock"),
            root: root_key().public(),
            suite: Suite::XWing,
        };
        let (vault, keys) = Vault::create(&setup, Arc::new(StandingClock(NOW))).unwrap();
        let log = LogKey::from_seed(&[77; 32], "gateway.example/log").unwrap();
        vault
            .pin_tenant_and_log(griffie_wire::TenantId::from_bytes([1; 16]), &log.vkey())
            .unwrap();
        Self {
            dir,
            vault,
            recipient: keys.recipient().clone(),
            log,
            listed: Vec::new(),
        }
    }

    /// A device that the vault has met.
    pub(in crate::tests) fn device(&self, number: u8, user_id: &str) -> Device {
        let device = Device::new(number, user_id, &self.recipient);
        pin_device(&self.vault, &device.info).unwrap();
        device
    }

    pub(in crate::tests) fn path(&self) -> &Path {
        self.dir.path()
    }

    /// The log lists the object as what its header says.
    pub(in crate::tests) fn lists(&mut self, object: &SealedObject) -> Arriving {
        let Envelope {
            header, object_id, ..
        } = parse(&object.bytes).unwrap();
        let listed = StoredObject {
            index: self.listed.len() as u64,
            object_id,
            device: header.device,
            epoch: header.epoch,
            seq: header.seq,
            size: object.bytes.len() as u64,
            received: NOW,
        };
        let arriving = Arriving {
            listed,
            bytes: object.bytes.clone(),
        };
        self.listed.push(arriving.clone());
        arriving
    }

    /// Lists the objects and takes them in.
    pub(in crate::tests) fn takes(&mut self, sealed: &[SealedObject]) -> Ingested {
        let arriving: Vec<Arriving> = sealed.iter().map(|object| self.lists(object)).collect();
        ingest(&mut self.vault, &arriving).unwrap()
    }

    /// Takes in what the log lists, of which the gateway does not give the bytes of these places.
    pub(in crate::tests) fn takes_without_bytes(&mut self, mut listed: Vec<Arriving>, lost: &[u64]) {
        for arriving in &mut listed {
            if lost.contains(&arriving.listed.index) {
                arriving.bytes.clear();
            }
        }
        ingest(&mut self.vault, &listed).unwrap();
    }

    /// `accepted`, `held:<reason>` or `rejected:<code>`, for each object of the log.
    pub(in crate::tests) fn states(&self) -> Vec<String> {
        let rows = objects::page(&self.vault.store, 0, 10_000).unwrap();
        let state = |row: &objects::ObjectRow| match row.reason.as_str() {
            "" => row.state.name().to_owned(),
            reason => format!("{}:{reason}", row.state.name()),
        };
        rows.iter().map(state).collect()
    }

    pub(in crate::tests) fn fault_codes(&self) -> Vec<String> {
        faults::all(&self.vault.store)
            .unwrap()
            .into_iter()
            .map(|row| row.code)
            .collect()
    }

    pub(in crate::tests) fn records(&self) -> u64 {
        self.vault
            .store
            .query_row("SELECT count(*) FROM record", [], |row| row.get(0))
            .unwrap()
    }

    /// The gateway's signed checkpoint over the first `size` objects.
    pub(in crate::tests) fn checkpoint(&self, size: usize) -> String {
        let mut tree = Frontier::default();
        self.listed
            .iter()
            .take(size)
            .for_each(|object| tree.push(object.listed.leaf().hash()));
        let state = tree.state();
        self.log.sign_checkpoint(state.size, state.root)
    }
}
