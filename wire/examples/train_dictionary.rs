//! Trains the static zstd dictionary of codec 1 on made-up records: `cargo run -p griffie-wire --example train_dictionary`.
//!
//! No real record, name or message may ever come in here: a dictionary hands what it was trained on to everybody.
//! The committed file belongs to codec 1 for ever; train a better one under another name and codec.

use griffie_wire::{
    ids::{EntryNo, Epoch, Millis, Sha256},
    key::SigningKey,
    record::{
        ActivatedFact, AttachmentFact, AttachmentForm, AttachmentRole, AttachmentState, ConfigFact,
        Direction, Encryption, EventFact, Fact, GapCause, GapClosedFact, GapFact, LateKeyFact, Member,
        MembersFact, OwnFile, Record, RoomKind, RoomThen, SCHEMA, SendIntentFact, SendResultFact,
        SessionKeyFact, Via,
    },
};
use serde_json::json;

const SIZE: usize = 16 * 1024;
const SAMPLES: u64 = 6000;
const WORDS: [&str; 48] = [
    "de",
    "het",
    "een",
    "en",
    "van",
    "ik",
    "je",
    "niet",
    "dat",
    "is",
    "we",
    "morgen",
    "vandaag",
    "vergadering",
    "stuk",
    "akkoord",
    "graag",
    "kun",
    "nog",
    "even",
    "kijken",
    "naar",
    "voorstel",
    "besluit",
    "the",
    "and",
    "to",
    "of",
    "for",
    "please",
    "meeting",
    "tomorrow",
    "draft",
    "thanks",
    "agenda",
    "report",
    "planning",
    "vraag",
    "antwoord",
    "prima",
    "goed",
    "dank",
    "bijlage",
    "document",
    "versie",
    "termijn",
    "overleg",
    "team",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let samples = (1..=SAMPLES)
        .map(|number| Maker(number).record(number)?.to_canonical())
        .collect::<Result<Vec<_>, _>>()?;
    let dictionary = zstd::dict::from_samples(&samples, SIZE)?;
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/dictionary.zstd");
    std::fs::write(path, &dictionary)?;
    println!("{} bytes, {}", dictionary.len(), Sha256::of(&dictionary));
    Ok(())
}

/// Draws from a fixed sequence (SplitMix64), so that training twice gives the same file.
struct Maker(u64);

impl Maker {
    fn draw(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % below as u64).unwrap_or(0)
    }

    fn base64(&mut self, len: usize) -> String {
        const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        (0..len)
            .map(|_| {
                LETTERS
                    .get(self.draw(64))
                    .map_or('A', |letter| char::from(*letter))
            })
            .collect()
    }

    fn sentence(&mut self) -> String {
        let count = 2 + self.draw(14);
        let words: Vec<&str> = (0..count)
            .filter_map(|_| WORDS.get(self.draw(WORDS.len())).copied())
            .collect();
        words.join(" ")
    }

    fn user(&mut self) -> String {
        let server = self.draw(3);
        format!("@u{}:s{server}.example", self.base64(4).to_lowercase())
    }

    fn event_id(&mut self) -> String {
        format!("${}", self.base64(43))
    }

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

    fn event(&mut self, room: &str, at: u64) -> Fact {
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

    fn state(&mut self, at: u64) -> Fact {
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
        })
    }

    fn digest(&mut self) -> Sha256 {
        Sha256::of(self.base64(16).as_bytes())
    }

    fn members(&mut self) -> Result<Fact, griffie_wire::record::RecordError> {
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

    fn other(&mut self, at: u64, room: &str) -> Result<Fact, griffie_wire::record::RecordError> {
        let gap_id = self.base64(22);
        Ok(match self.draw(11) {
            0 => self.members()?,
            1 | 2 => self.attachment(),
            3 => Fact::SessionKey(SessionKeyFact {
                session_id: self.base64(43),
                sender_key: self.base64(43),
                first_index: 0,
                key: format!("AQAAAA{}", self.base64(214)),
            }),
            4 => Fact::SendIntent(SendIntentFact {
                txn_id: self.base64(22),
                event_type: "m.room.message".to_owned(),
                content: self.content().1.to_string(),
                file: (self.draw(3) == 0).then(|| OwnFile {
                    name: "bijlage.pdf".to_owned(),
                    size: 48_211,
                    sha256: self.digest(),
                }),
            }),
            5 => Fact::SendResult(SendResultFact {
                txn_id: self.base64(22),
                event_id: Some(self.event_id()),
                error: None,
            }),
            6 => Fact::Gap(GapFact {
                gap_id,
                cause: GapCause::Undecryptable,
                event_id: Some(self.event_id()),
                session_id: Some(self.base64(43)),
                from: None,
                to: None,
                code: None,
            }),
            7 => Fact::Gap(GapFact {
                gap_id,
                cause: GapCause::LimitedSync,
                event_id: None,
                session_id: None,
                from: Some("s1_2_3_4_5_6_7_8_9".to_owned()),
                to: Some("t1-2_3_4_5_6_7_8_9".to_owned()),
                code: None,
            }),
            8 => Fact::GapClosed(GapClosedFact { gap_id, events: 40 }),
            9 => {
                let sender = self.user();
                Fact::LateKey(LateKeyFact {
                    event_id: self.event_id(),
                    decrypted: self.clear_event(room, &sender),
                    encryption: self.encryption(),
                    waited_ms: 1200,
                })
            }
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

    fn record(&mut self, number: u64) -> Result<Record, griffie_wire::record::RecordError> {
        let at = 1_790_000_000_000 + number * 7919;
        let room_id = format!("!{}:s0.example", self.base64(18));
        let fact = match self.draw(10) {
            0..=5 => self.event(&room_id, at),
            6 => self.state(at),
            _ => self.other(at, &room_id)?,
        };
        let tail = self.digest().to_string();
        let tail: String = tail.chars().take(12).collect();
        Ok(Record {
            schema: SCHEMA,
            record_id: format!(
                "{:08x}-{:04x}-7{:03x}-9{:03x}-{tail}",
                at >> 16,
                at & 0xffff,
                self.draw(4096),
                self.draw(4096)
            ),
            seq: EntryNo(number),
            custodian: self.user(),
            matrix_device: self.base64(10).to_uppercase(),
            captured_at: Millis(at),
            core_version: "0.1.0".to_owned(),
            policy_version: 1,
            room: Some(RoomThen {
                room_id,
                name: Some(self.sentence()),
                kind: if self.draw(2) == 0 {
                    RoomKind::Direct
                } else {
                    RoomKind::Group
                },
                encrypted: true,
                members: Some(self.digest()),
            }),
            fact,
        })
    }
}
