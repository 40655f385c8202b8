//! A vault with one of everything: two custodians, two rooms, files, late text, a replay, a heartbeat, two checkpoints.

use std::{fs, path::PathBuf};

use griffie_verify::{Report, Trust, verify};
use griffie_wire::{
    Fact, Policy, SealConfig,
    note::Witnesses,
    record::{AttachmentFact, AttachmentForm, EventFact, Label, LateKeyFact},
    seal_config::{RecipientKey, SCHEMA},
};
use serde_json::json;

use crate::{
    cosign::{accept_checkpoint, with_receipts},
    export::bundle::{Disclosure, Request, export},
    ingest::retry,
    store::verdicts,
    tests::{
        attachments::{arrives, encrypt, fact},
        kit::{Device, Talk, World, room, root_key},
    },
};

pub(super) struct Story {
    pub(super) world: World,
}

impl Story {
    pub(super) fn new() -> Self {
        let mut world = World::new();
        let (mut anna, mut bram) = (world.device(1, "@anna:x"), world.device(2, "@bram:x"));
        let mut dike = Talk::new(room("!dijk:x", "Dijk"));
        let mut lunch = Talk::new(room("!lunch:x", "Lunch"));
        for device in [&mut anna, &mut bram] {
            dike.has(device, &[("@anna:x", "Anna"), ("@bram:x", "Bram")]);
            device.records(Some(&dike.room.clone()), dike.key(0));
        }
        anna.records(Some(&lunch.room.clone()), lunch.key(0));
        both(&mut dike, &mut anna, &mut bram, "De dijk houdt.");
        lunch.says(&mut anna, "@bram:x", "Kaas?");
        world.takes(&[anna.seals(), bram.seals()]);
        file(&mut dike, &mut anna);
        late(&mut dike, &mut anna);
        world.takes(&[anna.seals(), anna.beats()]);
        arrives(&world, &encrypt(b"nota").0);
        retry(&mut world.vault).unwrap();
        tell(&mut world, 3);
        lunch.says(&mut anna, "@anna:x", "Ham.");
        replay(&mut dike, &mut anna);
        let three = anna.seals();
        dike.says(&mut anna, "@anna:x", "Tot donderdag.");
        dike.state(
            &mut anna,
            "@anna:x",
            "m.room.topic",
            "",
            &json!({"topic": "Dijk 2027"}),
        );
        world.takes(&[three, anna.seals()]);
        review(&mut dike, &mut anna);
        both(&mut dike, &mut anna, &mut bram, "Akkoord.");
        world.takes(&[bram.seals(), anna.seals()]);
        assert!(
            world.states().iter().all(|state| state == "accepted"),
            "{:?}",
            world.states()
        );
        tell(&mut world, 8);
        Self { world }
    }

    /// The public keys that a stranger has.
    pub(super) fn trust(&self) -> Trust {
        let [root, log, vault] = self.keys();
        Trust::parse(&root, &log, &vault, None).unwrap()
    }

    /// Their text forms: root, log, vault.
    pub(super) fn keys(&self) -> [String; 3] {
        [
            root_key().public().to_string(),
            self.world.log.vkey(),
            self.world.vault.keys.cosigner().vkey(),
        ]
    }

    /// All of it, or what `change` leaves of it.
    pub(super) fn bundle(&self, change: impl FnOnce(&mut Request)) -> Vec<u8> {
        let mut request = Request {
            out: self.world.path().join("bundle"),
            users: Vec::new(),
            rooms: Vec::new(),
            from: None,
            to: None,
            disclose: Disclosure::Asked,
            files: true,
            documents: self.documents(None),
        };
        change(&mut request);
        export(&self.world.vault, &request).unwrap();
        fs::read(request.out.join("bundle.tar")).unwrap()
    }

    pub(super) fn verify(&self, bundle: &[u8]) -> Report {
        verify(bundle, &self.trust()).unwrap()
    }

    /// What the root signed: the configuration that the devices seal under, and a policy.
    pub(super) fn documents(&self, witnesses: Option<Witnesses>) -> Vec<PathBuf> {
        let config = SealConfig {
            schema: SCHEMA,
            tenant: self.world.vault.tenant().unwrap().unwrap(),
            version: 2,
            suite: 1,
            recipients: vec![RecipientKey::from(self.world.recipient.clone())],
            valid_from: griffie_wire::Millis(0),
            expires: griffie_wire::Millis(4_000_000_000_000),
            log: self.world.log.vkey(),
            vault: self.world.vault.keys.cosigner().vkey(),
            witnesses,
            gateways: vec!["https://gateway.example".to_owned()],
        };
        let signed = [
            config.sign(&root_key()).unwrap(),
            Policy::standard("standaard", 1).sign(&root_key()).unwrap(),
        ];
        let paths = ["seal.json", "policy.json"].map(|name| self.world.path().join(name));
        for (path, document) in paths.iter().zip(&signed) {
            fs::write(path, serde_json::to_vec(document).unwrap()).unwrap();
        }
        paths.to_vec()
    }
}

