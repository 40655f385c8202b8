//! The fixed values behind the snapshots: keys, a header, and one record of every kind of fact.

use griffie_wire::{
    Fact, Record, SigningKey,
    gso1::{ArchiveKey, Header, Kind, Suite},
    ids::{DeviceId, EntryNo, Epoch, Millis, ObjectId, Seq, Sha256, StreamId, TenantId},
    record::*,
};

pub(crate) fn archive_key(suite: Suite) -> ArchiveKey {
    let mut bytes = vec![suite.byte()];
    bytes.extend([0x42; 32]);
    ArchiveKey::from_bytes(&bytes).unwrap()
}

pub(crate) fn device_key() -> SigningKey {
    SigningKey::from_seed(&[0x24; 32])
}

pub(crate) fn sealed_text() -> &'static [u8] {
    "Dit moet over dertig jaar nog opengaan.".as_bytes()
}

pub(crate) fn batch_header(codec: u8) -> Header {
    let n_entries = u32::try_from(records().len()).unwrap();
    Header {
        kind: Kind::Batch,
        tenant: TenantId::from_bytes([0x10; 16]),
        device: DeviceId::from_bytes([0x20; 16]),
        epoch: Epoch::from_bytes([0x30; 16]),
        seq: Seq(1),
        prev_object_id: ObjectId::GENESIS,
        n_entries,
        first_entry: EntryNo(1),
        last_entry: EntryNo(n_entries.into()),
        codec,
        created: Millis(1_790_000_000_123),
        policy_version: 3,
        seal_config_version: 2,
        stream_id: StreamId::NONE,
    }
}

/// One record of every kind that schema 1 had, some with every field and some with none that may be absent.
pub(crate) fn records() -> Vec<Record> {
    numbered(1, facts())
}

/// One record of every kind that schema 2 added.
pub(crate) fn records_of_schema_2() -> Vec<Record> {
    numbered(2, seen_facts())
}

/// One record of every kind that schema 3 added.
pub(crate) fn records_of_schema_3() -> Vec<Record> {
    numbered(3, label_facts())
}

fn numbered(schema: u16, facts: Vec<Fact>) -> Vec<Record> {
    facts
        .into_iter()
        .zip(1..)
        .map(|(fact, number)| Record {
            schema,
            record_id: format!("01997d2e-0000-7000-8000-{number:012x}"),
            seq: EntryNo(number),
            custodian: "@anna:voorbeeld.nl".to_owned(),
            matrix_device: "GRIFFIEAAA".to_owned(),
            captured_at: Millis(1_790_000_000_000 + number),
            core_version: "0.1.0".to_owned(),
            policy_version: 3,
            room: room(number),
            fact,
        })
        .collect()
}

fn room(number: u64) -> Option<RoomThen> {
    let full = RoomThen {
        room_id: "!kamer:voorbeeld.nl".to_owned(),
        name: Some("Beleid & uitvoering \u{202e}".to_owned()),
        kind: RoomKind::Group,
        encrypted: true,
        members: Some(Sha256::of(b"leden")),
    };
    let bare = RoomThen {
        room_id: "!ander:voorbeeld.nl".to_owned(),
        name: None,
        kind: RoomKind::Direct,
        encrypted: false,
        members: None,
    };
    [None, Some(full), Some(bare)]
        .into_iter()
        .nth(usize::try_from(number % 3).unwrap())
        .unwrap()
}

fn facts() -> Vec<Fact> {
    let mut facts = device_facts();
    facts.extend(event_facts());
    facts.extend(gap_facts());
    facts.extend(send_facts());
    facts.extend(file_facts());
    facts
}

