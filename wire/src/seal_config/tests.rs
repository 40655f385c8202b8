//! A device seals only for whom its root names, under versions that rise (design.md D9, invariant 7).

use proptest::prelude::*;

use crate::note::{CosignerKey, LogKey};

use super::*;

const TENANT: TenantId = TenantId::from_bytes([4; 16]);
const NOW: Millis = Millis(1_800_000_000_000);

fn root() -> SigningKey {
    SigningKey::from_seed(&[1; 32])
}

fn recipient(byte: u8) -> RecipientKey {
    Recipient::new(Suite::XWing, vec![byte; 1216]).unwrap().into()
}

fn config(version: u32) -> SealConfig {
    SealConfig {
        schema: SCHEMA,
        tenant: TENANT,
        version,
        suite: 1,
        recipients: vec![recipient(1), recipient(2)],
        valid_from: Millis(NOW.0 - 1_000),
        expires: Millis(NOW.0 + 1_000),
        log: LogKey::from_seed(&[2; 32], "gateway.example.nl/log")
            .unwrap()
            .vkey(),
        vault: CosignerKey::from_seed(&[3; 32], "vault.example.nl")
            .unwrap()
            .vkey(),
        witnesses: None,
        gateways: vec!["https://griffie.example.nl".to_owned()],
    }
}

/// Signed without the signer's own checks, as a careless or hostile root tool would.
fn signed(config: &SealConfig) -> SignedDocument {
    SignedDocument::sign(DocumentKind::SealConfig, config, &root()).unwrap()
}

fn accept(document: &SignedDocument, previous: Option<&SignedDocument>) -> Result<SealConfig, ConfigError> {
    SealConfig::accept(document, &root().public(), TENANT, previous, NOW)
}

/// The error as text: the variants hold errors of libraries, which do not compare.
fn refusal(config: &SealConfig) -> String {
    let reason = accept(&signed(config), None).unwrap_err().to_string();
    // Expiry and tenant are the receiver's matter; all else the signer refuses as well.
    if !matches!(
        accept(&signed(config), None),
        Err(ConfigError::NotYetValid | ConfigError::Expired | ConfigError::OtherTenant)
    ) {
        assert_eq!(config.sign(&root()).unwrap_err().to_string(), reason);
    }
    reason
}

#[test]
fn a_signed_configuration_is_accepted_whole() {
    let document = config(1).sign(&root()).unwrap();
    assert_eq!(accept(&document, None).unwrap(), config(1));
    assert_eq!(config(1).trust().vault, Some(config(1).vault));
    let json = serde_json::to_string(&document).unwrap();
    assert_eq!(serde_json::from_str::<SignedDocument>(&json).unwrap(), document);
}

#[test]
fn only_this_root_for_this_kind_of_document_counts() {
    let document = signed(&config(1));
    let other = SigningKey::from_seed(&[9; 32]).public();
    let refused = SealConfig::accept(&document, &other, TENANT, None, NOW);
    assert!(matches!(
        refused,
        Err(ConfigError::Signed(SignedError::BadSignature))
    ));
    let as_policy = SignedDocument::sign(DocumentKind::Policy, &config(1), &root()).unwrap();
    assert!(matches!(
        accept(&as_policy, None),
        Err(ConfigError::Signed(SignedError::BadSignature))
    ));
}

#[test]
fn versions_never_go_back() {
    let (one, two) = (signed(&config(1)), signed(&config(2)));
    assert!(accept(&two, Some(&one)).is_ok());
    assert!(accept(&two, Some(&two)).is_ok(), "the same again is fine");
    let back = accept(&one, Some(&two)).unwrap_err();
    assert!(matches!(
        back,
        ConfigError::Version(VersionError::RolledBack { seen: 2, got: 1 })
    ));
    let changed = signed(&SealConfig {
        recipients: vec![recipient(7)],
        ..config(2)
    });
    let changed = accept(&changed, Some(&two)).unwrap_err();
    assert!(matches!(
        changed,
        ConfigError::Version(VersionError::SameVersionOtherContent(2))
    ));
    let damaged = SignedDocument {
        payload: one.payload.replace("\"version\":1", "\"version\":0"),
        ..one
    };
    assert!(
        accept(&two, Some(&damaged)).is_err(),
        "a damaged memory of the past is no permission"
    );
}

