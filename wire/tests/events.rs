//! `docs/events.md` says of every event type how it is kept, shown, exported and proven. It is made from the table in the code:
//! `GRIFFIE_BLESS=1 cargo test -p griffie-wire --test events` writes it anew, and the same without it fails when it is stale.

#![expect(clippy::unwrap_used, reason = "a test stops at what should not be")]

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use griffie_wire::event::{Carrier, EventType, Exported, Kept, SECTIONS, Shape, Shown, samples};

/// Tests that walk the whole table, by what they prove.
const FOLDED: &str = "every_type_becomes_what_the_table_says";
const TRANSCRIPT: &str = "every_type_reads_in_both_languages_in_the_transcript";
const MAIL: &str = "every_type_is_a_mail_with_its_words_and_its_record";
const LINES: &str = "every_type_is_in_the_line_export_to_the_byte";
const WALKS: [&str; 6] = [
    FOLDED,
    TRANSCRIPT,
    MAIL,
    LINES,
    "content_of_a_wrong_form_is_a_line_all_the_same",
    "every_type_with_content_of_a_wrong_form_is_still_there",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn name(one: &EventType) -> String {
    let names: Vec<String> = one.names.iter().map(|name| format!("`{name}`")).collect();
    let names = names.join(", ");
    one.part
        .map_or_else(|| names.clone(), |part| format!("{names} · {part}"))
}

fn kept(one: &EventType) -> String {
    match one.kept {
        Kept::Event => "`event`".to_owned(),
        Kept::WithEvent => "in the `event` of the message".to_owned(),
        Kept::Receipts => "`receipts`".to_owned(),
        Kept::SessionKey => "`session_key`".to_owned(),
        Kept::Gap => "`gap`".to_owned(),
        Kept::Nowhere(reason) => format!("not kept: {reason}"),
    }
}

fn shown(one: &EventType) -> String {
    match one.shown {
        Shown::Line(kind) => format!("line `{kind}`"),
        Shown::LineOfChange(kind) => {
            format!("line `{kind}`, hidden when the room is made with it or nothing changes")
        }
        Shown::With(kind) => format!("with its target (`{kind}`)"),
        Shown::Hidden(kind, reason) => format!("hidden (`{kind}`): {reason}"),
        Shown::Elsewhere(place) => place.to_owned(),
    }
}

fn exported(one: &EventType) -> &'static str {
    match one.exported {
        Exported::Message => "JSONL; HTML message; EML",
        Exported::Line => "JSONL; HTML line; EML",
        Exported::WithMessage => "JSONL; HTML with its message; EML in reply to it",
        Exported::InMessage => "JSONL; part of the message in HTML and EML",
        Exported::InTranscript => "JSONL; with its message in HTML",
        Exported::Counted => "JSONL; counted in HTML; EML",
        Exported::Records => "JSONL",
        Exported::Nowhere => "-",
    }
}

fn tests(one: &EventType) -> String {
    let walked = samples::of(one).is_some();
    let mut tests: Vec<&str> = if walked {
        vec![FOLDED, TRANSCRIPT]
    } else {
        Vec::new()
    };
    tests.extend(one.tests);
    if tests.is_empty() {
        tests.push("every_type_that_ruma_knows_is_in_the_table");
    }
    tests
        .iter()
        .map(|test| format!("`{test}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

fn document() -> String {
    let count: usize = SECTIONS.iter().map(|(_, types)| types.len()).sum();
    let names: BTreeSet<&str> = SECTIONS
        .iter()
        .flat_map(|(_, types)| types.iter().flat_map(|one| one.names.iter().copied()))
        .collect();
    let mut text = format!(
        "# Events\n\n\
         Every Matrix event type, stable and unstable names: how it is kept, what the timeline shows, what exports make of it, and the\n\
         tests that prove it. Made from the table in `wire/src/event/table/` by `GRIFFIE_BLESS=1 cargo test -p griffie-wire --test events`;\n\
         do not edit. {count} rows, {} names.\n\n\
         A type that is not here is kept all the same: as an `event` record with its JSON to the byte. It is a line `unknown`, counted by\n\
         name in `unknown_types` of the status, and shown by its type in exports. `{}` fails when the\n\
         Matrix library of this build knows a type that has no row here.\n\n\
         These tests walk the whole table with a sample of each type, and with contents of a wrong form: {}.\n",
        names.len(),
        "every_type_that_ruma_knows_is_in_the_table",
        WALKS.map(|test| format!("`{test}`")).join(", "),
    );
    for (heading, types) in SECTIONS {
        let _ = write!(
            text,
            "\n## {heading}\n\n| type | record | shown as | exported as | test |\n| --- | --- | --- | --- | --- |\n"
        );
        for one in *types {
            let _ = writeln!(
                text,
                "| {} | {} | {} | {} | {} |",
                name(one),
                kept(one),
                shown(one),
                exported(one),
                tests(one)
            );
        }
    }
    text
}

#[test]
fn the_documentation_is_that_of_the_table() {
    let path = root().join("docs/events.md");
    let text = document();
    if std::env::var_os("GRIFFIE_BLESS").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        stored == text,
        "docs/events.md is stale: GRIFFIE_BLESS=1 cargo test -p griffie-wire --test events"
    );
}

#[test]
fn no_cell_is_a_hole() {
    for (heading, types) in SECTIONS {
        assert!(!types.is_empty(), "{heading}");
        for one in *types {
            for cell in [
                name(one),
                kept(one),
                shown(one),
                exported(one).to_owned(),
                tests(one),
            ] {
                assert!(
                    !cell.is_empty() && !cell.contains("``") && !cell.contains('|'),
                    "{}: {cell}",
                    name(one)
                );
            }
            let of_room = matches!(one.carrier, Carrier::Message | Carrier::State);
            assert_eq!(samples::of(one).is_some(), of_room, "{}", name(one));
            assert!(of_room || matches!(one.shape, Shape::Apart | Shape::Receipts));
        }
    }
}

/// All Rust sources below a folder.
fn sources(folder: &Path, all: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, all);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            all.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn every_test_that_is_named_is_there() {
    let mut all = String::new();
    for folder in ["wire/src", "core/src", "archive/vault/src"] {
        sources(&root().join(folder), &mut all);
    }
    let named = SECTIONS
        .iter()
        .flat_map(|(_, types)| types.iter().flat_map(|one| one.tests.iter()));
    for test in named
        .chain(&WALKS)
        .chain(&[MAIL, LINES, "every_type_that_ruma_knows_is_in_the_table"])
    {
        assert!(all.contains(&format!("fn {test}()")), "there is no test {test}");
    }
}
