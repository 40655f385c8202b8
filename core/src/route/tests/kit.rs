//! An organisation's keys and a device that trusts them: real store, real sealing, real receipts. No gateway: answers are made here.

use std::{path::Path, sync::Arc};

use griffie_wire::{
    api::{DeviceConfig, DocumentLines},
    gso1::{ArchiveKey, Suite},
    ids::{DeviceId, EntryNo, Epoch, Millis, Seq, TenantId},
    key::SigningKey,
    leaf::{Leaf, document::DocumentLeaf},
    note::{CosignerKey, LogKey, add_signature},
    policy::Policy,
    receipt::Receipt,
    record::{Fact, GapClosedFact},
    seal_config::{RecipientKey, SealConfig},
    signed::{DocumentKind, SignedDocument},
};

use crate::{
    clock::{Clock, TestClock},
    outbox::leaf_of,
    route::config,
    store::{
        Store, StoreKey,
        identity::{self, Identity},
        journal, outbox,
    },
};

pub(crate) const NOW: Millis = Millis(1_790_000_000_000);
pub(crate) const TENANT: TenantId = TenantId::from_bytes([7; 16]);
pub(crate) const DEVICE: DeviceId = DeviceId::from_bytes([8; 16]);
pub(crate) const EPOCH: Epoch = Epoch::from_bytes([9; 16]);

/// Root, gateway's log and vault of one organisation.
pub(crate) struct Organisation {
    pub(crate) root: SigningKey,
    pub(crate) archive: ArchiveKey,
    log: LogKey,
    vault: CosignerKey,
}

impl Organisation {
    pub(crate) fn new(seed: u8) -> Self {
        Self {
            root: SigningKey::from_seed(&[seed; 32]),
            archive: ArchiveKey::generate(Suite::XWing),
            log: LogKey::from_seed(&[seed + 1; 32], "log.example").unwrap(),
            vault: CosignerKey::from_seed(&[seed + 2; 32], "vault.example").unwrap(),
        }
    }

    /// The same organisation once it has other keys for log and vault.
    pub(crate) fn rotated(self, seed: u8) -> Self {
        Self {
            root: self.root,
            ..Self::new(seed)
        }
    }

    pub(crate) fn seal_config(&self, version: u32) -> SealConfig {
        SealConfig {
            schema: griffie_wire::seal_config::SCHEMA,
            tenant: TENANT,
            version,
            suite: Suite::XWing.byte(),
            recipients: vec![RecipientKey::from(self.archive.recipient().clone())],
            valid_from: Millis(0),
            expires: Millis(NOW.0 + 1_000_000_000),
            log: self.log.vkey(),
            vault: self.vault.vkey(),
            witnesses: None,
            gateways: vec!["http://127.0.0.1:1".to_owned()],
        }
    }

    pub(crate) fn policy(version: u32) -> Policy {
        Policy {
            prune_after_seconds: 3600,
            segment_seconds: 900,
            ..Policy::standard("test", version)
        }
    }

    pub(crate) fn offers(&self, seal_config: &SealConfig, policy: &Policy) -> DeviceConfig {
        let documents = (
            seal_config.sign(&self.root).unwrap(),
            policy.sign(&self.root).unwrap(),
        );
        let lines = DocumentLines {
            seal_config: self.line(DocumentKind::SealConfig, seal_config.version, &documents.0),
            policy: self.line(DocumentKind::Policy, policy.version, &documents.1),
        };
        DeviceConfig {
            seal_config: documents.0,
            policy: documents.1,
            resend: Vec::new(),
            server_time: NOW,
            lines: Some(lines),
            recalls: Vec::new(),
        }
    }

    /// The proof that this document is in the log: one of this line alone.
    pub(crate) fn line(&self, kind: DocumentKind, version: u32, document: &SignedDocument) -> String {
        let leaf = DocumentLeaf::of(kind, version, document);
        Receipt::build(0, &[], &self.log.sign_checkpoint(1, leaf.hash()), None).text()
    }

    /// What an honest gateway answers to an upload: a log of this one leaf.
    pub(crate) fn provisional(&self, leaf: &Leaf) -> String {
        Receipt::build(0, &[], &self.log.sign_checkpoint(1, leaf.hash()), None).text()
    }

    /// The vault's key.
    pub(crate) fn vault(&self) -> &CosignerKey {
        &self.vault
    }