fn seen_facts() -> Vec<Fact> {
    let receipt = |user_id: &str, thread: Option<&str>| Receipt {
        event_id: "$een".to_owned(),
        user_id: user_id.to_owned(),
        at: Millis(9_007_199_254_740_991),
        thread: thread.map(str::to_owned),
    };
    let shared = |withheld| KeySharedFact {
        session_id: "sessie".to_owned(),
        first_index: 7,
        devices: vec![KeyHolder {
            user_id: "@bob:voorbeeld.nl".to_owned(),
            device_id: "TELEFOON".to_owned(),
        }],
        withheld,
    };
    vec![
        Fact::Receipts(ReceiptsFact {
            receipts: vec![
                receipt("@bob:voorbeeld.nl", Some("main")),
                receipt("@cas:voorbeeld.nl", None),
            ],
        }),
        Fact::KeyShared(shared(vec![Withheld {
            user_id: "@cas:voorbeeld.nl".to_owned(),
            device_id: "OUD".to_owned(),
            code: "m.unverified".to_owned(),
        }])),
        Fact::KeyShared(shared(Vec::new())),
    ]
}

fn label_facts() -> Vec<Fact> {
    let label = |target, inside, reason: Option<&str>| {
        Fact::Label(LabelFact {
            target,
            label: Label::Private,
            former: Label::Business,
            inside,
            reason: reason.map(str::to_owned),
        })
    };
    let withheld = |event| {
        Fact::Withheld(WithheldFact {
            digest: withheld_digest(&Sha256::of(b"zout"), b"{}"),
            event,
            room: room_digest("!kamer:voorbeeld.nl"),
            label: Label::Party,
            until: Millis(1_790_000_900_000),
            scope: Scope::All,
        })
    };
    vec![
        label(
            LabelTarget::Event(event_digest("$een")),
            true,
            Some("tandarts \u{1f600}"),
        ),
        label(LabelTarget::Room(room_digest("!kamer:voorbeeld.nl")), false, None),
        withheld(Some(event_digest("$een"))),
        withheld(None),
        Fact::Disclosed(DisclosedFact {
            entry: EntryNo(3),
            salt: Sha256::of(b"zout"),
            record: HOSTILE.to_owned(),
        }),
    ]
}

fn device_facts() -> Vec<Fact> {
    vec![
        Fact::Activated(ActivatedFact {
            homeserver: "https://matrix.voorbeeld.nl".to_owned(),
            user_id: "@anna:voorbeeld.nl".to_owned(),
            matrix_device: "GRIFFIEAAA".to_owned(),
            epoch: Epoch::from_bytes([0x30; 16]),
            root: SigningKey::from_seed(&[1; 32]).public(),
            os: "linux".to_owned(),
        }),
        Fact::Restarted { after_crash: true },
        Fact::Config(ConfigFact {
            policy_version: 3,
            seal_config_version: 2,
        }),
        Fact::Alarm(AlarmFact {
            code: "clock_jump".to_owned(),
            detail: "clock went back 86400 s".to_owned(),
        }),
        Fact::SessionKey(SessionKeyFact {
            session_id: "sessie".to_owned(),
            sender_key: "curve25519".to_owned(),
            first_index: 7,
            key: "AQAAAAc".to_owned(),
        }),
        Fact::Members(
            MembersFact::of(vec![
                member("@bob:voorbeeld.nl", None, "leave", -1),
                member("@anna:voorbeeld.nl", Some("Anna de Vries"), "join", 100),
            ])
            .unwrap(),
        ),
    ]
}

fn member(user_id: &str, display_name: Option<&str>, membership: &str, power: i64) -> Member {
    Member {
        user_id: user_id.to_owned(),
        display_name: display_name.map(str::to_owned),
        membership: membership.to_owned(),
        power,
    }
}

/// Text that a JSON reader would change or choke on, were it parsed.
const HOSTILE: &str = "{\"content\":{\"body\":\"e\u{301} \\ud800 \u{1f600}\",\"n\":1e400,\"m\":9007199254740993},  \"type\":\"m.room.message\"}";

