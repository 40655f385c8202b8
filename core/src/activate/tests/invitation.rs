//! What is an invitation: typed, scanned, pushed by a device manager; and all that is none, with the reason.

use std::collections::HashMap;

use griffie_wire::{activation::ActivationCode, key::SigningKey};
use proptest::prelude::*;

use crate::{
    activate::{Invitation, InvitationError, ManagedError, check_code},
    managed::Fault,
};

fn code() -> String {
    ActivationCode::generate([3; 10]).to_string()
}

fn root() -> String {
    SigningKey::from_seed(&[1; 32]).public().to_string()
}

fn managed(changes: &[(&str, &str)]) -> Result<Invitation, InvitationError> {
    let mut values = HashMap::from([
        ("enrolment_code".to_owned(), code()),
        ("router_url".to_owned(), "https://archief.example.nl".to_owned()),
        ("policy_public_key".to_owned(), root()),
        ("disclaimer_enabled".to_owned(), "true".to_owned()),
    ]);
    for (key, value) in changes {
        values.insert((*key).to_owned(), (*value).to_owned());
    }
    Invitation::from_managed(&values)
}

#[test]
fn the_same_invitation_comes_typed_scanned_and_pushed() {
    let gateway = "https://archief.example.nl";
    let typed = Invitation::typed(&code(), gateway, &root()).unwrap();
    let scanned = Invitation::from_link(&format!(" {}\n", typed.link())).unwrap();
    assert_eq!(typed, scanned);
    assert_eq!(managed(&[]).unwrap(), typed);
    assert_eq!(
        managed(&[("enrolment_code", &code().to_lowercase().replace('-', " "))]).unwrap(),
        typed
    );
}

const KEYS: [&str; 5] = [
    "enrolment_code",
    "router_url",
    "policy_public_key",
    "homeserver_url",
    "allowed_homeservers",
];

/// Values that a console may hand over, and what is wrong with each.
const WRONG: &[(&str, &str, Fault)] = &[
    ("enrolment_code", "", Fault::Missing),
    ("enrolment_code", " \u{a0}\t", Fault::Missing),
    ("enrolment_code", "1234", Fault::Malformed),
    ("enrolment_code", "{{enrolmentcode}}", Fault::NotFilledIn),
    (
        "enrolment_code",
        "💬💬💬💬💬💬💬💬💬💬💬💬💬💬💬💬",
        Fault::Malformed,
    ),
    ("router_url", "", Fault::Missing),
    ("router_url", "archief.example.nl", Fault::Malformed),
    ("router_url", "http://archief.example.nl", Fault::Malformed),
    ("router_url", "https://u:p@archief.example.nl", Fault::Malformed),
    ("router_url", "https://archief.example.nl\u{0}", Fault::Malformed),
    ("router_url", "javascript:alert(1)", Fault::Malformed),
    ("router_url", "https://{DeviceUid}.example.nl", Fault::NotFilledIn),
    ("policy_public_key", "", Fault::Missing),
    ("policy_public_key", "AAAA", Fault::Malformed),
    ("policy_public_key", "$UDID", Fault::NotFilledIn),
    ("homeserver_url", "http://matrix.example.nl", Fault::Malformed),
    (
        "homeserver_url",
        "https://matrix.example.nl/#/x",
        Fault::Malformed,
    ),
    ("homeserver_url", "@anouk:example.nl", Fault::Malformed),
    (
        "allowed_homeservers",
        "https://matrix.example.nl",
        Fault::WrongType,
    ),
    ("allowed_homeservers", "[]", Fault::OutOfRange),
    ("allowed_homeservers", "[7]", Fault::WrongType),
    ("allowed_homeservers", "[\"ftp://x\"]", Fault::Malformed),
];

#[test]
fn every_wrong_managed_key_is_named() {
    let huge = "x".repeat(1 << 20);
    let too_long = ["enrolment_code", "router_url", "policy_public_key"];
    let too_long = too_long.map(|key| (key, huge.as_str(), Fault::TooLong));
    for (key, value, fault) in WRONG.iter().copied().chain(too_long) {
        let expected = ManagedError { key, fault };
        assert_eq!(
            managed(&[(key, value)]),
            Err(expected.into()),
            "{key} = {value:.80}"
        );
        assert!(expected.code().ends_with(key), "{}", expected.code());
        assert!(expected.to_string().contains(key));
    }
}

#[test]
fn a_configuration_without_any_of_our_keys_is_nobodys_mistake() {
    let other = HashMap::from([
        ("log_level".to_owned(), "info".to_owned()),
        ("enrolment_code".to_owned(), "  ".to_owned()),
    ]);
    assert_eq!(Invitation::from_managed(&other), Err(InvitationError::NotManaged));
    assert_eq!(
        Invitation::from_managed(&HashMap::new()),
        Err(InvitationError::NotManaged)
    );
}

#[test]
fn a_fixed_homeserver_goes_with_the_invitation_and_must_be_one_of_the_allowed() {
    let one = "https://matrix.example.nl";
    let list = r#"["https://matrix.example.nl","https://reserve.example.nl"]"#;
    let of = |changes: &[(&str, &str)]| managed(changes).unwrap().homeservers().len();
    assert_eq!(of(&[]), 0);
    assert_eq!(of(&[("homeserver_url", one)]), 1);
    assert_eq!(of(&[("allowed_homeservers", list)]), 2);
    assert_eq!(of(&[("homeserver_url", one), ("allowed_homeservers", list)]), 1);
    let other = [
        ("homeserver_url", "https://elders.example"),
        ("allowed_homeservers", list),
    ];
    let wrong = ManagedError {
        key: "homeserver_url",
        fault: Fault::Contradicts,
    };
    assert_eq!(managed(&other), Err(wrong.into()));
}

#[test]
fn a_code_is_checked_and_written_as_people_know_it() {
    assert_eq!(
        check_code(&code().to_lowercase().replace('-', "")).unwrap(),
        code()
    );
    assert_eq!(check_code("").unwrap_err().code(), "code_wrong_length");
    assert_eq!(
        check_code(&"7".repeat(1 << 20)).unwrap_err().code(),
        "code_wrong_length"
    );
    assert_eq!(check_code("u").unwrap_err().code(), "code_bad_character");
}

#[test]
fn hostile_links_are_refused_each_with_its_reason() {
    let good = Invitation::typed(&code(), "https://a.nl", &root())
        .unwrap()
        .link()
        .to_string();
    let cases = [
        (String::new(), "link_malformed"),
        ("https://archief.example.nl/activate".to_owned(), "link_malformed"),
        (good.replace("griffie:", "GRIFFIE:"), "link_malformed"),
        (format!("{good}&code=0"), "link_malformed"),
        (format!("{good}{}", "&x=y".repeat(10_000)), "link_malformed"),
        (good.replace("https", "http"), "gateway_malformed"),
        (good.replace("root=", "root=A"), "root_malformed"),
        (good.replace("code=", "code=%F0%9F%92%AC"), "code_bad_character"),
        (format!("{good}\u{202e}"), "code_wrong_length"),
    ];
    for (link, reason) in cases {
        let refused = Invitation::from_link(&link).map_err(|error| error.code());
        assert_eq!(refused, Err(reason), "{link:.120}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_an_invitation_panic(code: String, gateway: String, root: String, key in 0_usize..5) {
        let _ = Invitation::typed(&code, &gateway, &root);
        let _ = Invitation::from_link(&gateway);
        let _ = check_code(&code);
        let _ = managed(&[(KEYS[key], &code), ("router_url", &gateway)]);
    }
}
