//! Policies come from the root, with rising versions and values a device can live with (invariant 7).

use proptest::prelude::*;

use super::*;

const TENANT: TenantId = TenantId::from_bytes([7; 16]);
const NOW: Millis = Millis(1_790_000_000_000);

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
    Policy::accept(document, &root().public(), TENANT, previous)
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
    let refused = Policy::accept(&signed(&policy(1)), &other, TENANT, None);
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
}

fn second(version: u32) -> Policy {
    policy(version).beginning(TENANT, NOW)
}

/// What it adds comes with its number, all that must be there is, and nothing of it stands in a policy of the first.
#[test]
fn schema_2_is_read_beside_schema_1() {
    let (one, two) = (signed(&policy(1)), second(2).sign(&root()).unwrap());
    assert_eq!(accept(&two, Some(&one)).unwrap(), second(2));
    assert!(accept(&signed(&policy(3)), Some(&two)).is_ok());
    let cases = [
        Policy {
            schema: 1,
            ..second(1)
        },
        Policy {
            schema: 2,
            ..policy(1)
        },
        Policy {
            history_days: Some(1),
            ..policy(1)
        },
        Policy {
            history_days: Some(4000),
            ..second(1)
        },
        Policy {
            tenant: None,
            ..second(1)
        },
        Policy {
            valid_from: None,
            ..second(1)
        },
    ];
    for policy in cases {
        let refused = accept(&signed(&policy), None);
        assert!(matches!(refused, Err(PolicyError::OutOfRange(_))), "{policy:?}");
    }
}

fn disclaimer() -> Disclaimer {
    Disclaimer {
        version: 1,
        texts: [
            (Language::Nl, "Dit gesprek wordt bewaard.".to_owned()),
            (Language::De, "Dieses Gespräch wird aufbewahrt.".to_owned()),
        ]
        .into(),
        language: Language::Nl,
        servers: [
            (".de".to_owned(), Language::De),
            ("nl.de".to_owned(), Language::Nl),
        ]
        .into(),
        privacy_url: Some("https://example.nl/privacy".to_owned()),
        when: [Occasion::FirstMessage, Occasion::Joined].into(),
    }
}

fn third(version: u32) -> Policy {
    Policy {
        personal: Some(Personal {
            review_seconds: 70 * 86_400,
            labels: [PersonalLabel::Private, PersonalLabel::Party].into(),
            needs_reason: true,
        }),
        disclaimer: Some(disclaimer()),
        quiet_hours: Some(QuietHours {
            from_minute: 22 * 60,
            until_minute: 7 * 60,
            weekend: true,
        }),
        blocked: Feature::ALL.into(),
        ..second(version)
    }
    .in_least_schema()
}

#[test]
fn schema_3_is_read_beside_those_of_before() {
    let two = second(1).sign(&root()).unwrap();
    let three = third(2).sign(&root()).unwrap();
    assert_eq!(accept(&three, Some(&two)).unwrap(), third(2));
    assert_eq!(second(1).in_least_schema(), second(1));
    assert_eq!(third(1).schema, 3);
    let early = Policy {
        schema: 2,
        ..third(1)
    };
    assert!(matches!(
        accept(&signed(&early), None),
        Err(PolicyError::OutOfRange("schema"))
    ));
}

fn fourth(version: u32) -> Policy {
    Policy {
        capture: Some(Capture {
            key_functions: ["@minister:x.nl".to_owned()].into(),
            others: Scope::OptIn,
        }),
        media: Some(Media {
            large_bytes: 0,
            metered_bytes_per_day: Some(1 << 20),
        }),
        backfill_days: Some(30),
        ..second(version)
    }
    .in_least_schema()
}

/// 000-GE-07: key functions are captured whole, others as the organisation decides.
#[test]
fn schema_4_says_whose_messages_and_how_much() {
    let three = third(1).sign(&root()).unwrap();
    let taken = accept(&fourth(2).sign(&root()).unwrap(), Some(&three)).unwrap();
    assert_eq!((taken.schema, &taken), (4, &fourth(2)));
    assert_eq!(taken.scope_of("@minister:x.nl"), Scope::All);
    assert_eq!(taken.scope_of("@ander:x.nl"), Scope::OptIn);
    assert_eq!(taken.backfill(), Some(Duration::from_secs(30 * 86_400)));
    assert_eq!(third(1).scope_of("@ander:x.nl"), Scope::All);
    assert_eq!((third(1).media(), third(1).backfill()), (Media::STANDARD, None));
    let early = Policy {
        schema: 3,
        ..fourth(1)
    };
    let refused = accept(&signed(&early), None);
    assert!(matches!(refused, Err(PolicyError::OutOfRange("schema"))));
}