fn event_facts() -> Vec<Fact> {
    vec![
        Fact::Event(EventFact {
            event_id: "$een".to_owned(),
            event_type: "m.room.encrypted".to_owned(),
            state_key: None,
            sender: "@bob:voorbeeld.nl".to_owned(),
            origin_server_ts: Millis(9_007_199_254_740_991),
            received_at: Millis(1_790_000_000_050),
            direction: Direction::Incoming,
            via: Via::GapFill,
            backfilled: true,
            raw: HOSTILE.to_owned(),
            decrypted: Some("[".repeat(300)),
            encryption: Some(encryption()),
            txn_id: Some("txn-1".to_owned()),
        }),
        Fact::Event(EventFact {
            event_id: "$twee".to_owned(),
            event_type: "m.room.name".to_owned(),
            state_key: Some(String::new()),
            sender: "@anna:voorbeeld.nl".to_owned(),
            origin_server_ts: Millis(0),
            received_at: Millis(1),
            direction: Direction::Outgoing,
            via: Via::State,
            backfilled: false,
            raw: "{}".to_owned(),
            decrypted: None,
            encryption: None,
            txn_id: None,
        }),
        Fact::LateKey(LateKeyFact {
            event_id: "$een".to_owned(),
            decrypted: "{\"type\":\"m.room.message\"}".to_owned(),
            encryption: encryption(),
            waited_ms: 61_000,
        }),
    ]
}

fn encryption() -> Encryption {
    Encryption {
        algorithm: "m.megolm.v1.aes-sha2".to_owned(),
        session_id: "sessie".to_owned(),
        sender_key: "curve25519".to_owned(),
        sender_device: Some("BOBDEVICE".to_owned()),
        claimed_ed25519: Some("ed25519".to_owned()),
        forwarder: Some("@anna:voorbeeld.nl".to_owned()),
        message_index: Some(0),
        verification: "unsigned_device".to_owned(),
    }
}

fn gap_facts() -> Vec<Fact> {
    vec![
        Fact::Gap(GapFact {
            gap_id: "gat-1".to_owned(),
            cause: GapCause::LimitedSync,
            event_id: Some("$een".to_owned()),
            session_id: Some("sessie".to_owned()),
            from: Some("s1".to_owned()),
            to: Some("t2".to_owned()),
            code: Some("m_unknown".to_owned()),
        }),
        Fact::GapClosed(GapClosedFact {
            gap_id: "gat-1".to_owned(),
            events: 200,
        }),
    ]
}

fn send_facts() -> Vec<Fact> {
    vec![
        Fact::SendIntent(SendIntentFact {
            txn_id: "txn-1".to_owned(),
            event_type: "m.room.message".to_owned(),
            content: "{\"body\":\"dag\",\"msgtype\":\"m.text\"}".to_owned(),
            file: Some(OwnFile {
                name: "foto.jpg".to_owned(),
                size: 20_000_000,
                sha256: Sha256::of(b"foto"),
            }),
        }),
        Fact::SendResult(SendResultFact {
            txn_id: "txn-1".to_owned(),
            event_id: Some("$een".to_owned()),
            error: None,
        }),
        Fact::SendResult(SendResultFact {
            txn_id: "txn-2".to_owned(),
            event_id: None,
            error: Some("m_forbidden".to_owned()),
        }),
    ]
}

fn file_facts() -> Vec<Fact> {
    vec![
        Fact::Attachment(AttachmentFact {
            event_id: "$een".to_owned(),
            mxc: "mxc://voorbeeld.nl/abc".to_owned(),
            role: AttachmentRole::File,
            file_name: Some("foto.jpg".to_owned()),
            mime: Some("image/jpeg".to_owned()),
            size: 20_000_000,
            sha256_plain: Some(Sha256::of(b"foto")),
            sha256_stored: Sha256::of(b"cijfertekst"),
            stored_size: 20_000_000,
            form: AttachmentForm::MatrixCiphertext,
            state: AttachmentState::Stored,
            key: None,
        }),
        Fact::Attachment(AttachmentFact {
            event_id: "$een".to_owned(),
            mxc: "mxc://voorbeeld.nl/def".to_owned(),
            role: AttachmentRole::Thumbnail,
            file_name: None,
            mime: None,
            size: 0,
            sha256_plain: None,
            sha256_stored: Sha256::of(b""),
            stored_size: 0,
            form: AttachmentForm::Gso1,
            state: AttachmentState::HashMismatch,
            key: None,
        }),
    ]
}
