//! A record against its device and against the records before it: whose it is, what its event says, what proves its text.

use std::collections::HashMap;

use griffie_wire::{
    Entry, EntryNo, Epoch, Fact, Record, Sha256,
    bundle::{EntryProof, State},
    record::{AttachmentFact, Encryption, EventFact, LateKeyFact, SessionKeyFact},
};
use vodozemac::megolm::{
    DecryptionError, ExportedSessionKey, InboundGroupSession, MegolmMessage, SessionConfig,
};

use crate::{
    chain::{Around, Object},
    clear_text, event,
    failure::{Code, Place},
    files::{Files, Keys, note_keys},
};

const MEGOLM: &str = "m.megolm.v1.aes-sha2";

/// What a chain told so far.
pub(crate) struct Past {
    user_id: String,
    epoch: Epoch,
    sessions: HashMap<(String, String), InboundGroupSession>,
    /// Which event a message was; digests, for there are many.
    messages: HashMap<Sha256, Sha256>,
    /// Events whose clear text may come later.
    raws: HashMap<String, String>,
    /// Digests of records that stayed on the device.
    withheld: HashMap<EntryNo, Sha256>,
    keys: Keys,
    /// Files, until their events are all known: a device records its own file before the event that carries it.
    attached: Vec<(AttachmentFact, bool, Place)>,
}

/// A clear text to prove.
struct Claim<'a> {
    event_id: &'a str,
    raw: &'a str,
    text: &'a str,
    encryption: Option<&'a Encryption>,
    room: Option<&'a str>,
}

impl Past {
    pub(crate) fn new(user_id: String, epoch: Epoch) -> Self {
        Self {
            user_id,
            epoch,
            sessions: HashMap::new(),
            messages: HashMap::new(),
            raws: HashMap::new(),
            withheld: HashMap::new(),
            keys: Keys::new(),
            attached: Vec::new(),
        }
    }

    /// Checks a record that is shown.
    pub(crate) fn record(
        &mut self,
        entry: &Entry,
        proof: &EntryProof,
        object: &Object,
        around: &mut Around<'_>,
        place: &Place,
    ) {
        let record = match Record::from_canonical(&entry.record) {
            Ok(record) if record.seq == entry.seq => record,
            _ => return around.failures.add(Code::RecordMalformed, place),
        };
        let own = record.custodian == self.user_id;
        around.failures.unless(own, Code::RecordCustodian, place);
        if let Fact::Disclosed(fact) = &record.fact
            && self
                .withheld
                .get(&fact.entry)
                .is_some_and(|digest| *digest != fact.digest())
        {
            return around.failures.add(Code::DisclosureMismatch, place);
        }
        let Ok(record) = record.told() else {
            return around.failures.add(Code::DisclosureMismatch, place);
        };
        let room = record.room.as_ref().map(|room| room.room_id.as_str());
        let checked = match &record.fact {
            Fact::Activated(fact) => {
                around.found.activations += u64::from(fact.root == around.trust.root);
                let own = fact.epoch == self.epoch && fact.user_id == self.user_id;
                if own { Ok(()) } else { Err(Code::RecordCustodian) }
            }
            Fact::Withheld(fact) => {
                self.withheld.insert(record.seq, fact.digest);
                Ok(())
            }
            Fact::Members(fact) if !fact.is_consistent() => Err(Code::MembersMismatch),
            Fact::SessionKey(fact) => self.session_key(fact, room),
            Fact::Event(fact) => self.event(fact, room, proof.unproven, around),
            Fact::LateKey(fact) => self.late_key(fact, room, proof.unproven, around),
            Fact::Attachment(fact) => {
                let accepted = object.proof.state == State::Accepted;
                self.attached.push((fact.clone(), accepted, place.clone()));
                Ok(())
            }
            _ => Ok(()),
        };
        if let Err(code) = checked {
            around.failures.add(code, place);
        }
    }

    /// Holds the files of the chain against their events, and tells `files` what to expect.
    pub(crate) fn end(&mut self, files: &mut Files, around: &mut Around<'_>) {
        for (fact, accepted, place) in std::mem::take(&mut self.attached) {
            let owed = around.head.statement.asked.files && accepted;
            let expected = files.expect(&fact, &self.keys, owed, &place);
            // A file that the vault found to be another one was rejected with its object.
            around
                .failures
                .unless(expected || !accepted, Code::FileMismatch, &place);
        }
    }

