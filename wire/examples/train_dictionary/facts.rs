//! Made-up facts with the shapes, names and proportions of real ones.

use griffie_wire::{
    ids::{Epoch, Millis},
    key::SigningKey,
    record::{
        ActivatedFact, AttachmentFact, AttachmentForm, AttachmentRole, AttachmentState, ConfigFact,
        Direction, Encryption, EventFact, Fact, GapCause, GapClosedFact, GapFact, LateKeyFact, Member,
        MembersFact, OwnFile, RecordError, SendIntentFact, SendResultFact, SessionKeyFact, Via,
    },
};
use serde_json::json;

use crate::Maker;

impl Maker {
    fn encryption(&mut self) -> Encryption {
        Encryption {
            algorithm: "m.megolm.v1.aes-sha2".to_owned(),
            session_id: self.base64(43),
            sender_key: self.base64(43),
            sender_device: Some(self.base64(10).to_uppercase()),
            claimed_ed25519: Some(self.base64(43)),
            forwarder: None,
            message_index: u32::try_from(self.draw(90)).ok(),
            verification: "unsigned_device".to_owned(),
        }
    }

    fn content(&mut self) -> (&'static str, serde_json::Value) {
        let body = self.sentence();
        match self.draw(7) {
            0 => (
                "m.room.message",
                json!({"body": body, "m.mentions": {}, "m.relates_to": {"m.in_reply_to": {"event_id": self.event_id()}}, "msgtype": "m.text"}),
            ),
            1 => (
                "m.room.message",
                json!({"body": format!("* {body}"), "m.mentions": {}, "m.new_content": {"body": body, "m.mentions": {}, "msgtype": "m.text"}, "m.relates_to": {"event_id": self.event_id(), "rel_type": "m.replace"}, "msgtype": "m.text"}),
            ),
            2 => (
                "m.reaction",
                json!({"m.relates_to": {"event_id": self.event_id(), "key": "👍", "rel_type": "m.annotation"}}),
            ),
            3 => (
                "m.room.message",
                json!({"body": "bijlage.pdf", "file": {"hashes": {"sha256": self.base64(43)}, "iv": self.base64(22), "key": {"alg": "A256CTR", "ext": true, "k": self.base64(43), "key_ops": ["encrypt", "decrypt"], "kty": "oct"}, "url": format!("mxc://s0.example/{}", self.base64(24)), "v": "v2"}, "info": {"mimetype": "application/pdf", "size": self.draw(9_000_000)}, "msgtype": "m.file"}),
            ),
            _ => (
                "m.room.message",
                json!({"body": body, "m.mentions": {}, "msgtype": "m.text"}),
            ),
        }
    }

    fn clear_event(&mut self, room: &str, sender: &str) -> String {
        let (kind, content) = self.content();
        json!({"content": content, "keys": {"ed25519": self.base64(43)}, "recipient_keys": {}, "room_id": room, "sender": sender, "type": kind})
            .to_string()
    }

    pub(crate) fn event(&mut self, room: &str, at: u64) -> Fact {
        let (sender, event_id) = (self.user(), self.event_id());
        let encryption = self.encryption();
        let len = 180 + self.draw(200);
        let raw = json!({
            "content": {"algorithm": encryption.algorithm, "ciphertext": format!("AwgA{}", self.base64(len)), "device_id": encryption.sender_device, "sender_key": encryption.sender_key, "session_id": encryption.session_id},
            "event_id": event_id, "origin_server_ts": at, "sender": sender, "type": "m.room.encrypted",
            "unsigned": {"age": self.draw(900), "membership": "join"}
        });
        let outgoing = self.draw(2) == 0;
        Fact::Event(EventFact {
            event_id,
            event_type: "m.room.encrypted".to_owned(),
            state_key: None,
            decrypted: Some(self.clear_event(room, &sender)),
            sender,
            origin_server_ts: Millis(at),
            received_at: Millis(at + 90),
            direction: if outgoing {
                Direction::Outgoing
            } else {
                Direction::Incoming
            },
            via: Via::Sync,
            backfilled: false,
            raw: raw.to_string(),
            encryption: Some(encryption),
            txn_id: outgoing.then(|| self.base64(22)),
        })
    }

