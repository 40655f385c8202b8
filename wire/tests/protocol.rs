//! Snapshots of what devices, gateways and vaults say to each other: a change here is a change of the protocol.
//!
//! `GRIFFIE_BLESS=1 cargo test -p griffie-wire --test protocol` writes them anew, for a reviewer to read.

#![allow(
    clippy::unwrap_used,
    reason = "a helper of a test fails the test by panicking"
)]

use std::{fs, path::Path};

use griffie_wire::{
    DeviceId, Epoch, Millis, ObjectId, Seq, Sha256, SigningKey, TenantId,
    activation::{ActivationCode, ActivationLink},
    api::{
        Accepted, ActivateRequest, DeviceConfig, DeviceInfo, Grant, Login, Proof, ReceiptItem, Receipts,
        Rejected, ResendRange, StoredObject, Verdicts,
    },
    gso1::{Recipient, Suite},
    leaf::{Leaf, document::DocumentLeaf},
    note::{CosignerKey, Frontier, LogKey, add_signature},
    policy::{Disclaimer, Feature, Language, Occasion, Personal, PersonalLabel, Policy, QuietHours},
    problem::ProblemKind,
    receipt::{Receipt, verify_final},
    request::sign_request,
    seal_config::{SCHEMA, SealConfig},
    signed::{DocumentKind, SignedDocument},
};
use serde::Serialize;

const NOW: Millis = Millis(1_800_000_000_000);

