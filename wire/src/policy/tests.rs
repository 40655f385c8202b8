//! Policies come from the root, with rising versions and values a device can live with (invariant 7).

use proptest::prelude::*;

use super::*;

fn root() -> SigningKey {
    SigningKey::from_seed(&[1; 32])
}

fn policy(version: u32) -> Policy {
    Policy::standard("standaard", version)
}

fn signed(policy: &Policy) -> SignedDocument {
    SignedDocument::sign(DocumentKind::Policy, policy, &root()).unwrap()
}

fn accept(document: &SignedDocument, previous: Option<&SignedDocument>) -> Result<Policy, PolicyError> {
    Policy::accept(document, &root().public(), previous)
}

#[test]
fn the_standard_policy_is_signed_and_accepted() {
    assert_eq!(
        accept(&policy(1).sign(&root()).unwrap(), None).unwrap(),
        policy(1)
    );
}

#[test]
fn only_this_root_for_this_kind_of_document_counts() {
    let other = SigningKey::from_seed(&[9; 32]).public();
    let refused = Policy::accept(&signed(&policy(1)), &other, None);
    assert!(matches!(
        refused,
        Err(PolicyError::Signed(SignedError::BadSignature))
    ));
    let as_config = SignedDocument::sign(DocumentKind::SealConfig, &policy(1), &root()).unwrap();
    assert!(matches!(
        accept(&as_config, None),
        Err(PolicyError::Signed(SignedError::BadSignature))
    ));
}

#[test]
fn versions_never_go_back() {
    let (one, two) = (signed(&policy(1)), signed(&policy(2)));
    assert!(accept(&two, Some(&one)).is_ok());
    assert!(accept(&two, Some(&two)).is_ok());
    let back = accept(&one, Some(&two));
    assert!(matches!(
        back,
        Err(PolicyError::Version(VersionError::RolledBack { seen: 2, got: 1 }))
    ));
    let changed = signed(&Policy {
        prune_after_seconds: 0,
        ..policy(2)
    });
    let changed = accept(&changed, Some(&two));
    assert!(matches!(
        changed,
        Err(PolicyError::Version(VersionError::SameVersionOtherContent(2)))
    ));
}

#[test]
fn values_that_would_stop_a_device_are_refused() {
    let cases = [
        Policy {
            id: String::new(),
            ..policy(1)
        },
        Policy {
            version: 0,
            ..policy(1)
        },
        Policy {
            segment_seconds: 0,
            ..policy(1)
        },
        Policy {
            batch_max_events: 0,
            ..policy(1)
        },
        Policy {
            batch_max_bytes: 0,
            ..policy(1)
        },
        Policy {
            prune_after_seconds: u64::from(u32::MAX),
            ..policy(1)
        },
        Policy {
            outbox_limit_bytes: 0,
            ..policy(1)
        },
        Policy {
            max_attachment_bytes: 0,
            ..policy(1)
        },
    ];
    for policy in cases {
        assert!(
            matches!(accept(&signed(&policy), None), Err(PolicyError::OutOfRange(_))),
            "{policy:?}"
        );
        assert!(
            matches!(policy.sign(&root()), Err(PolicyError::OutOfRange(_))),
            "{policy:?}"
        );
    }
    let newer = signed(&Policy {
        schema: 2,
        ..policy(1)
    });
    assert!(matches!(accept(&newer, None), Err(PolicyError::UnknownSchema(2))));
}

proptest! {
    #[test]
    fn no_signed_text_makes_the_reader_panic(payload: String) {
        let document = SignedDocument::sign(DocumentKind::Policy, &payload, &root()).unwrap();
        prop_assert!(accept(&document, None).is_err());
    }
}
