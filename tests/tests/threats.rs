//! The tables of docs/threat-model.md: every lie names tests that exist, and those name what they try.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Where the tests of a crate's name in the tables are.
fn home(name: &str) -> Option<&'static str> {
    let known = [
        ("vault", "archive/vault/src"),
        ("gateway", "tests/tests/gateway"),
        ("worlds", "tests/tests/worlds"),
        ("wire", "wire/src"),
        ("core", "core/src"),
        ("verify", "verify/src"),
    ];
    known
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, path)| *path)
}

/// The files that a name such as `vault tests::bundle::kept` can mean: a module, or a function in one.
fn files(name: &str) -> Vec<PathBuf> {
    let (crate_name, path) = name.split_once(' ').unwrap_or((name, ""));
    let home = home(crate_name).unwrap_or_else(|| panic!("{name}: no such place for tests"));
    let parts: Vec<&str> = path.split("::").collect();
    let module = root().join(home).join(parts.join("/"));
    // `x::tests` may be a module within x.rs, or in tests.rs or tests/ beside.
    let mut candidates = vec![module.with_extension("rs"), module.join("mod.rs")];
    if let Some(parent) = module.parent().filter(|_| parts.last() == Some(&"tests")) {
        candidates.extend([parent.with_extension("rs"), parent.join("mod.rs")]);
    }
    candidates.retain(|file| file.is_file());
    candidates
}

fn has_tests(file: &Path) -> bool {
    let text = fs::read_to_string(file).unwrap();
    let within = |text: &str| text.contains("#[test]") || text.contains("#[tokio::test");
    // A map of modules has its tests below.
    within(&text)
        || fs::read_dir(file.with_extension(""))
            .or_else(|_| fs::read_dir(file.parent().unwrap()))
            .is_ok_and(|mut files| {
                files.any(|file| {
                    let path = file.unwrap().path();
                    path.extension().is_some_and(|end| end == "rs")
                        && within(&fs::read_to_string(path).unwrap())
                })
            })
}

/// Rows of the tables with five columns: lie, found by, how, after, test.
fn rows() -> Vec<Vec<String>> {
    let text = fs::read_to_string(root().join("docs/threat-model.md")).unwrap();
    let cells = |line: &str| -> Vec<String> {
        let cells = line.trim().trim_matches('|').split(" | ");
        cells.map(|cell| cell.trim().to_owned()).collect()
    };
    let lines = text.lines().filter(|line| line.starts_with("| "));
    let rows = lines.map(cells).filter(|row| row[0] != "lie" && row[0] != "---");
    rows.collect()
}

#[test]
fn every_lie_names_who_finds_it_when_and_tests_that_exist() {
    let rows = rows();
    assert!(rows.len() >= 28, "only {} lies", rows.len());
    for row in &rows {
        let [lie, by, how, after, test] = row.as_slice() else {
            panic!("{row:?} has not five columns")
        };
        assert!(
            [lie, by, how, after].iter().all(|cell| !cell.is_empty()),
            "{row:?}"
        );
        if by == "nobody" {
            assert_eq!(test, "–", "{lie}: what nobody finds has no test");
            continue;
        }
        let names: Vec<_> = test.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "{lie}: no test is named");
        for name in names {
            let files = files(name);
            assert!(
                files.iter().any(|file| has_tests(file)),
                "{lie}: {name} is no module with tests"
            );
        }
    }
}

/// Every party of issue 6 has its table, and every lie that it lists a row.
#[test]
fn every_lie_that_was_asked_for_has_a_row() {
    let said: BTreeSet<String> = rows().into_iter().map(|row| row[0].to_lowercase()).collect();
    for lie in [
        // device
        "skips an object",
        "skips an entry",
        "forks its chain",
        "signs another's object",
        "invents an event",
        "alters clear text under a valid signature",
        // gateway
        "drops an object",
        "reorders objects",
        "forks, shrinks or rewrites the log",
        "returns an old checkpoint",
        "invents a receipt",
        // homeserver
        "withholds events",
        "another time of an event",
        "replays a ciphertext",
        "serves a wrong file",
        // operator of the vault
        "deletes a kept object",
        "alters a record",
        "removes a line of the log",
    ] {
        assert!(said.iter().any(|row| row.contains(lie)), "no row says: {lie}");
    }
}