#[test]
fn validity_is_from_the_first_millisecond_to_before_the_last() {
    let at = |now: u64| SealConfig::accept(&signed(&config(1)), &root().public(), TENANT, None, Millis(now));
    assert!(matches!(at(NOW.0 - 1_001), Err(ConfigError::NotYetValid)));
    assert!(at(NOW.0 - 1_000).is_ok());
    assert!(at(NOW.0 + 999).is_ok());
    assert!(matches!(at(NOW.0 + 1_000), Err(ConfigError::Expired)));
}

fn changed(change: impl FnOnce(&mut SealConfig)) -> SealConfig {
    let mut config = config(1);
    change(&mut config);
    config
}

#[test]
fn recipients_that_cannot_be_sealed_to_are_refused_by_signer_and_device() {
    let with = |recipients| changed(|c| c.recipients = recipients);
    let odd = RecipientKey {
        public_key: vec![1; 1215],
        ..recipient(1)
    };
    let misnamed = RecipientKey {
        key_id: recipient(2).key_id,
        ..recipient(1)
    };
    let cases = [
        (changed(|c| c.suite = 3), "suite 0x03"),
        (changed(|c| c.suite = 2), "does not fit the suite"),
        (with(vec![]), "no recipient"),
        (with((0..17).map(recipient).collect()), "too many"),
        (with(vec![recipient(1), recipient(1)]), "one twice"),
        (with(vec![odd]), "does not fit"),
        (with(vec![misnamed]), "key id"),
    ];
    for (config, reason) in cases {
        assert!(refusal(&config).contains(reason), "{reason}");
    }
}

#[test]
fn other_content_that_no_device_could_use_is_refused() {
    let cases = [
        (changed(|c| c.schema = 2), "schema 2"),
        (
            changed(|c| c.tenant = TenantId::from_bytes([5; 16])),
            "another organisation",
        ),
        (changed(|c| c.log = config(1).vault), "verifier key"),
        (changed(|c| c.vault = String::new()), "verifier key"),
        (changed(|c| c.gateways = vec![]), "gateways"),
        (
            changed(|c| c.gateways = vec!["http://a.nl".to_owned()]),
            "gateways",
        ),
    ];
    for (config, reason) in cases {
        assert!(refusal(&config).contains(reason), "{reason}");
    }
}

#[test]
fn a_cut_or_changed_document_is_refused() {
    let document = signed(&config(1));
    for end in 0..document.payload.len() {
        let cut = SignedDocument {
            payload: document.payload.get(..end).unwrap().to_owned(),
            ..document.clone()
        };
        assert!(accept(&cut, None).is_err(), "cut at {end}");
    }
    for at in 0..document.payload.len() {
        let mut bytes = document.payload.clone().into_bytes();
        bytes[at] ^= 1;
        let payload = String::from_utf8(bytes).unwrap();
        assert!(
            accept(
                &SignedDocument {
                    payload,
                    ..document.clone()
                },
                None
            )
            .is_err(),
            "flipped at {at}"
        );
    }
}

#[test]
fn an_endless_document_is_refused_before_it_is_read() {
    let document = SignedDocument {
        payload: " ".repeat(crate::signed::MAX_PAYLOAD + 1),
        ..signed(&config(1))
    };
    assert!(matches!(
        accept(&document, None),
        Err(ConfigError::Signed(SignedError::TooLong))
    ));
    let endless = SignedDocument::sign(DocumentKind::SealConfig, &document.payload, &root());
    assert!(matches!(endless, Err(SignedError::TooLong)));
}

proptest! {
    #[test]
    fn no_signed_text_makes_the_reader_panic(payload: String, version: u32) {
        let document = SignedDocument::sign(DocumentKind::SealConfig, &payload, &root()).unwrap();
        prop_assert!(accept(&document, None).is_err());
        let _ = accept(&signed(&config(version)), Some(&document));
    }
}