    pub(crate) fn state(&mut self, at: u64) -> Fact {
        let (sender, event_id) = (self.user(), self.event_id());
        let (kind, key, content) = match self.draw(5) {
            0 => ("m.room.name", String::new(), json!({"name": self.sentence()})),
            1 => (
                "m.room.encryption",
                String::new(),
                json!({"algorithm": "m.megolm.v1.aes-sha2"}),
            ),
            2 => (
                "m.room.power_levels",
                String::new(),
                json!({"ban": 50, "events": {"m.room.name": 50, "m.room.power_levels": 100}, "events_default": 0, "invite": 0, "kick": 50, "redact": 50, "state_default": 50, "users": {sender.clone(): 100}, "users_default": 0}),
            ),
            3 => (
                "m.room.create",
                String::new(),
                json!({"creator": sender, "room_version": "12"}),
            ),
            _ => (
                "m.room.member",
                sender.clone(),
                json!({"avatar_url": null, "displayname": self.sentence(), "membership": "join"}),
            ),
        };
        let raw = json!({"content": content, "event_id": event_id, "origin_server_ts": at, "sender": sender, "state_key": key, "type": kind, "unsigned": {"age": self.draw(900)}});
        Fact::Event(EventFact {
            event_id,
            event_type: kind.to_owned(),
            state_key: Some(key),
            sender,
            origin_server_ts: Millis(at),
            received_at: Millis(at + 90),
            direction: Direction::Incoming,
            via: Via::State,
            backfilled: false,
            raw: raw.to_string(),
            decrypted: None,
            encryption: None,
            txn_id: None,
        })
    }

    fn attachment(&mut self) -> Fact {
        let size = self.draw(9_000_000) as u64;
        Fact::Attachment(AttachmentFact {
            event_id: self.event_id(),
            mxc: format!("mxc://s0.example/{}", self.base64(24)),
            role: if self.draw(3) == 0 {
                AttachmentRole::Thumbnail
            } else {
                AttachmentRole::File
            },
            file_name: Some("bijlage.pdf".to_owned()),
            mime: Some("application/pdf".to_owned()),
            size,
            sha256_plain: Some(self.digest()),
            sha256_stored: self.digest(),
            stored_size: size,
            form: AttachmentForm::MatrixCiphertext,
            state: AttachmentState::Stored,
            key: None,
        })
    }

    fn members(&mut self) -> Result<Fact, RecordError> {
        let count = 2 + self.draw(6);
        let members = (0..count)
            .map(|_| Member {
                user_id: self.user(),
                display_name: Some(self.sentence()),
                membership: "join".to_owned(),
                power: 0,
            })
            .collect();
        MembersFact::of(members).map(Fact::Members)
    }

    pub(crate) fn other(&mut self, at: u64, room: &str) -> Result<Fact, RecordError> {
        Ok(match self.draw(11) {
            0 => self.members()?,
            1 | 2 => self.attachment(),
            3 => self.session_key(),
            4 => self.intent(),
            5 => Fact::SendResult(SendResultFact {
                txn_id: self.base64(22),
                event_id: Some(self.event_id()),
                error: None,
            }),
            6 | 7 => self.gap(),
            8 => Fact::GapClosed(GapClosedFact {
                gap_id: self.base64(22),
                events: 40,
            }),
            9 => self.late_key(room),
            _ if at.is_multiple_of(2) => Fact::Config(ConfigFact {
                policy_version: 1,
                seal_config_version: 1,
            }),
            _ => Fact::Activated(ActivatedFact {
                homeserver: "https://s0.example".to_owned(),
                user_id: self.user(),
                matrix_device: self.base64(10).to_uppercase(),
                epoch: Epoch::from_bytes([7; 16]),
                root: SigningKey::from_seed(&[1; 32]).public(),
                os: "linux".to_owned(),
            }),
        })
    }

    fn session_key(&mut self) -> Fact {
        Fact::SessionKey(SessionKeyFact {
            session_id: self.base64(43),
            sender_key: self.base64(43),
            first_index: 0,
            key: format!("AQAAAA{}", self.base64(214)),
        })
    }

    fn intent(&mut self) -> Fact {
        let (event_type, content) = self.content();
        let file = OwnFile {
            name: "bijlage.pdf".to_owned(),
            size: 48_211,
            sha256: self.digest(),
        };
        Fact::SendIntent(SendIntentFact {
            txn_id: self.base64(22),
            event_type: event_type.to_owned(),
            content: content.to_string(),
            file: (self.draw(3) == 0).then_some(file),
        })
    }

    fn gap(&mut self) -> Fact {
        let limited = self.draw(2) == 0;
        Fact::Gap(GapFact {
            gap_id: self.base64(22),
            cause: if limited {
                GapCause::LimitedSync
            } else {
                GapCause::Undecryptable
            },
            event_id: (!limited).then(|| self.event_id()),
            session_id: (!limited).then(|| self.base64(43)),
            from: limited.then(|| "s1_2_3_4_5_6_7_8_9".to_owned()),
            to: limited.then(|| "t1-2_3_4_5_6_7_8_9".to_owned()),
            code: None,
        })
    }

    fn late_key(&mut self, room: &str) -> Fact {
        let sender = self.user();
        Fact::LateKey(LateKeyFact {
            event_id: self.event_id(),
            decrypted: self.clear_event(room, &sender),
            encryption: self.encryption(),
            waited_ms: 1200,
        })
    }
}
