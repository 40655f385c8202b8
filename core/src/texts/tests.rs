//! Every code has its text, in every language, and no text is without a code.

use std::{collections::BTreeSet, fs, path::Path};

use griffie_wire::problem::ProblemKind;

use super::{Language, codes, find, lines, reason, sentence};
use crate::error::Error;

const KINDS: [&str; 7] = [
    "not_signed_in",
    "offline",
    "rejected",
    "storage_full",
    "storage",
    "archive_blocked",
    "bug",
];

/// Every kind, and every code within its kind.
fn known() -> BTreeSet<String> {
    let (busy, refusing): (Vec<_>, Vec<_>) = ProblemKind::ALL.iter().partition(|kind| kind.status() >= 500);
    let code_of = |kinds: Vec<&ProblemKind>| kinds.into_iter().map(|kind| kind.code()).collect::<Vec<_>>();
    let (busy, refusing) = (code_of(busy), code_of(refusing));
    let groups: [(&str, &[&str]); 8] = [
        ("offline", codes::OFFLINE),
        ("offline", &busy),
        ("offline", &["http"]),
        ("rejected", codes::REJECTED_HERE),
        ("rejected", &refusing),
        ("rejected", codes::REJECTED_BY_HOMESERVER),
        ("storage", codes::STORAGE),
        ("archive_blocked", codes::ARCHIVE_BLOCKED),
    ];
    let mut known: BTreeSet<String> = KINDS.iter().map(ToString::to_string).collect();
    for (kind, codes) in groups {
        known.extend(codes.iter().map(|code| format!("{kind}.{code}")));
    }
    known
}

#[test]
fn every_kind_and_code_has_a_text_in_every_language_and_no_text_is_idle() {
    for language in Language::ALL {
        let texts: Vec<String> = lines(language).map(|(key, _)| key.to_owned()).collect();
        let once: BTreeSet<String> = texts.iter().cloned().collect();
        assert_eq!(texts.len(), once.len(), "{language:?}: a text stands twice");
        assert_eq!(once, known(), "{language:?}");
    }
}

#[test]
fn every_text_is_a_whole_sentence_of_its_own_language() {
    for (key, english) in lines(Language::English) {
        for language in Language::ALL {
            let (kind, code) = key
                .split_once('.')
                .map_or((key, None), |(kind, code)| (kind, Some(code)));
            let text = find(kind, code, language).unwrap();
            assert!(
                text.ends_with('.') && text.chars().next().unwrap().is_uppercase(),
                "{language:?} {key}"
            );
            assert!(
                text.len() > 20 && text.len() < 260,
                "{language:?} {key}: {}",
                text.len()
            );
            assert!(
                language == Language::English || text != english,
                "{language:?} {key}: not translated"
            );
        }
    }
}

/// The words in quotes that become the code of an error, read from the sources themselves.
fn codes_in_sources() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is_test = path
                .iter()
                .any(|part| part == "tests" || part == "tests.rs" || part == "texts");
            if path.is_dir() && !is_test {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") && !is_test {
                let source = fs::read_to_string(&path).unwrap();
                let source = source.split("#[cfg(test)]\nmod tests").next().unwrap().to_owned();
                for opening in [
                    "rejected(\"",
                    "storage(\"",
                    "Blocked(\"",
                    "Rejected {\n            code: \"",
                ] {
                    let after = source.split(opening).skip(1);
                    found.extend(after.map(|rest| rest.split('"').next().unwrap().to_owned()));
                }
            }
        }
    }
    found
}

#[test]
fn every_code_in_the_sources_is_in_the_list() {
    let known = known();
    let found = codes_in_sources();
    assert!(
        found.contains("not_in_room") && found.contains("wrong_key"),
        "the sources are not read"
    );
    let missing: Vec<_> = found
        .iter()
        .filter(|code| !known.iter().any(|key| key.ends_with(&format!(".{code}"))))
        .collect();
    assert!(missing.is_empty(), "not in texts/codes.rs: {missing:?}");
}

#[test]
fn a_code_is_told_within_its_kind_and_an_unknown_one_by_its_kind() {
    let say = |error: Error| sentence(&error, Language::English);
    let rejected = |code: &str| Error::Rejected {
        code: code.to_owned(),
    };
    assert!(say(rejected("code_used")).contains("used already"));
    assert_eq!(say(rejected("eu.griffie.new")), say(rejected("")));
    let offline = Error::Offline {
        code: "empty".to_owned(),
    };
    assert!(
        say(offline).contains("connection"),
        "a code of another kind says nothing here"
    );
    let proxy = Error::Offline {
        code: "http_502".to_owned(),
    };
    assert!(say(proxy).contains("cannot help"));
    let bug = Error::Bug {
        code: "store".to_owned(),
    };
    assert!(say(bug).contains("fault"));
    let dutch = sentence(&Error::StorageFull, Language::Dutch);
    assert!(dutch.contains("vol") && dutch != say(Error::StorageFull));
}

#[test]
fn a_bare_code_finds_its_text_whatever_its_kind() {
    for (code, word) in [
        ("forbidden", "right"),
        ("outbox_full", "waits"),
        ("timeout", "in time"),
        ("damaged", "damaged"),
        ("storage_full", "room"),
        ("http_500", "refused"),
        ("x", "refused"),
    ] {
        assert!(reason(code, Language::English).contains(word), "{code}");
    }
}
