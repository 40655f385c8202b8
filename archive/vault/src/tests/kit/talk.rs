//! A conversation in an encrypted room, as a device captures it: real Megolm ciphertext, clear text, session key.

use griffie_wire::{
    Fact, Millis,
    record::{
        Direction, Encryption, EventFact, Member, MembersFact, RoomKind, RoomThen, SessionKeyFact, Via,
    },
};
use serde_json::{Value, json};
use vodozemac::megolm::{GroupSession, InboundGroupSession, SessionConfig};

use super::Device;

pub(in crate::tests) fn room(id: &str, name: &str) -> RoomThen {
    RoomThen {
        room_id: id.to_owned(),
        name: Some(name.to_owned()),
        kind: RoomKind::Group,
        encrypted: true,
        members: None,
    }
}

pub(in crate::tests) struct Talk {
    pub(in crate::tests) room: RoomThen,
    session: GroupSession,
    inbound: InboundGroupSession,
    pub(in crate::tests) at: u64,
    count: u32,
}

impl Talk {
    pub(in crate::tests) fn new(room: RoomThen) -> Self {
        let session = GroupSession::new(SessionConfig::version_1());
        let inbound = InboundGroupSession::new(&session.session_key(), SessionConfig::version_1());
        Self {
            room,
            session,
            inbound,
            at: 1_793_600_000_000,
            count: 0,
        }
    }

    /// A conversation in another room whose session has the same id and another ratchet, as only a hostile sender makes it.
    pub(in crate::tests) fn same_session_in(&self, room: RoomThen) -> Self {
        let mut talk = Self::new(room);
        let mut pickle = serde_json::to_value(talk.session.pickle()).unwrap();
        pickle["signing_key"] = serde_json::to_value(self.session.pickle()).unwrap()["signing_key"].take();
        talk.session = GroupSession::from_pickle(serde_json::from_value(pickle).unwrap());
        talk.inbound = InboundGroupSession::new(&talk.session.session_key(), SessionConfig::version_1());
        assert_eq!(talk.session.session_id(), self.session.session_id());
        talk
    }

    /// Who is in the room from here on.
    pub(in crate::tests) fn has(&mut self, device: &mut Device, people: &[(&str, &str)]) {
        let members = people.iter().map(|(user_id, name)| Member {
            user_id: (*user_id).to_owned(),
            display_name: Some((*name).to_owned()),
            membership: "join".to_owned(),
            power: 0,
        });
        let fact = MembersFact::of(members.collect()).unwrap();
        self.room.members = Some(fact.digest);
        device.records(Some(&self.room.clone()), Fact::Members(fact));
    }

    /// The record of the session's key from `index` on.
    pub(in crate::tests) fn key(&mut self, index: u32) -> Fact {
        Fact::SessionKey(SessionKeyFact {
            session_id: self.session.session_id(),
            sender_key: "curve".to_owned(),
            first_index: index,
            key: self.inbound.export_at(index).unwrap().to_base64(),
        })
    }

    /// An encrypted event of the room with this content.
    pub(in crate::tests) fn event(&mut self, sender: &str, event_type: &str, content: &Value) -> EventFact {
        let id = format!("${}-{}", self.room.room_id.trim_start_matches('!'), self.count);
        self.event_named(&id, sender, event_type, content)
    }

    pub(in crate::tests) fn event_named(
        &mut self,
        event_id: &str,
        sender: &str,
        event_type: &str,
        content: &Value,
    ) -> EventFact {
        let plain = json!({"type": event_type, "content": content, "room_id": self.room.room_id});
        let index = self.session.message_index();
        let message = self.session.encrypt(plain.to_string());
        self.at += 61_000;
        self.count += 1;
        let mut outer = json!({"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": message.to_base64(),
            "session_id": self.session.session_id(), "sender_key": "curve", "device_id": "X"});
        if let Some(relation) = content.get("m.relates_to") {
            outer["m.relates_to"] = relation.clone();
        }
        let raw = json!({"type": "m.room.encrypted", "event_id": event_id, "sender": sender,
            "origin_server_ts": self.at, "content": outer, "unsigned": {}});
        let decrypted = json!({"type": event_type, "content": content, "room_id": self.room.room_id,
            "event_id": event_id, "sender": sender, "origin_server_ts": self.at, "unsigned": {}});
        EventFact {
            event_id: event_id.to_owned(),
            event_type: "m.room.encrypted".to_owned(),
            state_key: None,
            sender: sender.to_owned(),
            origin_server_ts: Millis(self.at),
            received_at: Millis(self.at + 50),
            direction: Direction::Incoming,
            via: Via::Sync,
            backfilled: false,
            raw: raw.to_string(),
            decrypted: Some(decrypted.to_string()),
            encryption: Some(Encryption {
                algorithm: "m.megolm.v1.aes-sha2".to_owned(),
                session_id: self.session.session_id(),
                sender_key: "curve".to_owned(),
                sender_device: Some("X".to_owned()),
                claimed_ed25519: None,
                forwarder: None,
                message_index: Some(index),
                verification: "verified".to_owned(),
            }),
            txn_id: None,
        }
    }

    /// Captures a text message: the custodian's own ones are outgoing.
    pub(in crate::tests) fn says(&mut self, device: &mut Device, sender: &str, text: &str) -> String {
        self.sends(
            device,
            sender,
            "m.room.message",
            &json!({"msgtype": "m.text", "body": text}),
        )
    }

    /// Captures an encrypted event.
    pub(in crate::tests) fn sends(
        &mut self,
        device: &mut Device,
        sender: &str,
        kind: &str,
        content: &Value,
    ) -> String {
        let mut fact = self.event(sender, kind, content);
        if sender == device.info.user_id {
            fact.direction = Direction::Outgoing;
        }
        let id = fact.event_id.clone();
        device.records(Some(&self.room.clone()), Fact::Event(fact));
        id
    }

    /// Captures an own event as the homeserver gives it after it was redacted: without content.
    pub(in crate::tests) fn pruned(&mut self, device: &mut Device, event_type: &str) -> String {
        let mut fact = self.event(&device.info.user_id.clone(), event_type, &json!({}));
        fact.direction = Direction::Outgoing;
        fact.event_type = event_type.to_owned();
        fact.raw = json!({"type": event_type, "event_id": fact.event_id, "sender": fact.sender,
            "origin_server_ts": self.at, "content": {}, "unsigned": {"redacted_because": {}}})
        .to_string();
        (fact.decrypted, fact.encryption) = (None, None);
        let id = fact.event_id.clone();
        device.records(Some(&self.room.clone()), Fact::Event(fact));
        id
    }

    /// Captures a state event, which is never encrypted.
    pub(in crate::tests) fn state(
        &mut self,
        device: &mut Device,
        sender: &str,
        kind: &str,
        key: &str,
        content: &Value,
    ) {
        self.at += 5_000;
        self.count += 1;
        let id = format!("$state-{}", self.count);
        let raw = json!({"type": kind, "event_id": id, "sender": sender, "state_key": key,
            "origin_server_ts": self.at, "content": content});
        let fact = EventFact {
            event_id: id,
            event_type: kind.to_owned(),
            state_key: Some(key.to_owned()),
            sender: sender.to_owned(),
            origin_server_ts: Millis(self.at),
            received_at: Millis(self.at + 50),
            direction: Direction::Incoming,
            via: Via::Sync,
            backfilled: false,
            raw: raw.to_string(),
            decrypted: None,
            encryption: None,
            txn_id: None,
        };
        device.records(Some(&self.room.clone()), Fact::Event(fact));
    }
}