    /// What an honest vault makes of it.
    pub(crate) fn final_receipt(&self, leaf: &Leaf) -> String {
        let checkpoint = self.log.sign_checkpoint(1, leaf.hash());
        let line = self.vault.cosign(&checkpoint, NOW).unwrap();
        let note = add_signature(&checkpoint, &line).unwrap();
        Receipt::build(0, &[], &note, Some(self.vault.accept(leaf))).text()
    }
}

/// A signed-in device with an empty journal.
pub(crate) struct Device {
    dir: tempfile::TempDir,
    pub(crate) store: Store,
    pub(crate) clock: TestClock,
    pub(crate) organisation: Organisation,
}

impl Device {
    pub(crate) async fn new() -> Self {
        Self::under(Organisation::new(1), &Organisation::policy(1)).await
    }

    pub(crate) async fn under(organisation: Organisation, policy: &Policy) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = open(dir.path());
        let clock = TestClock::at(NOW);
        let unit = store.begin("test device").await.unwrap();
        unit.write(|c| {
            identity::device_seed(c)?;
            identity::save(c, &identity(&organisation))
        })
        .unwrap();
        let offered = organisation.offers(&organisation.seal_config(1), policy);
        let root = organisation.root.public();
        config::take(&unit, &clock, &offered, &root, TENANT, NOW)
            .unwrap()
            .unwrap();
        unit.commit().await.unwrap();
        Self {
            dir,
            store,
            clock,
            organisation,
        }
    }

    pub(crate) fn data_dir(&self) -> &Path {
        self.dir.path()
    }

    pub(crate) fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(self.clock.clone())
    }

    /// Closes and opens the database, as a new process would.
    pub(crate) fn reopen(self) -> Self {
        let Self {
            dir,
            store,
            clock,
            organisation,
        } = self;
        drop(store);
        let store = open(dir.path());
        Self {
            dir,
            store,
            clock,
            organisation,
        }
    }

    /// Closes the database and leaves its folder for another to open.
    pub(crate) fn closed(self) -> tempfile::TempDir {
        self.dir
    }

    /// Journals `count` facts without content, each in a unit of its own.
    pub(crate) async fn journals(&self, count: u64) -> EntryNo {
        let mut last = EntryNo(0);
        for n in 0..count {
            let unit = self.store.begin("test records").await.unwrap();
            let fact = Fact::GapClosed(GapClosedFact {
                gap_id: format!("gap-{n}"),
                events: 1,
            });
            last = journal::append(&unit, &self.clock, None, fact).unwrap();
            unit.commit().await.unwrap();
        }
        last
    }

    pub(crate) fn row(&self, seq: u64) -> outbox::OutboxRow {
        self.store.read(|c| outbox::row(c, Seq(seq))).unwrap().unwrap()
    }

    pub(crate) fn leaf(&self, seq: u64) -> Leaf {
        leaf_of(&self.row(seq), DEVICE, EPOCH)
    }

    /// Stores an honest final receipt for object `seq`.
    pub(crate) async fn gets_final(&self, seq: u64) {
        let text = self.organisation.final_receipt(&self.leaf(seq));
        let unit = self.store.begin("test final").await.unwrap();
        outbox::put_final(&unit, Seq(seq), &text, self.clock.now()).unwrap();
        unit.commit().await.unwrap();
    }

    pub(crate) fn alarms(&self) -> Vec<String> {
        self.store
            .read(|c| {
                let mut statement = c.prepare("SELECT code FROM alarm ORDER BY entry")?;
                let codes = statement
                    .query_map([], |row| row.get(0))?
                    .collect::<Result<_, _>>()?;
                Ok(codes)
            })
            .unwrap()
    }
}

fn open(dir: &Path) -> Store {
    Store::open(dir, &StoreKey::from_bytes([1; 32])).unwrap()
}

pub(crate) fn identity(organisation: &Organisation) -> Identity {
    Identity {
        device: DEVICE,
        tenant: TENANT,
        epoch: EPOCH,
        root: organisation.root.public(),
        gateways: vec!["http://127.0.0.1:1".to_owned()],
        user_id: "@alice:example.org".to_owned(),
        homeserver: "http://127.0.0.1:2".to_owned(),
        matrix_device: "ALICEPHONE".to_owned(),
        access_token: "token".to_owned(),
        clock_offset_ms: 0,
    }
}