/// The same event on both phones.
fn both(talk: &mut Talk, anna: &mut Device, bram: &mut Device, text: &str) {
    let event = talk.event(
        "@anna:x",
        "m.room.message",
        &json!({"msgtype": "m.text", "body": text}),
    );
    for device in [anna, bram] {
        device.records(Some(&talk.room.clone()), Fact::Event(event.clone()));
    }
}

fn file(talk: &mut Talk, anna: &mut Device) {
    let (bytes, file) = encrypt(b"nota");
    let content = json!({"msgtype": "m.file", "body": "nota.pdf", "file": file});
    let id = talk.sends(anna, "@bram:x", "m.room.message", &content);
    let attached = fact(&id, "nota.pdf", b"nota", &bytes, AttachmentForm::MatrixCiphertext);
    anna.records(Some(&talk.room.clone()), Fact::Attachment(attached));
    // A device records its own file before the event that carries it.
    let event = talk.event("@anna:x", "m.room.message", &content);
    let own = fact(
        &event.event_id,
        "nota.pdf",
        b"nota",
        &bytes,
        AttachmentForm::MatrixCiphertext,
    );
    anna.records(Some(&talk.room.clone()), Fact::Attachment(own.clone()));
    anna.records(Some(&talk.room.clone()), Fact::Event(event));
    // One that was taken back before its event came: that names no file any more.
    let mut key = content["file"].clone();
    key.as_object_mut().unwrap().remove("url");
    let taken_back = AttachmentFact {
        event_id: talk.pruned(anna, "m.room.encrypted"),
        key: Some(key.to_string()),
        ..own
    };
    anna.records(Some(&talk.room.clone()), Fact::Attachment(taken_back));
}

fn late(talk: &mut Talk, anna: &mut Device) {
    let here = talk.room.clone();
    let content = json!({"msgtype": "m.text", "body": "laat"});
    let mut event = talk.event("@bram:x", "m.room.message", &content);
    let decrypted = event.decrypted.take().unwrap();
    let (event_id, encryption) = (event.event_id.clone(), event.encryption.clone().unwrap());
    anna.records(Some(&here), Fact::Event(event));
    let fact = LateKeyFact {
        event_id,
        decrypted,
        encryption,
        waited_ms: 5,
    };
    anna.records(Some(&here), Fact::LateKey(fact));
}

/// One message passed off as two events: the second is kept and flagged.
fn replay(talk: &mut Talk, anna: &mut Device) {
    let here = talk.room.clone();
    let content = json!({"msgtype": "m.text", "body": "betaal"});
    let first = talk.event("@bram:x", "m.room.message", &content);
    let again = EventFact {
        event_id: "$again".to_owned(),
        raw: first.raw.replace(&first.event_id, "$again"),
        ..first.clone()
    };
    for event in [first, again] {
        anna.records(Some(&here), Fact::Event(event));
    }
}

/// A message that stays on the phone, and one that follows its commitment.
fn review(talk: &mut Talk, anna: &mut Device) {
    let here = talk.room.clone();
    for (text, follows) in [("mijn tandarts", false), ("na de bedenktijd", true)] {
        let content = json!({"msgtype": "m.text", "body": text});
        let event = talk.event("@anna:x", "m.room.message", &content);
        let until = griffie_wire::Millis(1_793_600_001_000);
        let later = anna.withholds(&here, Fact::Event(event), Label::Business, until);
        if follows {
            anna.records(Some(&here), Fact::Disclosed(later));
        }
    }
}

/// The vault co-signs the first `size` objects and gives their receipts.
fn tell(world: &mut World, size: usize) {
    let note = world.checkpoint(size);
    let log = world.log.verifier().clone();
    let signed = accept_checkpoint(&mut world.vault, &note, &log)
        .unwrap()
        .unwrap()
        .unwrap();
    let owed = verdicts::owed(&world.vault.store, signed.state.size, 100).unwrap();
    with_receipts(&mut world.vault, &signed, &owed).unwrap();
    let unit = world.vault.store.transaction().unwrap();
    for one in &owed {
        verdicts::posted(&unit, one.log_index, signed.state.size).unwrap();
    }
    unit.commit().unwrap();
}
