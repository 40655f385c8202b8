//! Does the table know every event type that ruma knows? Read from ruma's own source, of the version that is built in, with the types
//! behind features that are off.

use std::{collections::BTreeSet, fs, path::PathBuf, process::Command};

use griffie_wire::event::{Carrier, find};
use serde_json::Value;

/// `src/enums.rs` of the `ruma-events` in this build, found as cargo finds it.
fn source() -> String {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--offline", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let manifests: Vec<&str> = packages
        .iter()
        .filter(|package| package["name"] == "ruma-events")
        .map(|package| package["manifest_path"].as_str().unwrap())
        .collect();
    assert_eq!(manifests.len(), 1, "one version of ruma-events is built in");
    fs::read_to_string(PathBuf::from(manifests[0]).with_file_name("src/enums.rs")).unwrap()
}

fn carrier(name: &str) -> Carrier {
    match name {
        "GlobalAccountData" => Carrier::AccountData,
        "RoomAccountData" => Carrier::RoomData,
        "EphemeralRoom" => Carrier::Ephemeral,
        "MessageLike" => Carrier::Message,
        "State" => Carrier::State,
        "ToDevice" => Carrier::ToDevice,
        other => panic!("ruma has a family of events that the table has no place for: {other}"),
    }
}

/// Names and aliases in the `event_enum!` of ruma, with where they come from.
fn types(source: &str) -> Vec<(Carrier, String)> {
    let body = source.split_once("\nevent_enum! {").unwrap().1;
    let body = body.split_once("\n}\n").unwrap().0;
    let mut found = Vec::new();
    let mut family = None;
    for line in body.lines().map(str::trim) {
        if let Some(name) = line
            .strip_prefix("enum ")
            .and_then(|rest| rest.strip_suffix(" {"))
        {
            family = Some(carrier(name));
        } else if let Some(rest) = line.strip_prefix('"') {
            let name = rest.split_once('"').unwrap().0;
            found.push((family.unwrap(), name.to_owned()));
        } else if let Some((_, rest)) = line.split_once("alias = \"") {
            let name = rest.split_once('"').unwrap().0;
            found.push((family.unwrap(), name.to_owned()));
        }
    }
    found
}

#[test]
fn every_type_that_ruma_knows_is_in_the_table() {
    let types = types(&source());
    let families: BTreeSet<_> = types.iter().map(|(carrier, _)| format!("{carrier:?}")).collect();
    assert_eq!(families.len(), 6, "{families:?}");
    assert!(
        types.len() > 120,
        "ruma writes its types down in another way: {} found",
        types.len()
    );
    let without: Vec<_> = types
        .iter()
        .filter(|(carrier, name)| find(*carrier, name).is_none())
        .collect();
    assert!(
        without.is_empty(),
        "neither mapped nor listed with a reason: {without:#?}"
    );
}

#[test]
fn a_type_that_the_table_has_not_is_found() {
    let source = "\nevent_enum! {\n    enum State {\n        #[ruma_enum(alias = \"m.new\")]\n        \"nl.new\" => super::new,\n    }\n}\n";
    let found = types(source);
    assert_eq!(
        found,
        [
            (Carrier::State, "m.new".to_owned()),
            (Carrier::State, "nl.new".to_owned())
        ]
    );
    assert!(found.iter().all(|(carrier, name)| find(*carrier, name).is_none()));
}
