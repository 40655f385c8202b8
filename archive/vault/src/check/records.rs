//! Each record against its device and against the records before it, kept or in the same object.

use std::collections::{HashMap, HashSet};

use griffie_wire::{
    Entry, EntryNo, Fact, Record, Sha256,
    api::DeviceInfo,
    entry::EntryError,
    gso1::Header,
    record::{DisclosedFact, Encryption, EventFact, LateKeyFact, RecordError, SCHEMA},
};
use rusqlite::Connection;

use super::{Message, SessionCache, Text, event, plaintext};
use crate::{
    error::Stop,
    fault::{Fault, Hold},
    store::{
        self,
        chains::{Chain, Head},
        sessions::Session,
    },
};

const MEGOLM: &str = "m.megolm.v1.aes-sha2";

/// What is known before a record: rows of its chain, and the records before it in the same object.
pub(crate) struct Past<'a> {
    connection: &'a Connection,
    chain: &'a Chain,
    sessions: &'a mut SessionCache,
    raws: HashMap<String, String>,
    messages: HashMap<(String, String, u32), String>,
    /// Of this object: what it withholds and has not disclosed, and what it discloses.
    withheld: HashMap<EntryNo, Sha256>,
    disclosed: HashSet<EntryNo>,
}

impl<'a> Past<'a> {
    pub(crate) fn new(connection: &'a Connection, chain: &'a Chain, sessions: &'a mut SessionCache) -> Self {
        Self {
            connection,
            chain,
            sessions,
            raws: HashMap::new(),
            messages: HashMap::new(),
            withheld: HashMap::new(),
            disclosed: HashSet::new(),
        }
    }

