//! That packages are the same each time, and that the bill of materials names everything.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that panics is a test that fails"
)]

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{archive::Archive, folder::Folder, library, sbom, stamp::Stamp, swift};
use crate::shell::{cargo, output, root};

fn bill() -> Value {
    let stamp = Stamp::of_commit().unwrap();
    let text = sbom::make(&stamp, &library::host().unwrap()).unwrap();
    assert_eq!(
        text,
        sbom::make(&stamp, &library::host().unwrap()).unwrap(),
        "the same twice"
    );
    serde_json::from_str(&text).unwrap()
}

fn text<'a>(value: &'a Value, member: &str) -> &'a str {
    value[member]
        .as_str()
        .unwrap_or_else(|| panic!("no {member} in {value}"))
}

/// What cargo says in another form: `name version` of all that is compiled for the library.
fn compiled() -> BTreeSet<String> {
    let host = library::host().unwrap();
    let mut tree = cargo(&[
        "tree",
        "--locked",
        "--package",
        "griffie-ffi",
        "--edges",
        "normal",
    ]);
    let said = output(tree.args(["--prefix", "depth", "--target", &host])).unwrap();
    let lines = said
        .lines()
        .map(|line| line.trim_start_matches(|c: char| c.is_ascii_digit()));
    lines
        .filter(|line| !line.is_empty())
        .map(|line| {
            let (name, rest) = line.split_once(" v").unwrap();
            format!("{name} {}", rest.split(' ').next().unwrap())
        })
        .collect()
}

#[test]
fn the_bill_names_every_package_of_the_library_once_with_the_checksum_of_the_lock() {
    let bill = bill();
    let sums = sbom::checksums(&std::fs::read_to_string(root().join("Cargo.lock")).unwrap());
    let mut listed = BTreeMap::new();
    for component in bill["components"].as_array().unwrap() {
        let id = (
            text(component, "name").to_owned(),
            text(component, "version").to_owned(),
        );
        let known = component["hashes"][0]["content"].as_str();
        assert_eq!(known, sums.get(&id).map(String::as_str), "{id:?}");
        let purl = text(component, "purl");
        assert!(purl.starts_with(&format!("pkg:cargo/{}@", id.0)), "{purl}");
        assert!(!component["licenses"].as_array().unwrap().is_empty(), "{id:?}");
        let name = format!("{} {}", id.0, id.1);
        assert!(
            listed.insert(name, text(component, "scope")).is_none(),
            "twice: {id:?}"
        );
    }
    let library = &bill["metadata"]["component"];
    let own = format!("{} {}", text(library, "name"), text(library, "version"));
    let mut expected = compiled();
    assert!(expected.remove(&own), "{own}");
    let openssl: Vec<_> = listed
        .keys()
        .filter(|name| name.starts_with("openssl-src "))
        .cloned()
        .collect();
    assert_eq!(openssl.len(), 1);
    expected.extend(openssl);
    assert_eq!(listed.keys().cloned().collect::<BTreeSet<_>>(), expected);
    assert!(
        !listed
            .keys()
            .any(|name| name.starts_with("proptest ") || name.starts_with("clap "))
    );
    assert!(
        listed
            .iter()
            .any(|(name, scope)| name.starts_with("syn ") && *scope == "excluded")
    );
    assert!(
        listed
            .iter()
            .any(|(name, scope)| name.starts_with("vodozemac ") && *scope == "required")
    );
}

#[test]
fn the_bill_is_cyclonedx() {
    let bill = bill();
    assert_eq!(
        (text(&bill, "bomFormat"), text(&bill, "specVersion")),
        ("CycloneDX", "1.6")
    );
    let serial = text(&bill, "serialNumber").strip_prefix("urn:uuid:").unwrap();
    let lengths: Vec<_> = serial.split('-').map(str::len).collect();
    assert_eq!(lengths, [8, 4, 4, 4, 12]);
    let time = text(&bill["metadata"], "timestamp");
    assert!(time.len() == 20 && time.ends_with('Z'), "{time}");
    let refs: BTreeSet<_> = bill["components"]
        .as_array()
        .unwrap()
        .iter()
        .chain([&bill["metadata"]["component"]])
        .map(|component| text(component, "bom-ref"))
        .collect();
    for dependency in bill["dependencies"].as_array().unwrap() {
        assert!(refs.contains(text(dependency, "ref")));
        for used in dependency["dependsOn"].as_array().unwrap() {
            assert!(refs.contains(used.as_str().unwrap()), "{used}");
        }
    }
}

#[test]
fn the_bill_names_the_c_code_inside() {
    let bill = bill();
    let mut carried = BTreeSet::new();
    for component in bill["components"].as_array().unwrap() {
        for inner in component["components"].as_array().into_iter().flatten() {
            let version = text(inner, "version");
            assert!(version.starts_with(|c: char| c.is_ascii_digit()), "{inner}");
            carried.insert(text(inner, "name").to_owned());
        }
    }
    assert!(
        ["openssl", "sqlcipher", "sqlite"]
            .iter()
            .all(|name| carried.contains(*name)),
        "{carried:?}"
    );
}

#[test]
fn a_package_is_the_same_whoever_packs_it_when() {
    let dir = tempfile::tempdir().unwrap();
    let pack = |name: &str, order: &[&str]| {
        let mut archive = Archive::default();
        for entry in order {
            archive.put(entry, format!("content of {entry}"));
        }
        let folder = Folder::at(dir.path().join(name)).unwrap();
        folder.put("a.jar", &archive.bytes().unwrap()).unwrap();
        folder.put("deep/b.json", b"{}").unwrap();
        folder.close().unwrap();
        std::fs::read_to_string(dir.path().join(name).join("SHA256SUMS")).unwrap()
    };
    let sums = pack("one", &["b.class", "META-INF/MANIFEST.MF", "a/c.class"]);
    assert_eq!(
        sums,
        pack("two", &["a/c.class", "META-INF/MANIFEST.MF", "b.class"])
    );
    assert_eq!(
        sums,
        pack("one", &["a/c.class", "b.class", "META-INF/MANIFEST.MF"])
    );
    assert_ne!(sums, pack("two", &["a/c.class", "META-INF/MANIFEST.MF"]));
    let names: Vec<_> = sums
        .lines()
        .map(|line| line.split_once("  ").unwrap().1)
        .collect();
    assert_eq!(names, ["a.jar", "deep/b.json"]);
}

#[test]
fn a_packed_swift_package_has_its_generated_sources_and_no_tests() {
    let names = swift::sources("x").unwrap().names();
    for name in [
        "Package.swift",
        "Sources/GriffieCore/GriffieCore.swift",
        "Sources/GriffieCoreFFI/module.modulemap",
    ] {
        assert!(names.contains(&format!("x/{name}")), "{name} is not in {names:?}");
    }
    assert!(!names.iter().any(|name| name.contains("Tests")));
}
