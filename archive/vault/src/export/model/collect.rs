//! The records of a room, put in reach of each other: events with their clear text, whoever's device had it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use griffie_wire::{
    DeviceId, Fact, Millis, Record, Sha256,
    record::{
        AttachmentFact, AttachmentState, Direction, Encryption, EventFact, GapClosedFact, GapFact,
        KeySharedFact, ReceiptsFact, RoomThen, SendIntentFact, SendResultFact,
    },
};
use rusqlite::Connection;
use serde_json::Value;

use super::{Source, names::Names};
use crate::{
    error::VaultError,
    export::words::is_replay,
    store::{
        reading::{self, Kept},
        records,
        withheld::{self, Withheld},
    },
};

/// An event with the best clear text that any custodian had.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) source: Source,
    pub(crate) event_id: String,
    pub(crate) event_type: String,
    pub(crate) state_key: Option<String>,
    pub(crate) sender: String,
    pub(crate) at: Millis,
    pub(crate) captured_at: Millis,
    pub(crate) content: Value,
    pub(crate) raw: Value,
    pub(crate) readable: bool,
    /// Not readable, because its message was another event before.
    pub(crate) replayed: bool,
    pub(crate) encryption: Option<Encryption>,
    pub(crate) backfilled: bool,
    pub(crate) room: Option<RoomThen>,
    /// Custodian and direction, one for each who attests it.
    pub(crate) attested: BTreeMap<String, Direction>,
    pub(crate) record: Vec<u8>,
}

/// A message that never left.
pub(crate) struct Unsent {
    pub(crate) source: Source,
    /// Time of the event before it in its journal: its place among the events does not depend on the device's clock.
    pub(crate) after: Millis,
    pub(crate) at: Millis,
    pub(crate) by: String,
    pub(crate) members: Option<Sha256>,
    pub(crate) intent: SendIntentFact,
    pub(crate) code: String,
}

/// A gap and how it ended.
pub(crate) struct Hole {
    pub(crate) source: Source,
    /// As in [`Unsent`].
    pub(crate) after: Millis,
    pub(crate) at: Millis,
    pub(crate) gap: GapFact,
    pub(crate) closed: Option<u32>,
}

/// The records of one room.
#[derive(Default)]
pub(crate) struct Collected {
    pub(crate) records: u64,
    pub(crate) events: Vec<Seen>,
    pub(crate) gaps: Vec<Hole>,
    pub(crate) unsent: Vec<Unsent>,
    /// By event; each file once, verified if it is with any custodian.
    pub(crate) files: HashMap<String, Vec<(AttachmentFact, bool)>>,
    /// Who have read up to an event, and when.
    pub(crate) read: HashMap<String, BTreeMap<String, Millis>>,
    /// To whom each device gave the keys of its sessions.
    pub(crate) shared: Vec<(DeviceId, KeySharedFact)>,
    pub(crate) names: Names,
    pub(crate) custodians: BTreeSet<String>,
    /// The room as it was last.
    pub(crate) room: Option<RoomThen>,
    /// What of it stays on devices.
    pub(crate) withheld: Withheld,
    places: HashMap<String, usize>,
    late: HashMap<String, (String, Encryption)>,
    /// Events whose message was another event before, as a device or the vault saw.
    replayed: BTreeSet<String>,
    intents: HashMap<(String, String), Unsent>,
    /// Time of the last event of each device.
    clocks: HashMap<DeviceId, Millis>,
}

/// Reads all records of a room.
pub(crate) fn collect(connection: &Connection, room_id: &str) -> Result<Collected, VaultError> {
    let mut collected = Collected::default();
    reading::each_record(connection, Some(room_id), |kept| -> Result<(), VaultError> {
        collected.take(connection, kept)
    })?;
    collected.withheld = withheld::of_room(connection, room_id)?;
    collected.finish();
    Ok(collected)
}

impl Collected {
    fn take(&mut self, connection: &Connection, kept: Kept) -> Result<(), VaultError> {
        let record = records::read(&kept.body)?;
        self.records += 1;
        self.custodians.insert(record.custodian.clone());
        let source = Source::of(&kept);
        let Record {
            custodian,
            captured_at,
            room,
            fact,
            ..
        } = record;
        let after = self.clocks.get(&source.device).copied().unwrap_or(captured_at);
        self.replayed.extend(replayed(&fact, kept.replayed));
        match fact {
            Fact::Event(mut fact) => {
                fact.decrypted = fact.decrypted.filter(|_| !kept.unproven);
                self.clocks.insert(source.device, fact.origin_server_ts);
                self.see(source, custodian, captured_at, room.clone(), fact, kept.body);
            }
            Fact::LateKey(_) if kept.unproven => {}
            Fact::LateKey(fact) => {
                self.late
                    .entry(fact.event_id)
                    .or_insert((fact.decrypted, fact.encryption));
            }
            Fact::Gap(gap) => self.gaps.push(Hole {
                source,
                after,
                at: captured_at,
                gap,
                closed: None,
            }),
            Fact::GapClosed(fact) => self.close(&source, &fact),
            Fact::Members(fact) => self.names.learn(&fact),
            Fact::Receipts(fact) => self.read_up_to(fact),
            Fact::KeyShared(fact) => self.shared.push((source.device, fact)),
            Fact::SendIntent(intent) => {
                self.intend(Unsent {
                    source,
                    after,
                    at: captured_at,
                    by: custodian,
                    members: room.as_ref().and_then(|room| room.members),
                    intent,
                    code: "no_answer".to_owned(),
                });
            }
            Fact::SendResult(fact) => self.answer(custodian, fact),
            Fact::Attachment(fact) => {
                let state = reading::attachment_state(connection, kept.log_index, kept.entry)?;
                self.attach(fact, state.as_deref() == Some("verified"));
            }
            _ => {}
        }
        if room.is_some() {
            self.room = room;
        }
        Ok(())
    }

