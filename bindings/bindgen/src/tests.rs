//! That uniffi.toml of the workspace takes effect. uniffi ignores a file in the wrong place or with a table of the wrong name without a
//! word; what is committed is what it makes (`cargo xtask bindgen --check`), so that is looked at.

use std::{fs, path::Path};

fn committed(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated");
    fs::read_to_string(root.join(path)).unwrap()
}

#[test]
fn kotlin_has_our_package_immutable_records_typed_ids_and_instants() {
    let source = committed("kotlin/eu/griffie/core/griffie_ffi.kt");
    assert!(source.contains("\npackage eu.griffie.core\n"));
    assert!(source.contains("public typealias Timestamp = java.time.Instant"));
    assert!(source.contains("val `roomId`: RoomId"));
    assert!(!source.contains("typealias RoomId"), "written by hand");
    let records: Vec<&str> = source.split("\ndata class ").skip(1).collect();
    assert!(records.len() > 15);
    for record in records {
        let fields = record.split("){").next().unwrap_or_default();
        assert!(!fields.contains("    var `"), "{fields}");
    }
}

#[test]
fn swift_has_our_module_immutable_sendable_records_typed_ids_and_dates() {
    let source = committed("swift/GriffieCore.swift");
    assert!(source.contains("import GriffieCoreFFI"));
    assert!(source.contains("public typealias Timestamp = Date"));
    assert!(source.contains("public let roomId: RoomId"));
    assert!(!source.contains("typealias RoomId"), "written by hand");
    for record in ["TextDraft", "RoomRow", "TimelineRow", "ArchiveState"] {
        assert!(
            source.contains(&format!("extension {record}: Sendable {{}}")),
            "{record}"
        );
    }
    let records: Vec<&str> = source.split("\npublic struct ").skip(1).collect();
    for record in records
        .iter()
        .filter(|record| !record.starts_with("FfiConverter"))
    {
        let fields = record.split("public init").next().unwrap_or_default();
        assert!(!fields.contains("public var "), "{fields}");
    }
    assert!(committed("swift/GriffieCoreFFI.modulemap").contains("module GriffieCoreFFI"));
}