    pub(super) fn head(&self) -> &'a Head {
        &self.chain.head
    }

    pub(super) fn connection(&self) -> &'a Connection {
        self.connection
    }

    pub(super) fn chain(&self) -> i64 {
        self.chain.id
    }

    /// Reads the record of an entry, or the one that it discloses, and checks it.
    pub(super) fn check_record(
        &mut self,
        entry: &Entry,
        header: &Header,
        device: &DeviceInfo,
    ) -> Result<(Record, Text), Stop> {
        let record = entry.read().map_err(|error| match error {
            EntryError::Record(RecordError::UnknownSchema(schema)) if schema > SCHEMA => {
                Stop::Hold(Hold::NewerSchema)
            }
            _ => Fault::MalformedRecord.into(),
        })?;
        if record.custodian != device.user_id {
            return Err(Fault::CustodianMismatch.into());
        }
        if let Fact::Disclosed(fact) = &record.fact {
            self.check_disclosed(fact)?;
        }
        let disclosed = matches!(record.fact, Fact::Disclosed(_));
        let told = record.told().map_err(|_| Fault::DisclosureMismatch)?;
        if disclosed && matches!(told.fact, Fact::Activated(_)) {
            return Err(Fault::DisclosureMismatch.into());
        }
        let text = self.check_fact(&told, header, device)?;
        Ok((told, text))
    }

    fn check_fact(&mut self, record: &Record, header: &Header, device: &DeviceInfo) -> Result<Text, Stop> {
        let room = record.room.as_ref().map(|room| room.room_id.as_str());
        Ok(match &record.fact {
            Fact::Activated(fact) if fact.epoch != header.epoch || fact.user_id != device.user_id => {
                return Err(Fault::CustodianMismatch.into());
            }
            Fact::Members(fact) if !fact.is_consistent() => return Err(Fault::MembersMismatch.into()),
            Fact::SessionKey(fact) => {
                // The key of no room proves nothing.
                let room = room.ok_or(Fault::MalformedSessionKey)?;
                self.sessions.import(self.chain.id, room, fact)?;
                Text::None
            }
            Fact::Event(fact) => self.check_event(fact, room)?,
            Fact::LateKey(fact) => self.check_late_key(fact, room)?,
            Fact::Withheld(fact) => {
                self.withheld.insert(record.seq, fact.digest);
                Text::None
            }
            _ => Text::None,
        })
    }

    /// A disclosure brings what was withheld, once, and nothing else.
    fn check_disclosed(&mut self, fact: &DisclosedFact) -> Result<(), Stop> {
        let withheld = match self.withheld.remove(&fact.entry) {
            Some(digest) => Some(digest),
            None if self.disclosed.contains(&fact.entry) => None,
            None => store::withheld::open(self.connection, self.chain.id, fact.entry)?,
        };
        if withheld.ok_or(Fault::DisclosureUnbound)? != fact.digest() {
            return Err(Fault::DisclosureMismatch.into());
        }
        self.disclosed.insert(fact.entry);
        Ok(())
    }

    fn check_event(&mut self, fact: &EventFact, room: Option<&str>) -> Result<Text, Stop> {
        event::check_fields(fact, room)?;
        let text = match &fact.decrypted {
            Some(decrypted) => self.prove(
                &fact.event_id,
                &fact.raw,
                decrypted,
                fact.encryption.as_ref(),
                room,
            )?,
            None => Text::None,
        };
        if !matches!(text, Text::Proven(_)) {
            // Clear text may still come, in this object or later.
            self.raws.insert(fact.event_id.clone(), fact.raw.clone());
        }
        Ok(text)
    }

    fn check_late_key(&mut self, fact: &LateKeyFact, room: Option<&str>) -> Result<Text, Stop> {
        let raw = match self.raws.get(&fact.event_id) {
            Some(raw) => raw.clone(),
            None => self.kept_raw(&fact.event_id)?,
        };
        self.prove(
            &fact.event_id,
            &raw,
            &fact.decrypted,
            Some(&fact.encryption),
            room,
        )
    }

    fn kept_raw(&self, event_id: &str) -> Result<String, Stop> {
        let body =
            store::records::event(self.connection, self.chain.id, event_id)?.ok_or(Fault::LateKeyUnbound)?;
        let record = store::records::read(&body)?;
        match record.fact {
            Fact::Event(fact) => Ok(fact.raw),
            _ => Err(store::StoreError::Row("event").into()),
        }
    }

    /// Decrypts the event once more and compares. A text that its ciphertext contradicts is false; one whose proof is wanting is not:
    /// a homeserver can bring that about (docs/decisions/0008).
    fn prove(
        &mut self,
        event_id: &str,
        raw: &str,
        decrypted: &str,
        encryption: Option<&Encryption>,
        room: Option<&str>,
    ) -> Result<Text, Stop> {
        let outer = event::encrypted_content(raw)?;
        let claimed = encryption.is_none_or(|claimed| {
            (claimed.algorithm.as_str(), &claimed.session_id) == (MEGOLM, &outer.session_id)
        });
        if outer.algorithm != MEGOLM || !claimed {
            return Err(Fault::EventMismatch.into());
        }
        let room_id = room.ok_or(Fault::EventMismatch)?;
        let session = Session {
            chain: self.chain.id,
            room_id,
            session_id: &outer.session_id,
        };
        let decrypted_again = self.sessions.decrypt(self.connection, session, &outer.ciphertext);
        let proven = match decrypted_again {
            Err(Stop::Fault {
                fault: fault @ Fault::SessionKeyMissing,
                ..
            }) => return Ok(Text::Unproven(fault)),
            other => other?,
        };
        if encryption
            .and_then(|claimed| claimed.message_index)
            .is_some_and(|index| index != proven.message_index)
        {
            return Err(Fault::MessageIndexMismatch.into());
        }
        plaintext::compare(&proven.plaintext, decrypted, outer.relation.as_ref(), room)?;
        let message = Message {
            room_id: room_id.to_owned(),
            session_id: outer.session_id,
            index: proven.message_index,
            event_id: event_id.to_owned(),
        };
        if self.is_replay(&message)? {
            return Ok(Text::Unproven(Fault::MessageReplayed));
        }
        Ok(Text::Proven(message))
    }

    fn is_replay(&mut self, message: &Message) -> Result<bool, Stop> {
        let place = (message.room_id.clone(), message.session_id.clone(), message.index);
        let known = match self.messages.get(&place) {
            Some(known) => Some(known.clone()),
            None => {
                store::sessions::event_of(self.connection, message.session(self.chain.id), message.index)?
            }
        };
        if known.is_some_and(|known| known != message.event_id) {
            return Ok(true);
        }
        self.messages.insert(place, message.event_id.clone());
        Ok(false)
    }
}
