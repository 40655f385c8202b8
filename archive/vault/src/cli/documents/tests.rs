//! `policy sign --rules`: the example in the documentation is signed; what is wrong is named, and then nothing is written.

use clap::Parser;
use griffie_wire::signed::DocumentKind;
use serde_json::{Value, json};

use super::*;
use crate::keys::write_secret;

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    args: PolicyArgs,
}

/// Signs with these rules: the document, or what is said.
fn sign(rules: &str) -> Result<SignedDocument, String> {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name).into_os_string().into_string().unwrap();
    write_secret(Path::new(&at("root.key")), &[5; 32]).unwrap();
    std::fs::write(at("rules.json"), rules).unwrap();
    let tenant = TenantId::from_bytes([7; 16]).to_string();
    let line = [
        "sign",
        "--root-key",
        &at("root.key"),
        "--version",
        "7",
        "--tenant",
        &tenant,
        "--rules",
        &at("rules.json"),
        "--out",
        &at("policy.json"),
        "--dir",
        &at("vault"),
    ];
    let Line { args } = Line::parse_from(line);
    match policy(PolicyCommand::Sign(args)) {
        Ok(_) => Ok(serde_json::from_slice(&std::fs::read(at("policy.json")).unwrap()).unwrap()),
        Err(failure) => {
            assert!(!Path::new(&at("policy.json")).exists() && !Path::new(&at("vault")).exists());
            Err(failure.to_string())
        }
    }
}

const EXAMPLE: &str = include_str!("../../../../../docs/formats/policy-rules.json");

#[test]
fn the_example_is_signed_as_schema_4() {
    let document = sign(EXAMPLE).unwrap();
    let root = SigningKey::from_seed(&[5; 32]).public();
    let payload = document.verify(DocumentKind::Policy, &root).unwrap();
    let payload: Value = serde_json::from_str(payload).unwrap();
    let rules: Value = serde_json::from_str(EXAMPLE).unwrap();
    assert_eq!((&payload["schema"], &payload["version"]), (&json!(4), &json!(7)));
    for section in ["disclaimer", "quiet_hours", "blocked", "capture", "media"] {
        assert!(
            payload[section].is_object() || payload[section].is_array(),
            "{section}"
        );
    }
    assert_eq!(payload["quiet_hours"], rules["quiet_hours"]);
}

/// Where a wrong value stands, the value, and what names it.
type Wrong = (&'static [&'static str], Value, &'static str);

fn wrong_values() -> Vec<Wrong> {
    vec![
        (
            &["personal", "review_seconds"],
            json!(90 * 86_400 + 1),
            "personal.review_seconds",
        ),
        (&["personal", "labels"], json!([]), "personal.labels"),
        (
            &["personal", "labels"],
            json!(["secret"]),
            "unknown variant `secret`",
        ),
        (&["disclaimer", "version"], json!(0), "disclaimer.version"),
        (&["disclaimer", "texts", "nl"], json!(" "), "disclaimer.texts"),
        (
            &["disclaimer", "texts", "tlh"],
            json!("Qapla'"),
            "unknown variant `tlh`",
        ),
        (
            &["disclaimer", "privacy_url"],
            json!("http://example.nl"),
            "disclaimer.privacy_url",
        ),
        (&["disclaimer", "when"], json!(["joined"]), "disclaimer.when"),
        (
            &["quiet_hours", "from_minute"],
            json!(1440),
            "quiet_hours.from_minute",
        ),
        (
            &["quiet_hours", "until_minute"],
            json!(1320),
            "quiet_hours.until_minute",
        ),
        (&["blocked"], json!(["teleport"]), "unknown variant `teleport`"),
        (&["forward"], json!(false), "unknown field `forward`"),
        (
            &["capture", "key_functions"],
            json!(["minister"]),
            "capture.key_functions",
        ),
        (&["capture", "others"], json!("some"), "unknown variant `some`"),
        (
            &["media", "metered_bytes_per_day"],
            json!(5),
            "media.metered_bytes_per_day",
        ),
        (&["backfill_days"], json!(4000), "backfill_days"),
    ]
}

#[test]
fn a_wrong_value_is_named_and_nothing_is_signed() {
    for (path, value, named) in wrong_values() {
        let mut rules: Value = serde_json::from_str(EXAMPLE).unwrap();
        let mut at = &mut rules;
        for name in path {
            at = at.as_object_mut().unwrap().entry(*name).or_insert(Value::Null);
        }
        *at = value;
        let said = sign(&rules.to_string()).unwrap_err();
        assert!(said.contains(named), "{path:?}: {said}");
    }
    assert!(
        sign("{").unwrap_err().contains("rules.json"),
        "its place is named"
    );
}
