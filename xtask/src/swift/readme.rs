//! The chat of bindings/swift/README.md: taken out of the page exactly as it stands there, put where the page says, and built.

use std::{fs, path::PathBuf};

use super::package::{Package, fresh_for_surface, scratch};
use crate::shell::{Done, finish, root};

/// The files that the page tells a reader to make, and the words that introduce each.
const FILES: [&str; 3] = [
    "Package.swift",
    "Sources/Chat/main.swift",
    "Sources/Chat/Machine.swift",
];

/// Makes the reader's package beside a checkout, as the page says, and builds it.
pub(super) fn build(package: &Package) -> Done {
    let page = fs::read_to_string(root().join("bindings/swift/README.md"))
        .map_err(|error| format!("bindings/swift/README.md: {error}"))?;
    let home = home();
    link_checkout()?;
    fresh_for_surface(&scratch("readme"))?;
    for name in FILES {
        write_if_changed(&home.join(name), block(&page, name)?)?;
    }
    finish(&mut package.swift("build", &home, &scratch("readme"), &[]))
}

/// The program that `build` makes.
pub(super) fn built() -> PathBuf {
    scratch("readme").join("debug/Chat")
}

/// The page counts from a folder beside the checkout.
fn home() -> PathBuf {
    scratch("reader").join("chat")
}

/// The checkout, under the name that the page gives it.
fn link_checkout() -> Done {
    let link = scratch("reader").join("griffie");
    let told = |error: std::io::Error| format!("{}: {error}", link.display());
    fs::create_dir_all(scratch("reader")).map_err(told)?;
    if link.is_symlink() {
        return Ok(());
    }
    std::os::unix::fs::symlink(root(), &link).map_err(told)
}

/// The code block under the line that names the file.
fn block<'a>(page: &'a str, name: &str) -> Result<&'a str, String> {
    let (_, after) = page
        .split_once(&format!("`{name}`:\n\n```swift\n"))
        .ok_or_else(|| format!("bindings/swift/README.md has no code under `{name}`:"))?;
    after
        .split_once("```\n")
        .map(|(code, _)| code)
        .ok_or_else(|| format!("bindings/swift/README.md: the code of {name} has no end"))
}

/// SwiftPM builds again what is newer than its product.
fn write_if_changed(path: &std::path::Path, text: &str) -> Done {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    let told = |error: std::io::Error| format!("{}: {error}", path.display());
    fs::create_dir_all(path.parent().unwrap_or(path)).map_err(told)?;
    fs::write(path, text).map_err(told)
}
