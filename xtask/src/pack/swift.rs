//! The Swift package for Linux: sources by hand and from the library, and the library itself.

use super::{
    archive::Archive,
    folder::{Folder, read},
    library, sbom,
    stamp::Stamp,
};
use crate::shell::{Done, root};

/// Makes target/pack/swift.
pub(super) fn pack() -> Done {
    let stamp = Stamp::of_commit()?;
    let host = library::host()?;
    let built = library::build()?;
    let bill = sbom::make(&stamp, &host)?;
    let name = format!("GriffieCore-{}-{host}", stamp.version);
    let mut package = sources(&name)?;
    package.put(&format!("{name}/lib/libgriffie_ffi.so"), read(&built)?);
    package.put(&format!("{name}/GriffieCore.cdx.json"), bill.clone());
    let folder = Folder::fresh("swift")?;
    folder.put(&format!("{name}.zip"), &package.bytes()?)?;
    folder.put(&format!("{name}.cdx.json"), bill.as_bytes())?;
    folder.close()
}

/// The package's sources without its tests, under one folder.
pub(super) fn sources(name: &str) -> Result<Archive, String> {
    let swift = root().join("bindings/swift");
    let mut package = Archive::default();
    // What is made from the library stands there as links.
    package.put_all(&format!("{name}/Sources/"), &swift.join("Sources"), "")?;
    for file in ["Package.swift", "README.md"] {
        package.put(&format!("{name}/{file}"), read(&swift.join(file))?);
    }
    package.put(&format!("{name}/LICENSE"), read(&root().join("LICENSE"))?);
    Ok(package)
}
