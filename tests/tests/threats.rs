//! The tables of docs/threat-model.md: every lie names tests that exist, and those name what they try.

use std::{
    collections::BTreeSet,
    fs, io,
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

/// Whether a file has tests, or is a map of modules that have some.
fn has_tests(file: &Path) -> io::Result<bool> {
    let tests_in = |file: &Path| -> io::Result<bool> {
        let text = fs::read_to_string(file)?;
        Ok(text.contains("#[test]") || text.contains("#[tokio::test"))
    };
    if tests_in(file)? {
        return Ok(true);
    }
    let below = file.with_extension("");
    let folder = if below.is_dir() {
        Some(below.as_path())
    } else {
        file.parent()
    };
    for found in fs::read_dir(folder.unwrap_or(file))? {
        let path = found?.path();
        if path.extension().is_some_and(|end| end == "rs") && tests_in(&path)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Rows of the tables with five columns: lie, found by, how, after, test.
fn rows() -> io::Result<Vec<Vec<String>>> {
    let text = fs::read_to_string(root().join("docs/threat-model.md"))?;
    let cells = |line: &str| -> Vec<String> {
        let cells = line.trim().trim_matches('|').split(" | ");
        cells.map(|cell| cell.trim().to_owned()).collect()
    };
    let lines = text.lines().filter(|line| line.starts_with("| "));
    let heading = |row: &Vec<String>| row.first().is_some_and(|cell| cell == "lie" || cell == "---");
    Ok(lines.map(cells).filter(|row| !heading(row)).collect())
}

#[test]
fn every_lie_names_who_finds_it_when_and_tests_that_exist() {
    let rows = rows().unwrap();
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
                files.iter().any(|file| has_tests(file).unwrap()),
                "{lie}: {name} is no module with tests"
            );
        }
    }
}

/// Every party of issue 6 has its table, and every lie that it lists a row.
#[test]
fn every_lie_that_was_asked_for_has_a_row() {
    let said: BTreeSet<String> = rows()
        .unwrap()
        .into_iter()
        .map(|row| row[0].to_lowercase())
        .collect();
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
