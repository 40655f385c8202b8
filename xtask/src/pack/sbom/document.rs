//! The document: the library, its components and who uses whom.

use std::collections::BTreeMap;

use ring::digest::{SHA256, digest};
use serde_json::{Value, json};

use super::{
    component::{component, purl},
    graph::{Graph, Id},
    lock::checksums,
};
use crate::{
    pack::{folder::read, stamp::Stamp},
    shell::root,
};

const LIBRARY: &str = "griffie-ffi";

/// The bill of materials of the library for `target`.
pub(in crate::pack) fn make(stamp: &Stamp, target: &str) -> Result<String, String> {
    let graph = Graph::of(LIBRARY, target)?;
    let lock = String::from_utf8(read(&root().join("Cargo.lock"))?).map_err(|error| error.to_string())?;
    let sums = checksums(&lock);
    let own: Id = (LIBRARY.to_owned(), stamp.version.to_owned());
    let mut components = Vec::new();
    for (ids, scope) in [(&graph.inside, "required"), (&graph.macros, "excluded")] {
        components.extend(of(ids.iter().filter(|id| **id != own), scope, &graph, &sums)?);
    }
    let library = of([&own], "required", &graph, &sums)?;
    let dependencies: Vec<_> = graph
        .uses
        .iter()
        .map(
            |(user, used)| json!({"ref": purl(user), "dependsOn": used.iter().map(purl).collect::<Vec<_>>()}),
        )
        .collect();
    let mut document = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": stamp.time,
            "lifecycles": [{"phase": "build"}],
            "tools": {"components": [{"type": "application", "name": "cargo xtask pack", "version": stamp.version}]},
            "component": library.into_iter().next(),
            "properties": [{"name": "cdx:rustc:target", "value": target}],
        },
        "components": components,
        "dependencies": dependencies,
    });
    let serial = serial(&document);
    if let Some(members) = document.as_object_mut() {
        members.insert("serialNumber".to_owned(), Value::String(serial));
    }
    serde_json::to_string_pretty(&document).map_err(|error| error.to_string())
}

fn of<'a>(
    ids: impl IntoIterator<Item = &'a Id>,
    scope: &str,
    graph: &Graph,
    sums: &BTreeMap<Id, String>,
) -> Result<Vec<Value>, String> {
    let components = ids.into_iter().map(|id| {
        let package = graph.packages.get(id);
        let package = package.ok_or_else(|| format!("cargo metadata has no {} {}", id.0, id.1))?;
        component(id, package, scope, sums)
    });
    components.collect()
}

/// A UUID (RFC 9562, version 8) of the content: the same library has the same one.
fn serial(document: &Value) -> String {
    let hash = digest(&SHA256, document.to_string().as_bytes());
    let mut bytes = [0_u8; 16];
    bytes
        .iter_mut()
        .zip(hash.as_ref())
        .for_each(|(to, from)| *to = *from);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let text = hex::encode(bytes);
    let parts =
        [0..8, 8..12, 12..16, 16..20, 20..32].map(|range| text.get(range).unwrap_or_default().to_owned());
    format!("urn:uuid:{}", parts.join("-"))
}