fn key_function(user_id: &str) -> Policy {
    Policy {
        capture: Some(Capture {
            key_functions: [user_id.to_owned()].into(),
            others: Scope::Off,
        }),
        ..fourth(1)
    }
}

fn said(change: fn(&mut Disclaimer)) -> Policy {
    let mut said = disclaimer();
    change(&mut said);
    Policy {
        disclaimer: Some(said),
        ..third(1)
    }
}

fn personal(review_seconds: u32, labels: &[PersonalLabel]) -> Policy {
    Policy {
        personal: Some(Personal {
            review_seconds,
            labels: labels.iter().copied().collect(),
            needs_reason: false,
        }),
        ..third(1)
    }
}

fn quiet(from_minute: u16, until_minute: u16) -> Policy {
    Policy {
        quiet_hours: Some(QuietHours {
            from_minute,
            until_minute,
            weekend: false,
        }),
        ..third(1)
    }
}

fn are_named<const N: usize>(cases: [(Policy, &str); N]) {
    for (policy, name) in cases {
        for refused in [
            accept(&signed(&policy), None).unwrap_err(),
            policy.sign(&root()).unwrap_err(),
        ] {
            let is_named = matches!(refused, PolicyError::OutOfRange(what) if what == name);
            assert!(is_named, "{name}: {refused}");
        }
    }
}

#[test]
fn bounds_outside_their_limits_are_named() {
    are_named([
        (key_function("minister:x.nl"), "capture.key_functions"),
        (key_function("@minister"), "capture.key_functions"),
        (
            key_function(&format!("@{}:x.nl", "m".repeat(255))),
            "capture.key_functions",
        ),
        (
            Policy {
                media: Some(Media {
                    large_bytes: 0,
                    metered_bytes_per_day: Some((1 << 20) - 1),
                }),
                ..fourth(1)
            },
            "media.metered_bytes_per_day",
        ),
        (
            Policy {
                backfill_days: Some(3651),
                ..fourth(1)
            },
            "backfill_days",
        ),
    ]);
    assert!(accept(&signed(&key_function("@m:x")), None).is_ok());
}

#[test]
fn rules_outside_their_limits_are_named() {
    let cases = [
        (quiet(1440, 0), "quiet_hours.from_minute"),
        (quiet(0, 1440), "quiet_hours.until_minute"),
        (quiet(60, 60), "quiet_hours.until_minute"),
        (said(|d| d.version = 0), "disclaimer.version"),
        (
            said(|d| d.texts.extend([(Language::Fr, " ".to_owned())])),
            "disclaimer.texts",
        ),
        (
            said(|d| d.texts.extend([(Language::Fr, "x".repeat(4001))])),
            "disclaimer.texts",
        ),
        (said(|d| d.language = Language::Fr), "disclaimer.language"),
        (
            said(|d| d.servers.extend([(".fr".to_owned(), Language::Fr)])),
            "disclaimer.servers",
        ),
        (
            said(|d| d.servers.extend([("Ö.de".to_owned(), Language::De)])),
            "disclaimer.servers",
        ),
        (
            said(|d| d.privacy_url = Some("http://example.nl".to_owned())),
            "disclaimer.privacy_url",
        ),
        (said(|d| d.when.clear()), "disclaimer.when"),
        (
            personal(90 * 86_400 + 1, &[PersonalLabel::Private]),
            "personal.review_seconds",
        ),
        (personal(0, &[]), "personal.labels"),
    ];
    are_named(cases);
    for edge in [
        personal(0, &[PersonalLabel::Party]),
        personal(90 * 86_400, &[PersonalLabel::Private]),
    ] {
        assert!(accept(&signed(&edge), None).is_ok());
    }
}