    /// Unsent until an answer says otherwise.
    fn intend(&mut self, unsent: Unsent) {
        let key = (unsent.by.clone(), unsent.intent.txn_id.clone());
        self.intents.insert(key, unsent);
    }

    fn read_up_to(&mut self, fact: ReceiptsFact) {
        for receipt in fact.receipts {
            let readers = self.read.entry(receipt.event_id).or_default();
            readers.entry(receipt.user_id).or_insert(receipt.at);
        }
    }

    fn close(&mut self, source: &Source, fact: &GapClosedFact) {
        let same = |hole: &&mut Hole| hole.gap.gap_id == fact.gap_id && hole.source.device == source.device;
        if let Some(hole) = self.gaps.iter_mut().find(same) {
            hole.closed = Some(fact.events);
        }
    }

    fn answer(&mut self, custodian: String, fact: SendResultFact) {
        let key = (custodian, fact.txn_id);
        match (fact.event_id, fact.error) {
            (Some(_), _) => drop(self.intents.remove(&key)),
            (None, Some(code)) => {
                if let Some(unsent) = self.intents.get_mut(&key) {
                    unsent.code = code;
                }
            }
            (None, None) => {}
        }
    }

    fn attach(&mut self, fact: AttachmentFact, verified: bool) {
        let files = self.files.entry(fact.event_id.clone()).or_default();
        let same =
            |(known, _): &&mut (AttachmentFact, bool)| (&known.mxc, known.role) == (&fact.mxc, fact.role);
        match files.iter_mut().find(same) {
            Some(known) if known.1 || !verified && known.0.state == AttachmentState::Stored => {}
            Some(known) => *known = (fact, verified),
            None => files.push((fact, verified)),
        }
    }

    fn see(
        &mut self,
        source: Source,
        custodian: String,
        captured_at: Millis,
        room: Option<RoomThen>,
        fact: EventFact,
        record: Vec<u8>,
    ) {
        let raw: Value = serde_json::from_str(&fact.raw).unwrap_or_default();
        let clear: Option<Value> = fact
            .decrypted
            .as_deref()
            .and_then(|text| serde_json::from_str(text).ok());
        if let Some(known) = self
            .places
            .get(&fact.event_id)
            .and_then(|place| self.events.get_mut(*place))
        {
            known.attested.insert(custodian, fact.direction);
            // Before the time of every custodian, not of one of them only.
            known.backfilled &= fact.backfilled;
            if let Some(clear) = clear.filter(|_| !known.readable) {
                known.read(&clear, fact.encryption);
            }
            return;
        }
        let mut seen = Seen {
            source,
            event_id: fact.event_id.clone(),
            event_type: fact.event_type,
            state_key: fact.state_key,
            sender: fact.sender,
            at: fact.origin_server_ts,
            captured_at,
            content: raw.get("content").cloned().unwrap_or_default(),
            readable: true,
            replayed: false,
            raw,
            encryption: fact.encryption.clone(),
            backfilled: fact.backfilled,
            room,
            attested: BTreeMap::from([(custodian, fact.direction)]),
            record,
        };
        match clear {
            Some(clear) => seen.read(&clear, fact.encryption),
            None => seen.readable = seen.event_type != "m.room.encrypted",
        }
        self.places.insert(fact.event_id, self.events.len());
        self.events.push(seen);
    }

    fn finish(&mut self) {
        for seen in self.events.iter_mut().filter(|seen| !seen.readable) {
            if let Some((text, encryption)) = self.late.remove(&seen.event_id)
                && let Ok(clear) = serde_json::from_str::<Value>(&text)
            {
                seen.read(&clear, Some(encryption));
            }
            seen.replayed = !seen.readable && self.replayed.contains(&seen.event_id);
        }
        self.events
            .sort_by_key(|seen| (seen.at, seen.source.log_index, seen.source.entry));
        self.places = self
            .events
            .iter()
            .enumerate()
            .map(|(place, seen)| (seen.event_id.clone(), place))
            .collect();
        self.unsent = self.intents.drain().map(|(_, unsent)| unsent).collect();
        self.unsent
            .sort_by_key(|unsent| (unsent.at, unsent.source.log_index, unsent.source.entry));
    }

    /// The event with this id.
    pub(crate) fn event(&self, event_id: &str) -> Option<&Seen> {
        self.places
            .get(event_id)
            .and_then(|place| self.events.get(*place))
    }
}

impl Source {
    fn of(kept: &Kept) -> Self {
        Self {
            log_index: kept.log_index,
            entry: kept.entry,
            object_id: kept.object_id,
            device: kept.device,
            epoch: kept.epoch,
        }
    }
}

impl Seen {
    fn read(&mut self, clear: &Value, encryption: Option<Encryption>) {
        if let Some(event_type) = clear.get("type").and_then(Value::as_str) {
            event_type.clone_into(&mut self.event_type);
        }
        self.content = clear.get("content").cloned().unwrap_or_default();
        self.encryption = encryption;
        self.readable = true;
    }

    /// Digest of the member list that held then.
    pub(crate) fn members(&self) -> Option<&Sha256> {
        self.room.as_ref().and_then(|room| room.members.as_ref())
    }
}

/// The event whose message was another event before, as the vault found of this record or the device says in it.
fn replayed(fact: &Fact, found: bool) -> Option<String> {
    match fact {
        Fact::Event(fact) if found => Some(fact.event_id.clone()),
        Fact::LateKey(fact) if found => Some(fact.event_id.clone()),
        Fact::Gap(gap) if is_replay(gap) => gap.event_id.clone(),
        _ => None,
    }
}
