//! What is an invitation: typed, scanned, pushed by a device manager; and all that is none, with the reason.

use std::collections::HashMap;

use griffie_wire::{activation::ActivationCode, key::SigningKey};
use proptest::prelude::*;

use crate::activate::{Invitation, InvitationError, ManagedError, ManagedFault, ManagedKey, check_code};

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

/// Values that a console may hand over, and what is wrong with each.
const WRONG: &[(&str, &str, ManagedFault)] = &[
    ("enrolment_code", "", ManagedFault::Missing),
    ("enrolment_code", " \u{a0}\t", ManagedFault::Missing),
    ("enrolment_code", "1234", ManagedFault::Wrong),
    ("enrolment_code", "{{enrolmentcode}}", ManagedFault::NotFilledIn),
    (
        "enrolment_code",
        "💬💬💬💬💬💬💬💬💬💬💬💬💬💬💬💬",
        ManagedFault::Wrong,
    ),
    ("router_url", "", ManagedFault::Missing),
    ("router_url", "archief.example.nl", ManagedFault::Wrong),
    ("router_url", "http://archief.example.nl", ManagedFault::Wrong),
    (
        "router_url",
        "https://u:p@archief.example.nl",
        ManagedFault::Wrong,
    ),
    (
        "router_url",
        "https://archief.example.nl\u{0}",
        ManagedFault::Wrong,
    ),
    ("router_url", "javascript:alert(1)", ManagedFault::Wrong),
    (
        "router_url",
        "https://{DeviceUid}.example.nl",
        ManagedFault::NotFilledIn,
    ),
    ("policy_public_key", "", ManagedFault::Missing),
    ("policy_public_key", "AAAA", ManagedFault::Wrong),
    ("policy_public_key", "$UDID", ManagedFault::NotFilledIn),
    ("homeserver_url", "http://matrix.example.nl", ManagedFault::Wrong),
    (
        "homeserver_url",
        "https://matrix.example.nl/#/x",
        ManagedFault::Wrong,
    ),
    ("homeserver_url", "@anouk:example.nl", ManagedFault::Wrong),
    (
        "allowed_homeservers",
        "https://matrix.example.nl",
        ManagedFault::Wrong,
    ),
    ("allowed_homeservers", "[]", ManagedFault::Wrong),
    ("allowed_homeservers", "[7]", ManagedFault::Wrong),
    ("allowed_homeservers", "[\"ftp://x\"]", ManagedFault::Wrong),
];

#[test]
fn every_wrong_managed_key_is_named() {
    let huge = "x".repeat(1 << 20);
    let too_long = ["enrolment_code", "router_url", "policy_public_key"];
    let too_long = too_long.map(|key| (key, huge.as_str(), ManagedFault::TooLong));
    for (key, value, fault) in WRONG.iter().copied().chain(too_long) {
        let named = ManagedKey::ALL
            .into_iter()
            .find(|known| known.name() == key)
            .unwrap();
        let expected = ManagedError { key: named, fault };
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
        key: ManagedKey::AllowedHomeservers,
        fault: ManagedFault::Wrong,
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
        let _ = managed(&[(ManagedKey::ALL[key].name(), &code), ("router_url", &gateway)]);
    }
}
