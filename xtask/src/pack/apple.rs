//! The Swift package for iOS and macOS: an XCFramework with the library for phones, simulators and Macs.

use super::{folder::Folder, library, sbom, stamp::Stamp, swift};
use crate::shell::{Done, finish, output, program, root};

const SCRIPT: &str = "bindings/swift/xcframework.sh";
/// Package.swift looks for it beside itself.
const FRAMEWORK: &str = "GriffieCoreFFI.xcframework";
/// Phones, simulators on both kinds of Mac, and Macs.
const TARGETS: [&str; 5] = [
    "aarch64-apple-ios",
    "aarch64-apple-ios-sim",
    "x86_64-apple-ios",
    "aarch64-apple-darwin",
    "x86_64-apple-darwin",
];

/// Makes target/pack/apple, or says exactly what this machine lacks for it.
pub(super) fn pack() -> Done {
    library::lacking("An XCFramework", &missing()?)?;
    let stamp = Stamp::of_commit()?;
    let folder = Folder::fresh("apple")?;
    for target in TARGETS {
        library::build_for(target, "staticlib", &[])?;
        let bill = sbom::make(&stamp, target)?;
        folder.put(
            &format!("GriffieCore-{}-{target}.cdx.json", stamp.version),
            bill.as_bytes(),
        )?;
    }
    let framework = root().join("target/xcframework").join(FRAMEWORK);
    finish(&mut program(SCRIPT, &[&framework.to_string_lossy()]))?;
    let name = format!("GriffieCore-{}-apple", stamp.version);
    let mut package = swift::sources(&name)?;
    package.put_all(&format!("{name}/{FRAMEWORK}/"), &framework, "")?;
    folder.put(&format!("{name}.zip"), &package.bytes()?)?;
    folder.close()
}

fn missing() -> Result<Vec<(String, String)>, String> {
    let mut missing = Vec::new();
    for target in TARGETS {
        if !library::is_installed(target)? {
            missing.push((
                format!("Rust's standard library for {target}"),
                format!("rustup target add {target}"),
            ));
        }
    }
    if output(&mut program("xcodebuild", &["-version"])).is_err() {
        missing.push((
            "xcodebuild, which only a Mac has".to_owned(),
            "on macOS 14 or later: install Xcode 16 from the App Store, then `sudo xcode-select --switch /Applications/Xcode.app`".to_owned(),
        ));
    }
    Ok(missing)
}
