//! A device that journals and seals as the core does, and lies where a test tells it to.

use griffie_wire::{
    Commitment, DeviceId, Entry, EntryNo, Epoch, Fact, Millis, ObjectId, Record, Seq, SigningKey, StreamId,
    TenantId,
    api::DeviceInfo,
    batch::{CODEC_PER_ROOM, CODEC_STORED, encode},
    gso1::{Header, Kind, Recipient, SealedObject, Suite, seal},
    heartbeat::{self, Journaled},
    record::{
        ActivatedFact, DisclosedFact, Label, RoomThen, SCHEMA, Scope, WithheldFact, event_digest,
        room_digest, withheld_digest,
    },
};

use super::world::root_key;

pub(in crate::tests) struct Device {
    number: u8,
    pub(in crate::tests) key: SigningKey,
    pub(in crate::tests) info: DeviceInfo,
    pub(in crate::tests) epoch: Epoch,
    recipient: Recipient,
    pending: Vec<Entry>,
    next_entry: u64,
    seq: u64,
    prev: ObjectId,
    commitment: Commitment,
}

/// Everything that goes into an object, to be changed before it is sealed.
pub(in crate::tests) struct Sealing {
    pub(in crate::tests) header: Header,
    /// The header that is repeated inside; the one outside when there is none.
    pub(in crate::tests) inner: Option<Header>,
    pub(in crate::tests) prev: Commitment,
    pub(in crate::tests) entries: Vec<Entry>,
}

impl Device {
    pub(in crate::tests) fn new(number: u8, user_id: &str, recipient: &Recipient) -> Self {
        let key = SigningKey::from_seed(&[number; 32]);
        let info = DeviceInfo {
            device: DeviceId::from_bytes([number; 16]),
            tenant: TenantId::from_bytes([1; 16]),
            user_id: user_id.to_owned(),
            public_key: key.public(),
            revoked: false,
        };
        let mut device = Self {
            number,
            key,
            info,
            epoch: Epoch::from_bytes([number ^ 0x55; 16]),
            recipient: recipient.clone(),
            pending: Vec::new(),
            next_entry: 1,
            seq: 0,
            prev: ObjectId::GENESIS,
            commitment: Commitment::GENESIS,
        };
        let fact = ActivatedFact {
            homeserver: "https://hs.example".to_owned(),
            user_id: user_id.to_owned(),
            matrix_device: "DEV".to_owned(),
            epoch: device.epoch,
            root: root_key().public(),
            os: "test".to_owned(),
        };
        device.records(None, Fact::Activated(fact));
        device
    }

    /// Journals a fact.
    pub(in crate::tests) fn records(&mut self, room: Option<&RoomThen>, fact: Fact) {
        let record = self.record(self.next_entry, room, fact);
        let salt = [u8::try_from(self.next_entry % 251).unwrap(); 32];
        self.pending.push(Entry::new(&record, salt).unwrap());
        self.next_entry += 1;
    }

    /// Keeps a fact to itself for now, as a device does under a review window. Gives what brings it later.
    pub(in crate::tests) fn withholds(
        &mut self,
        room: &RoomThen,
        fact: Fact,
        label: Label,
        until: Millis,
    ) -> DisclosedFact {
        self.keeps(room, fact, label, until, Scope::All)
    }

    /// Keeps a fact because policy lets so much of this custodian's messages go.
    pub(in crate::tests) fn keeps(
        &mut self,
        room: &RoomThen,
        fact: Fact,
        label: Label,
        until: Millis,
        scope: Scope,
    ) -> DisclosedFact {
        let entry = EntryNo(self.next_entry);
        let event = match &fact {
            Fact::Event(event) => Some(event_digest(&event.event_id)),
            _ => None,
        };
        let record = self.record(entry.0, Some(room), fact).to_canonical().unwrap();
        let salt = griffie_wire::Sha256::of(&entry.0.to_be_bytes());
        let withheld = WithheldFact {
            digest: withheld_digest(&salt, &record),
            event,
            room: room_digest(&room.room_id),
            label,
            until,
            scope,
        };
        self.records(None, Fact::Withheld(withheld));
        DisclosedFact {
            entry,
            salt,
            record: String::from_utf8(record).unwrap(),
        }
    }

