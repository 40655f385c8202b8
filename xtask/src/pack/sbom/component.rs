//! One package as a CycloneDX component, with the C code that some packages carry inside.

use std::{collections::BTreeMap, path::Path};

use serde_json::{Value, json};

use super::graph::{Id, Package};

/// Packages that carry the source of a C library, and how to read its version.
const CARRIERS: [(&str, &str, &str, Carried); 4] = [
    (
        "libsqlite3-sys",
        "sqlcipher",
        "BSD-3-Clause",
        Carried::Defined("sqlcipher/sqlite3.c", "#define CIPHER_VERSION_NUMBER "),
    ),
    (
        "libsqlite3-sys",
        "sqlite",
        "blessing",
        Carried::Defined("sqlcipher/sqlite3.h", "#define SQLITE_VERSION "),
    ),
    ("openssl-src", "openssl", "Apache-2.0", Carried::AfterPlus("")),
    ("zstd-sys", "zstd", "BSD-3-Clause", Carried::AfterPlus("zstd.")),
];

/// Where the version of carried C code is written.
enum Carried {
    /// After the plus sign of the package's version, and this.
    AfterPlus(&'static str),
    /// On the line of this file that begins so.
    Defined(&'static str, &'static str),
}

/// The package URL, which is also the component's name within the document.
pub(super) fn purl((name, version): &Id) -> String {
    format!("pkg:cargo/{name}@{}", version.replace('+', "%2B"))
}

/// What CycloneDX says of a package. `scope` is `required` or `excluded`.
pub(super) fn component(
    id: &Id,
    package: &Package,
    scope: &str,
    sums: &BTreeMap<Id, String>,
) -> Result<Value, String> {
    let (name, version) = id;
    let mut component = json!({
        "type": "library",
        "bom-ref": purl(id),
        "name": name,
        "version": version,
        "scope": scope,
        "purl": purl(id),
    });
    let license = package
        .license
        .as_ref()
        .ok_or_else(|| format!("{name} names no licence"))?;
    // The old way to write two licences.
    add(
        &mut component,
        "licenses",
        json!([{"expression": license.replace('/', " OR ")}]),
    );
    if let Some(description) = &package.description {
        add(&mut component, "description", json!(description.trim()));
    }
    if let Some(repository) = &package.repository {
        add(
            &mut component,
            "externalReferences",
            json!([{"type": "vcs", "url": repository}]),
        );
    }
    if package.source.is_some() {
        let sum = sums
            .get(id)
            .ok_or_else(|| format!("Cargo.lock has no checksum of {name} {version}"))?;
        add(
            &mut component,
            "hashes",
            json!([{"alg": "SHA-256", "content": sum}]),
        );
    }
    let carried = carried(id, package)?;
    if !carried.is_empty() {
        add(&mut component, "components", Value::Array(carried));
    }
    Ok(component)
}

fn add(component: &mut Value, member: &str, value: Value) {
    if let Some(members) = component.as_object_mut() {
        members.insert(member.to_owned(), value);
    }
}

/// The C libraries inside a package: what an auditor looks for when one of them has a hole.
fn carried(id: &Id, package: &Package) -> Result<Vec<Value>, String> {
    let mut found = Vec::new();
    for (_, name, license, carried) in CARRIERS.iter().filter(|(carrier, ..)| *carrier == id.0) {
        let version = carried.version(&id.1, Path::new(&package.manifest_path))?;
        let purl = format!("pkg:generic/{name}@{version}");
        found.push(json!({
            "type": "library",
            "bom-ref": purl,
            "name": name,
            "version": version,
            "licenses": [{"license": {"id": license}}],
            "purl": purl,
        }));
    }
    Ok(found)
}

impl Carried {
    fn version(&self, version: &str, manifest: &Path) -> Result<String, String> {
        match self {
            Self::AfterPlus(mark) => version
                .split_once('+')
                .and_then(|(_, after)| after.strip_prefix(mark))
                .map(ToOwned::to_owned)
                .ok_or_else(|| format!("version {version} does not name what it carries")),
            Self::Defined(file, mark) => {
                let path = manifest.with_file_name(file);
                let bytes = super::super::folder::read(&path)?;
                let text = String::from_utf8_lossy(&bytes);
                let line = text.lines().find_map(|line| line.strip_prefix(mark));
                line.map(|value| value.trim().trim_matches('"').to_owned())
                    .ok_or_else(|| format!("{} has no {mark}", path.display()))
            }
        }
    }
}
