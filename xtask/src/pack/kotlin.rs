//! The jar for the JVM on this kind of machine: classes and library in one, and the sources beside it.

use super::{
    archive::{Archive, manifest},
    folder::{Folder, read},
    library, sbom,
    stamp::Stamp,
};
use crate::{
    kotlin::{maven, tools},
    shell::{Done, finish, root},
};

const NAME: &str = "griffie-core";
const SOURCES: [&str; 2] = ["bindings/kotlin/src/main/kotlin", "bindings/generated/kotlin"];

/// Makes target/pack/kotlin.
pub(super) fn pack() -> Done {
    let stamp = Stamp::of_commit()?;
    let host = library::host()?;
    let built = library::build()?;
    let version = stamp.version;
    let bill = sbom::make(&stamp, &host)?;
    let mut jar = classes()?;
    jar.put("META-INF/MANIFEST.MF", manifest(NAME, version));
    jar.put("META-INF/sbom/griffie-core.cdx.json", bill.clone());
    jar.put("META-INF/LICENSE", read(&root().join("LICENSE"))?);
    // Where JNA looks for the library of this kind of machine.
    jar.put(
        &format!("{}/libgriffie_ffi.so", jna_folder(&host)?),
        read(&built)?,
    );
    let folder = Folder::fresh("kotlin")?;
    folder.put(&format!("{NAME}-{version}.jar"), &jar.bytes()?)?;
    folder.put(
        &format!("{NAME}-{version}-sources.jar"),
        &sources(version)?.bytes()?,
    )?;
    folder.put(
        &format!("{NAME}-{version}.pom"),
        &read(&root().join("bindings/kotlin/pom.xml"))?,
    )?;
    folder.put(&format!("{NAME}-{version}.cdx.json"), bill.as_bytes())?;
    folder.close()
}

/// The compiled classes; Maven keeps its own folder up to date.
pub(super) fn classes() -> Result<Archive, String> {
    tools()?;
    finish(&mut maven(&["--quiet", "compile"]))?;
    let mut classes = Archive::default();
    let compiled = root().join("bindings/kotlin/target/classes");
    for end in [".class", ".kotlin_module"] {
        classes.put_all("", &compiled, end)?;
    }
    Ok(classes)
}

/// The sources by hand and those made from the library.
pub(super) fn sources(version: &str) -> Result<Archive, String> {
    let mut sources = Archive::default();
    for dir in SOURCES {
        sources.put_all("", &root().join(dir), ".kt")?;
    }
    sources.put("META-INF/MANIFEST.MF", manifest(NAME, version));
    Ok(sources)
}

/// What JNA calls the machine (`com.sun.jna.Platform.RESOURCE_PREFIX`).
fn jna_folder(host: &str) -> Result<&'static str, String> {
    match host {
        "x86_64-unknown-linux-gnu" => Ok("linux-x86-64"),
        "aarch64-unknown-linux-gnu" => Ok("linux-aarch64"),
        other => Err(format!(
            "no jar is made on {other} yet: only on Linux with x86-64 or ARM64"
        )),
    }
}