fn golden(name: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    if std::env::var_os("GRIFFIE_BLESS").is_some() {
        fs::write(&path, actual).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(actual, expected, "{name} differs from its snapshot");
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap() + "\n"
}

fn root() -> SigningKey {
    SigningKey::from_seed(&[1; 32])
}

fn device_key() -> SigningKey {
    SigningKey::from_seed(&[4; 32])
}

fn log_key() -> LogKey {
    LogKey::from_seed(&[2; 32], "gateway.example.nl/log").unwrap()
}

fn vault_key() -> CosignerKey {
    CosignerKey::from_seed(&[3; 32], "vault.example.nl").unwrap()
}

fn code() -> ActivationCode {
    ActivationCode::generate([0xc0, 0xff, 0xee, 0, 1, 2, 3, 4, 5, 6])
}

fn object(index: u8) -> StoredObject {
    StoredObject {
        index: u64::from(index),
        object_id: ObjectId::from_bytes([index; 32]),
        device: DeviceId::from_bytes([0xd1; 16]),
        epoch: Epoch::from_bytes([0xe1; 16]),
        seq: Seq(u64::from(index) + 1),
        size: 5_590,
        received: NOW,
    }
}

fn checkpoint() -> String {
    let mut log = Frontier::default();
    [object(0), object(1)]
        .iter()
        .for_each(|object| log.push(object.leaf().hash()));
    log_key().sign_checkpoint(2, log.state().root)
}

fn cosignature() -> String {
    vault_key().cosign(&checkpoint(), NOW).unwrap()
}

fn seal_config() -> SignedDocument {
    let config = SealConfig {
        schema: SCHEMA,
        tenant: TenantId::from_bytes([0x7e; 16]),
        version: 1,
        suite: 1,
        recipients: vec![Recipient::new(Suite::XWing, vec![5; 1216]).unwrap().into()],
        valid_from: NOW,
        expires: Millis(NOW.0 + 365 * 86_400_000),
        log: log_key().vkey(),
        vault: vault_key().vkey(),
        witnesses: None,
        gateways: vec!["https://griffie.example.nl".to_owned()],
    };
    config.sign(&root()).unwrap()
}

fn policy() -> SignedDocument {
    Policy::standard("standaard", 1).sign(&root()).unwrap()
}

/// Every section of schema 3.
fn policy_3() -> SignedDocument {
    let texts = [Language::Nl, Language::En].map(|language| (language, format!("Text {}.", language.tag())));
    let policy = Policy {
        personal: Some(Personal {
            review_seconds: 70 * 86_400,
            labels: [PersonalLabel::Private, PersonalLabel::Party].into(),
            needs_reason: true,
        }),
        disclaimer: Some(Disclaimer {
            version: 1,
            texts: texts.into(),
            language: Language::Nl,
            servers: [(".uk".to_owned(), Language::En)].into(),
            privacy_url: Some("https://example.nl/privacy".to_owned()),
            when: [Occasion::FirstMessage, Occasion::Joined, Occasion::Yearly].into(),
        }),
        quiet_hours: Some(QuietHours {
            from_minute: 22 * 60,
            until_minute: 7 * 60,
            weekend: true,
        }),
        blocked: Feature::ALL.into(),
        ..Policy::standard("regels", 2).beginning(TenantId::from_bytes([0x7e; 16]), NOW)
    };
    policy.in_least_schema().sign(&root()).unwrap()
}

#[test]
fn problem_documents() {
    let mut all: Vec<_> = ProblemKind::ALL.iter().map(|kind| kind.problem()).collect();
    all.push(ProblemKind::ClockSkew.problem().with_server_time(NOW.0));
    all.push(ProblemKind::Quota.problem().with_retry_after(30));
    golden("problems.json", &json(&all));
}

/// The line of a document (D23); `tests/golden/policy.json` is the document.
#[test]
fn document_leaf_bytes() {
    let leaf = DocumentLeaf::of(DocumentKind::Policy, 1, &policy());
    golden("document-leaf.hex", &format!("{}\n", hex(&leaf.to_bytes())));
}

#[test]
fn leaf_bytes() {
    golden("leaf.hex", &format!("{}\n", hex(&object(1).leaf().to_bytes())));
}

#[test]
fn checkpoint_and_cosignature() {
    golden(
        "checkpoint.txt",
        &add_signature(&checkpoint(), &cosignature()).unwrap(),
    );
    golden(
        "verifier-keys.txt",
        &format!("{}\n{}\n", log_key().vkey(), vault_key().vkey()),
    );
}

#[test]
fn receipts() {
    let path = [object(0).leaf().hash()];
    let leaf: Leaf = object(1).leaf();
    let cosigned = add_signature(&checkpoint(), &cosignature()).unwrap();
    golden(
        "provisional.tlog-proof",
        &Receipt::build(1, &path, &checkpoint(), None).text(),
    );
    let accept = vault_key().accept(&leaf);
    let text = Receipt::build(1, &path, &cosigned, Some(accept)).text();
    golden("final.tlog-proof", &text);
    let config = SealConfig::accept(
        &seal_config(),
        &root().public(),
        TenantId::from_bytes([0x7e; 16]),
        None,
        NOW,
    );
    let trust = config.unwrap().trust();
    assert_eq!(
        verify_final(&Receipt::parse(&text).unwrap(), &leaf, &trust)
            .unwrap()
            .size,
        2
    );
}

#[test]
fn signed_documents() {
    golden("seal-config.json", &json(&seal_config()));
    golden("policy.json", &json(&policy()));
    golden("policy-3.json", &json(&policy_3()));
}

#[test]
fn activation_link() {
    let link = ActivationLink {
        gateway: "https://griffie.example.nl/v".to_owned(),
        root: root().public(),
        code: code(),
    };
    golden("activation-link.txt", &format!("{link}\n{}\n", code().hash()));
}

#[test]
fn request_headers() {
    let headers = sign_request(
        "PUT",
        "/v1/devices/d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1/objects/e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1/2?x=1",
        &Sha256::of(b"GSO1"),
        &device_key(),
        DeviceId::from_bytes([0xd1; 16]),
        NOW.0 / 1000,
        [6; 16],
    );
    let text: String = headers
        .iter()
        .map(|(name, value)| format!("{name}: {value}\n"))
        .collect();
    golden("request-headers.txt", &text);
}

#[test]
fn bodies_of_the_public_face() {
    let config = DeviceConfig {
        seal_config: SignedDocument {
            payload: "{}".to_owned(),
            ..seal_config()
        },
        policy: policy(),
        resend: vec![ResendRange {
            epoch: Epoch::from_bytes([0xe1; 16]),
            first: Seq(3),
            last: Seq(5),
        }],
        server_time: NOW,
        lines: None,
        recalls: Vec::new(),
    };
    let request = ActivateRequest::new(code(), &device_key(), "Android 16".to_owned(), "0.1.0".to_owned());
    assert_eq!(request.verify(), Ok(()));
    let grant = Grant {
        device: DeviceId::from_bytes([0xd1; 16]),
        tenant: TenantId::from_bytes([0x7e; 16]),
        user_id: "@7k3m9x:example.nl".to_owned(),
        homeserver: "https://matrix.example.nl".to_owned(),
        jwt: "e30.e30.c2ln".to_owned(),
        jwt_expires: NOW,
        config,
    };
    assert!(
        !format!("{grant:?}").contains("7k3m9x"),
        "personal data stays out of Debug"
    );
    let login = Login {
        jwt: grant.jwt.clone(),
        jwt_expires: NOW,
        homeserver: grant.homeserver.clone(),
    };
    let item = |cursor, receipt: Option<&str>, rejected: Option<&str>| ReceiptItem {
        cursor,
        epoch: Epoch::from_bytes([0xe1; 16]),
        seq: Seq(cursor),
        object_id: ObjectId::from_bytes([1; 32]),
        receipt: receipt.map(str::to_owned),
        rejected: rejected.map(str::to_owned),
    };
    let items = vec![
        item(1, Some("c2sp.org/tlog-proof@v1 …"), None),
        item(2, None, Some("chain_broken")),
    ];
    golden("activate-request.json", &json(&request));
    golden("grant.json", &json(&grant));
    golden("login.json", &json(&login));
    golden("receipts.json", &json(&Receipts { items, next: 2 }));
}

#[test]
fn bodies_of_the_internal_socket() {
    let device = DeviceInfo {
        device: DeviceId::from_bytes([0xd1; 16]),
        tenant: TenantId::from_bytes([0x7e; 16]),
        user_id: "@7k3m9x:example.nl".to_owned(),
        public_key: device_key().public(),
        revoked: false,
    };
    let verdicts = Verdicts {
        checkpoint: checkpoint(),
        cosignature: cosignature(),
        accepted: vec![Accepted {
            index: 0,
            accept: vault_key().accept(&object(0).leaf()),
        }],
        rejected: vec![Rejected {
            index: 1,
            code: "chain_broken".to_owned(),
        }],
    };
    golden("objects.json", &json(&[object(0), object(1)]));
    golden("device.json", &json(&device));
    golden(
        "proof.json",
        &json(&Proof {
            index: 1,
            size: 2,
            path: vec![Sha256::of(b"")],
        }),
    );
    golden("verdicts.json", &json(&verdicts));
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
