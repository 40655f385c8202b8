//! A recall is read by its device alone and believed of its vault alone, and nobody on the way changes it.

use super::*;
use crate::key::SigningKey;

const TENANT: TenantId = TenantId::from_bytes([1; 16]);
const DEVICE: DeviceId = DeviceId::from_bytes([2; 16]);
const SEED: [u8; 32] = [3; 32];
const NOW: Millis = Millis(1_790_000_000_000);

fn vault(seed: u8) -> CosignerKey {
    CosignerKey::from_seed(&[seed; 32], "vault.example").unwrap()
}

fn event(room: &str, event: &str) -> Want {
    Want::Event {
        room_id: room.to_owned(),
        event_id: event.to_owned(),
    }
}

fn recall() -> Recall {
    Recall {
        schema: SCHEMA,
        tenant: TENANT,
        device: DEVICE,
        number: 7,
        made: NOW,
        expires: Millis(NOW.0 + 1000),
        wants: vec![
            event("!room:x", "$event"),
            Want::Objects {
                epoch: Epoch::from_bytes([4; 16]),
                first: Seq(3),
                last: Seq(5),
            },
        ],
    }
}

fn sealed(recall: &Recall) -> SealedRecall {
    recall
        .seal(&vault(9), &SigningKey::from_seed(&SEED).public())
        .unwrap()
}

fn open_as(sealed: &SealedRecall, change: impl FnOnce(&mut Addressee<'_>)) -> Result<Recall, RecallError> {
    let vault = vault(9);
    let mut me = Addressee {
        seed: &SEED,
        tenant: TENANT,
        device: DEVICE,
        vault: vault.verifier(),
        now: NOW,
    };
    change(&mut me);
    Recall::open(sealed, &me)
}

#[test]
fn the_device_reads_what_the_vault_wrote_and_the_gateway_reads_nothing() {
    let sealed = sealed(&recall());
    assert_eq!(open_as(&sealed, |_| ()), Ok(recall()));
    let seen = serde_json::to_string(&sealed).unwrap();
    assert!(!seen.contains("room:x") && !seen.contains("$event"));
    let bytes =
        base64::Engine::decode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, &sealed.sealed).unwrap();
    assert!(
        !bytes
            .windows(6)
            .any(|window| window == b"room:x" || window == b"$event")
    );
}

#[test]
fn nobody_else_opens_it_and_nobody_else_is_believed() {
    let sealed_one = sealed(&recall());
    let other_seed = [8; 32];
    let other_vault = vault(10);
    assert_eq!(
        Recall::open(
            &sealed_one,
            &Addressee {
                seed: &other_seed,
                tenant: TENANT,
                device: DEVICE,
                vault: vault(9).verifier(),
                now: NOW,
            }
        ),
        Err(RecallError::Closed)
    );
    assert_eq!(
        Recall::open(
            &sealed_one,
            &Addressee {
                seed: &SEED,
                tenant: TENANT,
                device: DEVICE,
                vault: other_vault.verifier(),
                now: NOW,
            }
        ),
        Err(RecallError::Signature)
    );
    let other = DeviceId::from_bytes([5; 16]);
    assert_eq!(
        open_as(&sealed_one, |me| me.device = other),
        Err(RecallError::Closed)
    );
    let tenant = TenantId::from_bytes([6; 16]);
    assert_eq!(
        open_as(&sealed_one, |me| me.tenant = tenant),
        Err(RecallError::OtherAddressee)
    );
    assert_eq!(
        open_as(&sealed_one, |me| me.now = recall().expires),
        Err(RecallError::Expired)
    );
}

#[test]
fn nothing_can_be_changed_on_the_way() {
    let good = sealed(&recall());
    let renumbered = SealedRecall {
        number: 8,
        ..good.clone()
    };
    let prolonged = SealedRecall {
        expires: Millis(good.expires.0 + 1),
        ..good.clone()
    };
    for changed in [renumbered, prolonged] {
        assert_eq!(open_as(&changed, |_| ()), Err(RecallError::Closed));
    }
    for place in 0..good.sealed.len() {
        let mut text = good.sealed.clone().into_bytes();
        text[place] = if text[place] == b'A' { b'B' } else { b'A' };
        let changed = SealedRecall {
            sealed: String::from_utf8(text).unwrap(),
            ..good.clone()
        };
        let opened = open_as(&changed, |_| ());
        assert!(
            matches!(opened, Err(RecallError::Closed | RecallError::Malformed)),
            "{place}: {opened:?}"
        );
    }
    let long = SealedRecall {
        sealed: "A".repeat(MAX_SEALED + 1),
        ..good
    };
    assert_eq!(open_as(&long, |_| ()), Err(RecallError::TooLong));
}

#[test]
fn a_recall_wants_something_that_can_be_and_not_too_much() {
    let objects = |first, last| Want::Objects {
        epoch: Epoch::from_bytes([4; 16]),
        first: Seq(first),
        last: Seq(last),
    };
    let wants = [
        vec![],
        vec![event("!r:x", "$e"); MAX_WANTS + 1],
        vec![event("#r:x", "$e")],
        vec![event("!r:x", "e")],
        vec![event("!r:x", &format!("${}", "e".repeat(255)))],
        vec![objects(0, 1)],
        vec![objects(2, 1)],
        vec![objects(1, MAX_RANGE + 1)],
        vec![objects(1, u64::MAX)],
    ];
    let device = SigningKey::from_seed(&SEED).public();
    for wants in wants {
        let bad = Recall { wants, ..recall() };
        assert_eq!(bad.seal(&vault(9), &device).unwrap_err(), RecallError::Wants);
    }
    let most = Recall {
        wants: vec![event(&format!("!{}", "r".repeat(254)), &format!("${}", "e".repeat(254))); MAX_WANTS],
        ..recall()
    };
    assert_eq!(open_as(&sealed(&most), |_| ()), Ok(most));
}