/// Who does not understand a rule must not act as if it were not there, wherever it stands.
#[test]
fn a_rule_that_is_not_known_is_refused_and_not_passed_over() {
    let with = |path: &[&str], value: serde_json::Value| {
        let mut policy = serde_json::to_value(third(1)).unwrap();
        let mut at = &mut policy;
        for name in path {
            at = at
                .as_object_mut()
                .unwrap()
                .entry(*name)
                .or_insert(serde_json::Value::Null);
        }
        *at = value;
        let document = SignedDocument::sign(DocumentKind::Policy, &policy, &root()).unwrap();
        accept(&document, None)
    };
    assert!(with(&["version"], 1.into()).is_ok());
    assert!(matches!(
        with(&["forward"], false.into()),
        Err(PolicyError::NotUnderstood)
    ));
    assert!(matches!(
        with(&["personal"], serde_json::Value::Null),
        Err(PolicyError::NotUnderstood)
    ));
    for (path, value) in [
        (vec!["blocked"], serde_json::json!(["teleport"])),
        (vec!["personal", "colour"], serde_json::json!("red")),
        (
            vec!["disclaimer", "texts"],
            serde_json::json!({ "nl": "a", "tlh": "b" }),
        ),
        (vec!["personal", "labels"], serde_json::json!(["business"])),
    ] {
        assert!(
            matches!(with(&path, value), Err(PolicyError::Malformed(_))),
            "{path:?}"
        );
    }
}

#[test]
fn the_language_is_that_of_the_counterparts_server() {
    for (user, language) in [
        ("@a:example.nl", Language::Nl),
        ("@a:berlin.de", Language::De),
        ("@a:berlin.de:8448", Language::De),
        ("@a:nl.de", Language::Nl),
        ("@a:de", Language::Nl),
        ("nonsense", Language::Nl),
    ] {
        assert_eq!(disclaimer().language_of(user), language, "{user}");
    }
    let both = disclaimer().say(&[Language::De, Language::Nl].into());
    assert_eq!(
        both,
        "Dit gesprek wordt bewaard.\n\nDieses Gespräch wird aufbewahrt.\n\nhttps://example.nl/privacy"
    );
}

#[test]
fn features_are_named_as_in_policies() {
    for feature in Feature::ALL {
        assert_eq!(serde_json::to_value(feature).unwrap(), feature.name());
        assert!(!third(1).allows(feature) && second(1).allows(feature));
    }
    for language in Language::ALL {
        assert_eq!(serde_json::to_value(language).unwrap(), language.tag());
    }
}

/// A later form may look otherwise altogether: what is told is that the device is too old for it.
#[test]
fn an_unknown_schema_is_told_as_such() {
    let later = serde_json::json!({ "schema": 5, "version": { "major": 1 } });
    let later = SignedDocument::sign(DocumentKind::Policy, &later, &root()).unwrap();
    assert!(matches!(accept(&later, None), Err(PolicyError::UnknownSchema(5))));
}

#[test]
fn a_policy_of_another_organisation_is_refused() {
    let theirs = signed(&policy(1).beginning(TenantId::from_bytes([8; 16]), NOW));
    assert!(matches!(
        accept(&theirs, None),
        Err(PolicyError::OtherOrganisation)
    ));
}

#[test]
fn a_policy_begins_in_the_past_by_a_day_at_most() {
    let at = |from| policy(1).beginning(TENANT, Millis(from)).check_beginning(NOW);
    assert!(at(NOW.0).is_ok() && at(NOW.0 + 1).is_ok() && at(NOW.0 - GRACE).is_ok());
    assert!(matches!(at(NOW.0 - GRACE - 1), Err(PolicyError::BeginsInPast)));
    assert!(policy(1).check_beginning(NOW).is_ok());
}

#[test]
fn records_stay_no_longer_than_history() {
    let kept = |days, seconds| {
        let policy = Policy {
            history_days: days,
            prune_after_seconds: seconds,
            ..second(1)
        };
        policy.keep().as_secs()
    };
    assert_eq!(kept(None, 100), 100);
    assert_eq!(kept(Some(0), 100), 0);
    assert_eq!(kept(Some(2), 500_000), 2 * DAY);
    assert_eq!(kept(Some(2), 100), 100);
}

proptest! {
    #[test]
    fn no_signed_text_makes_the_reader_panic(payload: String) {
        let document = SignedDocument::sign(DocumentKind::Policy, &payload, &root()).unwrap();
        prop_assert!(accept(&document, None).is_err());
    }
}
