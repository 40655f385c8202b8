//! Every key: what holds by itself, its limits, wrong types, what is half filled, unknown or fixed; and who prevails.

use std::collections::HashMap;

use proptest::prelude::*;

use super::{
    table::{GROUPS, Key, Kind, Preset, Tongue, group_title, keys},
    *,
};
use crate::texts::Language;

const PLAIN: &str = include_str!("../../../docs/mdm/plain.json");
const INTUNE: &str = include_str!("../../../docs/mdm/intune-android.json");

fn raw(pairs: &[(&str, &str)]) -> HashMap<String, String> {
    pairs
        .iter()
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
        .collect()
}

/// As an app hands a value over: strings as they are, all else as JSON.
fn as_given(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn plain() -> HashMap<String, String> {
    let all: serde_json::Map<_, _> = serde_json::from_str(PLAIN).unwrap();
    all.iter()
        .map(|(key, value)| (key.clone(), as_given(value)))
        .collect()
}

fn faults(raw: &HashMap<String, String>) -> Vec<(String, Fault)> {
    let findings = read(raw, None).findings;
    findings
        .into_iter()
        .map(|found| (found.key, found.fault))
        .collect()
}

/// The fault of one key when all others are right.
fn fault(key: &str, value: &str) -> Option<Fault> {
    let mut values = plain();
    values.insert(key.to_owned(), value.to_owned());
    let reading = read(&values, None);
    let found = reading.findings.iter().find(|found| found.key == key);
    assert_eq!(
        found.is_some(),
        reading.values.get(key).is_none(),
        "{key}: named and used at once, or neither"
    );
    let others =
        plain().len() - 1 - usize::from(found.is_some_and(|found| found.fault == Fault::Contradicts));
    assert_eq!(
        reading.values.names().filter(|name| **name != key).count(),
        others,
        "{key}: others go with it"
    );
    found.map(|found| found.fault)
}

#[test]
fn the_samples_hold_every_key_and_nothing_wrong() {
    let reading = read(&plain(), None);
    assert_eq!(reading.findings, []);
    assert_eq!(reading.values.names().count(), keys().count());
    let intune: serde_json::Value = serde_json::from_str(INTUNE).unwrap();
    let property = |entry: &serde_json::Value| {
        let value = ["valueString", "valueBool", "valueInteger"]
            .iter()
            .find_map(|name| entry.get(*name))
            .unwrap();
        (entry["key"].as_str().unwrap().to_owned(), as_given(value))
    };
    let properties: HashMap<_, _> = intune["managedProperty"]
        .as_array()
        .unwrap()
        .iter()
        .map(property)
        .collect();
    // Nobody filled in the console's own variable here.
    assert_eq!(
        faults(&properties),
        [("login_hint".to_owned(), Fault::NotFilledIn)]
    );
}

#[test]
fn every_key_and_group_has_a_title_and_a_sentence_in_every_language() {
    for tongue in Tongue::ALL {
        for group in GROUPS {
            assert!(group_title(group.name, tongue).is_some());
        }
    }
    for language in Language::ALL {
        for key in keys() {
            let (title, about) = describe(key.name, language).unwrap();
            assert!(
                !title.is_empty() && about.ends_with('.'),
                "{} {language:?}",
                key.name
            );
        }
    }
    assert_eq!(describe("no_such_key", Language::Dutch), None);
}

#[test]
fn what_holds_by_itself_is_allowed_and_is_what_the_table_says() {
    let settled = settle(&Layers::default());
    for key in keys().filter(|key| !key.is_hidden()) {
        let row = settled.rows.iter().find(|row| row.key == key.name).unwrap();
        let preset = match key.preset {
            Preset::None => None,
            Preset::Flag(flag) => Some(flag.to_string()),
            Preset::Number(number) => Some(number.to_string()),
            Preset::Word(word) => Some(word.to_owned()),
        };
        assert_eq!(
            (&row.value, row.source, row.editable),
            (&preset, SettingSource::Preset, key.editable)
        );
        if let Some(preset) = preset {
            assert_eq!(fault(key.name, &preset), None, "{}", key.name);
        }
    }
    let settings = settled.settings;
    assert!(!settings.screenshots_allowed && settings.pin_required && !settings.share_out_allowed);
    assert_eq!(
        (settings.pin_timeout_minutes, settings.log_level),
        (5, LogLevel::Warn)
    );
    assert_eq!(
        (settings.root_jailbreak_action, settings.notification_hours),
        (Conduct::Warn, None)
    );
}

const NO_ADDRESSES: [&str; 7] = [
    "http://example.nl",
    "example.nl",
    "https://u:p@example.nl",
    "https://example.nl/?q",
    "https://example.nl\u{0}",
    "javascript:alert(1)",
    "true",
];

/// Values that must be refused, for every key of a kind.
fn wrong(kind: Kind) -> Vec<(String, Fault)> {
    let of = |pairs: &[(&str, Fault)]| -> Vec<_> {
        pairs
            .iter()
            .map(|(text, fault)| ((*text).to_owned(), *fault))
            .collect()
    };
    match kind {
        Kind::Flag => of(&[
            ("yes", Fault::WrongType),
            ("1", Fault::WrongType),
            ("[true]", Fault::WrongType),
            ("null", Fault::WrongType),
        ]),
        Kind::Number { min, max } => vec![
            (format!("{}", u64::from(max) + 1), Fault::OutOfRange),
            (format!("{}", i64::from(min) - 1), Fault::OutOfRange),
            ("5 minutes".to_owned(), Fault::WrongType),
            ("5.5".to_owned(), Fault::WrongType),
            ("true".to_owned(), Fault::WrongType),
        ],
        Kind::Choice(_) => of(&[
            ("sometimes", Fault::NotAllowed),
            ("true", Fault::NotAllowed),
            ("WARN", Fault::NotAllowed),
        ]),
        Kind::Text { longest } => vec![
            ("x".repeat(longest + 1), Fault::TooLong),
            ("a\u{1b}[0m".to_owned(), Fault::Malformed),
        ],
        Kind::Address => NO_ADDRESSES
            .map(|text| (text.to_owned(), Fault::Malformed))
            .to_vec(),
        Kind::Addresses { most } => {
            let mut all = of(&[
                ("https://matrix.example.nl", Fault::WrongType),
                ("[]", Fault::OutOfRange),
                ("[7]", Fault::WrongType),
                ("[\"ftp://x\"]", Fault::Malformed),
            ]);
            all.push((
                serde_json::json!(vec!["https://a.nl"; most + 1]).to_string(),
                Fault::OutOfRange,
            ));
            all
        }
        Kind::PublicKey => of(&[("AAAA", Fault::Malformed), ("true", Fault::Malformed)]),
        Kind::EnrolmentCode => of(&[
            ("1234", Fault::Malformed),
            ("GR1F-F1EV-RBEV-DEXX", Fault::Malformed),
        ]),
        Kind::Hours => of(&[
            ("7-19", Fault::Malformed),
            ("24:00-07:00", Fault::Malformed),
            ("07:60-19:00", Fault::Malformed),
            ("07:00-07:00", Fault::Malformed),
            ("+7:00-19:00", Fault::Malformed),
        ]),
    }
}

#[test]
fn every_key_refuses_what_it_cannot_hold_names_it_and_lets_the_others_be() {
    for key in keys() {
        for (value, expected) in wrong(key.kind) {
            assert_eq!(
                fault(key.name, &value),
                Some(expected),
                "{} = {value:.40}",
                key.name
            );
        }
        for variable in ["{{deviceid}}", "{DeviceUid}", "$UDID", "%Username%"] {
            assert_eq!(
                fault(key.name, variable),
                Some(Fault::NotFilledIn),
                "{} = {variable}",
                key.name
            );
        }
        assert_eq!(
            fault(key.name, &"x".repeat(1 << 20)),
            Some(Fault::TooLong),
            "{}",
            key.name
        );
    }
}

#[test]
fn what_lies_on_a_limit_is_taken_and_strings_are_read_as_what_they_mean() {
    for (key, value) in [
        ("pin_timeout_minutes", "0"),
        ("pin_timeout_minutes", " 60 "),
        ("pin_required", "False"),
        ("notification_hours", "22:00-06:00"),
        ("managed_by", "ICT $5 & zo"),
        ("enrolment_code", "gr1f f1ev rbev dexd"),
        ("allowed_homeservers", "[ \"https://matrix.example.nl/\" ]"),
    ] {
        assert_eq!(fault(key, value), None, "{key} = {value}");
    }
    let night: Hours = "22:00-06:00".parse().unwrap();
    assert_eq!(
        (night.from, night.until, night.to_string().as_str()),
        (1320, 360, "22:00-06:00")
    );
}

#[test]
fn half_an_activation_is_named_and_a_code_may_be_typed_instead() {
    let full = plain();
    for key in ["router_url", "policy_public_key"] {
        for empty in [None, Some("  ")] {
            let mut half = full.clone();
            half.remove(key);
            half.extend(empty.map(|empty| (key.to_owned(), empty.to_owned())));
            assert_eq!(faults(&half), [(key.to_owned(), Fault::Missing)]);
        }
    }
    let mut without_code = full;
    without_code.remove("enrolment_code");
    assert_eq!(faults(&without_code), []);
    assert_eq!(faults(&raw(&[("wifi_only", "true")])), []);
    // A wrong one is named once, as wrong.
    let wrong = raw(&[("router_url", "x"), ("policy_public_key", "y")]);
    let named = [
        ("router_url", Fault::Malformed),
        ("policy_public_key", Fault::Malformed),
    ];
    assert_eq!(faults(&wrong), named.map(|(key, fault)| (key.to_owned(), fault)));
}

#[test]
fn servers_that_contradict_each_other_are_both_left_out() {
    let mut values = plain();
    values.insert("homeserver_url".to_owned(), "https://elders.example".to_owned());
    let reading = read(&values, None);
    for key in ["homeserver_url", "allowed_homeservers"] {
        assert!(reading.values.get(key).is_none());
        assert!(faults(&values).contains(&(key.to_owned(), Fault::Contradicts)));
    }
}

#[test]
fn unknown_keys_are_told_harmlessly_and_not_without_end() {
    let mut values = plain();
    values.insert("IntuneMAMUPN".to_owned(), "x".to_owned());
    values.insert(format!("\u{202e}{}", "n".repeat(1 << 20)), "x".to_owned());
    let named = faults(&values);
    assert_eq!(named.len(), 2);
    assert!(
        named
            .iter()
            .all(|(key, fault)| !fault.is_wrong() && key.len() <= 64 && key.is_ascii())
    );
    values.extend((0..1000).map(|n| (format!("key{n}"), String::new())));
    assert_eq!(faults(&values).len(), 32);
}

#[test]
fn after_the_activation_only_what_is_renewable_changes() {
    let (before, mut now) = (plain(), plain());
    let other = |key: &Key| match key.kind {
        Kind::Flag => "true".to_owned(),
        Kind::Number { max, .. } => max.to_string(),
        Kind::Choice(choices) => choices.words.last().unwrap().0.to_owned(),
        Kind::Text { .. } => "anders".to_owned(),
        Kind::Address => "https://elders.example".to_owned(),
        Kind::Addresses { .. } => "[\"https://elders.example\"]".to_owned(),
        Kind::PublicKey => griffie_wire::key::SigningKey::from_seed(&[9; 32])
            .public()
            .to_string(),
        Kind::EnrolmentCode => griffie_wire::activation::ActivationCode::generate([5; 10]).to_string(),
        Kind::Hours => "08:00-09:00".to_owned(),
    };
    now.extend(keys().map(|key| (key.name.to_owned(), other(key))));
    let reading = read(&now, Some(&before));
    let told: Vec<_> = reading
        .findings
        .iter()
        .map(|found| (found.key.as_str(), found.fault))
        .collect();
    let fixed: Vec<_> = keys()
        .filter(|key| !key.renewable)
        .map(|key| (key.name, Fault::Fixed))
        .collect();
    assert!(!fixed.is_empty());
    assert_eq!(told, fixed);
    let first = read(&before, None).values;
    for key in keys() {
        let held = reading.values.get(key.name).map(Value::to_string);
        let expected = if key.renewable {
            Some(other(key))
        } else {
            first.get(key.name).map(Value::to_string)
        };
        assert_eq!(held, expected, "{}", key.name);
    }
    // A console takes a used code away, and the rest with it: that is no fault.
    let gone = read(&HashMap::new(), Some(&before));
    assert_eq!(gone.findings, []);
    assert!(gone.values.get("router_url").is_some());
}

#[test]
fn the_device_manager_prevails_over_policy_brand_and_user() {
    let of = |value: &str| read(&raw(&[("notification_hours", value)]), None).values;
    let (managed, policy) = (of("01:00-02:00"), of("02:00-03:00"));
    let (built_in, user) = (of("03:00-04:00"), of("04:00-05:00"));
    let mut layers = Layers {
        managed,
        policy,
        built_in,
        user,
    };
    let mut seen = Vec::new();
    for _ in 0..5 {
        let settled = settle(&layers);
        let row = settled
            .rows
            .into_iter()
            .find(|row| row.key == "notification_hours")
            .unwrap();
        seen.push((row.value, row.source, row.editable));
        match row.source {
            SettingSource::Managed => layers.managed = Values::default(),
            SettingSource::Policy => layers.policy = Values::default(),
            SettingSource::BuiltIn => layers.built_in = Values::default(),
            SettingSource::User | SettingSource::Preset => layers.user = Values::default(),
        }
    }
    let expected = [
        (Some("01:00-02:00".to_owned()), SettingSource::Managed, false),
        (Some("02:00-03:00".to_owned()), SettingSource::Policy, false),
        (Some("03:00-04:00".to_owned()), SettingSource::BuiltIn, false),
        (Some("04:00-05:00".to_owned()), SettingSource::User, true),
        (None, SettingSource::Preset, true),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn a_user_sets_nothing_that_is_not_theirs_and_sees_no_code() {
    let user = read(&plain(), None).values;
    let layers = Layers {
        user,
        ..Layers::default()
    };
    for row in settle(&layers).rows {
        let key = keys().find(|key| key.name == row.key).unwrap();
        assert_eq!(row.source == SettingSource::User, key.editable, "{}", row.key);
        assert_ne!(row.key, "enrolment_code");
    }
    let managed = read(&plain(), None).values;
    assert!(!format!("{managed:?}").contains("GR1F"), "a code in a log");
}

fn data(states: &[FeedbackState], key: &str) -> (String, Severity) {
    let state = states.iter().find(|state| state.key == key).unwrap();
    (state.data.clone(), state.severity)
}

#[test]
fn the_device_manager_hears_all_states_and_which_of_them_are_wrong() {
    let facts = Facts {
        enrolment: "done".to_owned(),
        policy: Some(3),
        last_seal: Some(1_795_406_706_000),
        version: "1.4.2 (1403)".to_owned(),
        ..Facts::default()
    };
    let states = feedback(&[], &facts);
    let names: Vec<_> = states.iter().map(|state| state.key).collect();
    let all = "config enrolment policy capture last_seal backlog route utd storage clock_skew version";
    assert_eq!(names.join(" "), all);
    assert!(states.iter().all(|state| state.severity == Severity::Info));
    assert_eq!(data(&states, "last_seal").0, "2026-11-23T04:05:06Z");
    assert_eq!(data(&states, "config").0, "ok");
    let ill = Facts {
        enrolment: "code_expired".to_owned(),
        capture: Some("storage_full".to_owned()),
        route: Some("clock_skew".to_owned()),
        storage: Some(1),
        ..facts
    };
    let findings = read(&raw(&[("pin_required", "yes"), ("IntuneMAMUPN", "x")]), None).findings;
    let states = feedback(&findings, &ill);
    let wrong = states.iter().filter(|state| state.severity == Severity::Error);
    let wrong: Vec<_> = wrong.map(|state| state.key).collect();
    assert_eq!(
        wrong.join(" "),
        "config enrolment capture route storage clock_skew"
    );
    assert_eq!(data(&states, "config").0, "pin_required:wrong_type");
}

#[test]
fn the_time_of_the_last_seal_is_right_at_the_edges_of_the_calendar() {
    for (millis, text) in [
        (0, "1970-01-01T00:00:00Z"),
        (951_782_400_000, "2000-02-29T00:00:00Z"),
        (4_107_542_399_000, "2100-02-28T23:59:59Z"),
        (4_107_542_400_000, "2100-03-01T00:00:00Z"),
    ] {
        let facts = Facts {
            last_seal: Some(millis),
            ..Facts::default()
        };
        assert_eq!(data(&feedback(&[], &facts), "last_seal").0, text);
    }
}

proptest! {
    #[test]
    fn no_value_of_any_key_makes_the_reader_panic(key in 0_usize..40, value: String) {
        let Some(key) = keys().nth(key) else { return Ok(()) };
        let values = HashMap::from([(key.name.to_owned(), value)]);
        let reading = read(&values, None);
        let _ = settle(&Layers { managed: reading.values, ..Layers::default() });
    }
}
