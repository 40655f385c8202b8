//! Which packages a library is made of: asked from cargo for one target, with the features of that library alone.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::shell::{cargo, output};

/// Name and version.
pub(super) type Id = (String, String);

/// The packages of one library.
pub(super) struct Graph {
    /// What is inside it.
    pub(super) inside: BTreeSet<Id>,
    /// What only wrote code for it while it was built: procedural macros and what they use.
    pub(super) macros: BTreeSet<Id>,
    /// What each of them directly uses.
    pub(super) uses: BTreeMap<Id, BTreeSet<Id>>,
    /// What cargo knows of each.
    pub(super) packages: BTreeMap<Id, Package>,
}

/// What cargo knows of a package.
#[derive(Deserialize)]
pub(super) struct Package {
    id: String,
    name: String,
    version: String,
    pub(super) license: Option<String>,
    pub(super) description: Option<String>,
    pub(super) repository: Option<String>,
    pub(super) source: Option<String>,
    pub(super) manifest_path: String,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<Kind>,
}

/// `null` is a normal dependency.
#[derive(Deserialize)]
struct Kind {
    kind: Option<String>,
}

/// Used while building only, but its C code ends up inside.
const BUILT_IN: &str = "openssl-src";

impl Graph {
    /// Of `package` built for `target`.
    pub(super) fn of(package: &str, target: &str) -> Result<Self, String> {
        let (mut inside, mut all) = (
            tree(package, target, "normal,no-proc-macro")?,
            tree(package, target, "normal")?,
        );
        let Metadata { packages, resolve } = metadata(target)?;
        let built_in = packages.iter().filter(|package| package.name == BUILT_IN);
        for id in built_in.map(Package::id) {
            inside.insert(id.clone());
            all.insert(id);
        }
        let names: BTreeMap<_, _> = packages
            .iter()
            .map(|package| (package.id.as_str(), package.id()))
            .filter(|(_, id)| all.contains(id))
            .collect();
        let mut uses = BTreeMap::new();
        for node in &resolve.nodes {
            if let Some(user) = names.get(node.id.as_str()) {
                uses.insert(user.clone(), node.uses(&names));
            }
        }
        Ok(Self {
            macros: all.difference(&inside).cloned().collect(),
            inside,
            uses,
            packages: packages
                .into_iter()
                .map(|package| (package.id(), package))
                .collect(),
        })
    }
}

impl Node {
    fn uses(&self, names: &BTreeMap<&str, Id>) -> BTreeSet<Id> {
        let used = self.deps.iter().filter_map(|used| {
            let id = names.get(used.pkg.as_str())?;
            let normal = used.dep_kinds.iter().any(|kind| kind.kind.is_none());
            (normal || id.0 == BUILT_IN).then(|| id.clone())
        });
        used.collect()
    }
}

impl Package {
    fn id(&self) -> Id {
        (self.name.clone(), self.version.clone())
    }
}

fn metadata(target: &str) -> Result<Metadata, String> {
    let arguments = [
        "metadata",
        "--locked",
        "--format-version",
        "1",
        "--filter-platform",
        target,
    ];
    serde_json::from_str(&output(&mut cargo(&arguments))?).map_err(|error| error.to_string())
}

/// `cargo tree` unlike `cargo metadata` leaves out what only other members of the workspace switch on.
fn tree(package: &str, target: &str, edges: &str) -> Result<BTreeSet<Id>, String> {
    let arguments = [
        "tree",
        "--locked",
        "--package",
        package,
        "--target",
        target,
        "--edges",
        edges,
    ];
    let said = output(cargo(&arguments).args(["--prefix", "none", "--no-dedupe", "--format", "{p}"]))?;
    let lines: BTreeSet<_> = said.lines().filter(|line| !line.is_empty()).collect();
    lines.into_iter().map(id).collect()
}

/// `name v1.2.3 (/path)` or `name v1.2.3 (proc-macro)`.
fn id(line: &str) -> Result<Id, String> {
    let mut words = line.split(' ');
    match (words.next(), words.next().and_then(|word| word.strip_prefix('v'))) {
        (Some(name), Some(version)) => Ok((name.to_owned(), version.to_owned())),
        _ => Err(format!("cargo tree said {line:?}")),
    }
}