    pub(in crate::tests) fn record(&self, entry: u64, room: Option<&RoomThen>, fact: Fact) -> Record {
        Record {
            schema: SCHEMA,
            record_id: format!("0192-{}-{entry}", self.info.device),
            seq: EntryNo(entry),
            custodian: self.info.user_id.clone(),
            matrix_device: "DEV".to_owned(),
            captured_at: Millis(1_793_600_000_000 + entry * 1000),
            core_version: "test".to_owned(),
            policy_version: 1,
            room: room.cloned(),
            fact,
        }
    }

    /// Seed of the key that it signs with.
    pub(in crate::tests) fn seed(&self) -> [u8; 32] {
        [self.number; 32]
    }

    /// Seals what is pending.
    pub(in crate::tests) fn seals(&mut self) -> SealedObject {
        self.seals_with(|_| {})
    }

    /// Seals what is pending after a change that only this object knows of.
    pub(in crate::tests) fn seals_with(&mut self, change: impl FnOnce(&mut Sealing)) -> SealedObject {
        let mut sealing = self.sealing();
        let honest = (sealing.entries.clone(), sealing.prev);
        change(&mut sealing);
        let inner = sealing.inner.as_ref().unwrap_or(&sealing.header);
        let payload = encode(inner, &sealing.prev, &sealing.entries).unwrap();
        let object = seal(
            Suite::XWing,
            &sealing.header,
            std::slice::from_ref(&self.recipient),
            &payload,
            &self.key,
        )
        .unwrap();
        self.seq += 1;
        self.prev = object.id;
        self.commitment = honest
            .0
            .iter()
            .fold(honest.1, |commitment, entry| entry.commitment(&commitment));
        object
    }

    /// Says that it is still there, as the core does: nothing of what is pending goes with it, and how far it goes is told.
    pub(in crate::tests) fn beats(&mut self) -> SealedObject {
        let pending = self.pending.iter();
        let commitment = pending.fold(self.commitment, |so_far, entry| entry.commitment(&so_far));
        let told = self.pending.last().map(|last| Journaled {
            entry: last.seq,
            commitment,
        });
        self.tells(told)
    }

    /// The same, with these words.
    pub(in crate::tests) fn tells(&mut self, told: Option<Journaled>) -> SealedObject {
        let header = Header {
            kind: Kind::Heartbeat,
            tenant: self.info.tenant,
            device: self.info.device,
            epoch: self.epoch,
            seq: Seq(self.seq + 1),
            prev_object_id: self.prev,
            n_entries: 0,
            first_entry: EntryNo(0),
            last_entry: EntryNo(0),
            codec: CODEC_STORED,
            created: Millis(1_793_700_000_000),
            policy_version: 1,
            seal_config_version: 2,
            stream_id: StreamId::NONE,
        };
        let payload = heartbeat::encode(&header, &self.commitment, told);
        let recipients = std::slice::from_ref(&self.recipient);
        let object = seal(Suite::XWing, &header, recipients, &payload, &self.key).unwrap();
        self.seq += 1;
        self.prev = object.id;
        object
    }

    /// Seals any payload under the next header.
    pub(in crate::tests) fn seals_payload(&mut self, kind: Kind, payload: &[u8]) -> SealedObject {
        let mut header = self.sealing().header;
        header.kind = kind;
        if kind != Kind::Batch {
            header.n_entries = 0;
            header.first_entry = EntryNo(0);
            header.last_entry = EntryNo(0);
        }
        let object = seal(
            Suite::XWing,
            &header,
            std::slice::from_ref(&self.recipient),
            payload,
            &self.key,
        )
        .unwrap();
        self.seq += 1;
        self.prev = object.id;
        object
    }

    fn sealing(&mut self) -> Sealing {
        let entries = std::mem::take(&mut self.pending);
        let first = entries.first().map_or(self.next_entry, |entry| entry.seq.0);
        let last = entries.last().map_or(first, |entry| entry.seq.0);
        let header = Header {
            kind: Kind::Batch,
            tenant: self.info.tenant,
            device: self.info.device,
            epoch: self.epoch,
            seq: Seq(self.seq + 1),
            prev_object_id: self.prev,
            n_entries: u32::try_from(entries.len().max(1)).unwrap(),
            first_entry: EntryNo(first),
            last_entry: EntryNo(last),
            codec: CODEC_PER_ROOM,
            created: Millis(1_793_700_000_000),
            policy_version: 1,
            seal_config_version: 2,
            stream_id: StreamId::NONE,
        };
        Sealing {
            header,
            inner: None,
            prev: self.commitment,
            entries,
        }
    }
}
