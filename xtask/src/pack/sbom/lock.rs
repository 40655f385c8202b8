//! The checksums of `Cargo.lock`: SHA-256 of each crate's file as crates.io has it.

use std::collections::BTreeMap;

/// By name and version; packages of our own have none.
pub(in crate::pack) fn checksums(lock: &str) -> BTreeMap<(String, String), String> {
    let mut sums = BTreeMap::new();
    for block in lock.split("[[package]]").skip(1) {
        let value = |key: &str| {
            let line = block.lines().find_map(|line| line.strip_prefix(key));
            line.map(|value| value.trim_matches('"').to_owned())
        };
        if let (Some(name), Some(version), Some(sum)) =
            (value("name = "), value("version = "), value("checksum = "))
        {
            sums.insert((name, version), sum);
        }
    }
    sums
}