    fn session_key(&mut self, fact: &SessionKeyFact, room: Option<&str>) -> Result<(), Code> {
        let room = room.ok_or(Code::SessionKey)?;
        let key = ExportedSessionKey::from_base64(&fact.key).map_err(|_| Code::SessionKey)?;
        let session = InboundGroupSession::import(&key, SessionConfig::version_1());
        if session.session_id() != fact.session_id || session.first_known_index() != fact.first_index {
            return Err(Code::SessionKey);
        }
        let place = (room.to_owned(), fact.session_id.clone());
        let earlier = self
            .sessions
            .get(&place)
            .map(InboundGroupSession::first_known_index);
        if earlier.is_none_or(|index| index > fact.first_index) {
            self.sessions.insert(place, session);
        }
        Ok(())
    }

    fn event(
        &mut self,
        fact: &EventFact,
        room: Option<&str>,
        unproven: bool,
        around: &mut Around<'_>,
    ) -> Result<(), Code> {
        around.found.events += 1;
        let encrypted = fact.event_type == "m.room.encrypted" || fact.decrypted.is_some();
        if let Some(content) = event::content(fact.decrypted.as_ref().unwrap_or(&fact.raw)) {
            note_keys(&mut self.keys, &fact.event_id, &content);
        }
        if !event::agrees(fact, room) {
            return Err(Code::EventMismatch);
        }
        let Some(text) = fact.decrypted.as_ref().filter(|_| !unproven) else {
            match (encrypted, unproven) {
                (_, true) => around.found.texts_unproven += 1,
                (true, _) => around.found.texts_unread += 1,
                (false, _) => around.found.texts_clear += 1,
            }
            if encrypted {
                self.raws.insert(fact.event_id.clone(), fact.raw.clone());
            }
            return Ok(());
        };
        self.prove(&Claim {
            event_id: &fact.event_id,
            raw: &fact.raw,
            text,
            encryption: fact.encryption.as_ref(),
            room,
        })?;
        around.found.texts_proven += 1;
        Ok(())
    }

    fn late_key(
        &mut self,
        fact: &LateKeyFact,
        room: Option<&str>,
        unproven: bool,
        around: &mut Around<'_>,
    ) -> Result<(), Code> {
        if let Some(content) = event::content(&fact.decrypted) {
            note_keys(&mut self.keys, &fact.event_id, &content);
        }
        if unproven {
            around.found.texts_unproven += 1;
            return Ok(());
        }
        let raw = self
            .raws
            .get(&fact.event_id)
            .cloned()
            .ok_or(Code::LateKeyUnbound)?;
        self.prove(&Claim {
            event_id: &fact.event_id,
            raw: &raw,
            text: &fact.decrypted,
            encryption: Some(&fact.encryption),
            room,
        })?;
        around.found.texts_proven += 1;
        around.found.texts_unread = around.found.texts_unread.saturating_sub(1);
        Ok(())
    }

    /// Decrypts the event once more and compares.
    fn prove(&mut self, claim: &Claim<'_>) -> Result<(), Code> {
        let outer = event::encrypted(claim.raw).ok_or(Code::EventMismatch)?;
        let claimed = claim
            .encryption
            .is_none_or(|said| said.algorithm == MEGOLM && said.session_id == outer.session_id);
        let room = claim.room.ok_or(Code::EventMismatch)?;
        if outer.algorithm != MEGOLM || !claimed {
            return Err(Code::EventMismatch);
        }
        let message = MegolmMessage::from_base64(&outer.ciphertext).map_err(|_| Code::CiphertextInvalid)?;
        let place = (room.to_owned(), outer.session_id);
        let session = self.sessions.get_mut(&place).ok_or(Code::TextUnproven)?;
        let decrypted = session.decrypt(&message).map_err(|error| match error {
            DecryptionError::UnknownMessageIndex(..) => Code::TextUnproven,
            _ => Code::CiphertextInvalid,
        })?;
        let index = decrypted.message_index;
        if claim
            .encryption
            .and_then(|said| said.message_index)
            .is_some_and(|said| said != index)
        {
            return Err(Code::MessageIndex);
        }
        if !clear_text::same_meaning(&decrypted.plaintext, claim.text, outer.relation.as_ref(), room) {
            return Err(Code::PlaintextMismatch);
        }
        let event = Sha256::of(claim.event_id.as_bytes());
        let message = Sha256::of(format!("{}\0{}\0{index}", place.0, place.1).as_bytes());
        if *self.messages.entry(message).or_insert(event) == event {
            Ok(())
        } else {
            Err(Code::MessageReplayed)
        }
    }
}
