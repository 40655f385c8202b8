//! The app target, compiled on Linux as far as it can be: against the real GriffieKit, and against stubs of Apple's frameworks that have
//! their names and signatures alone (ios/stubs). Every name and type is checked, and what Swift 6 says about concurrency; nothing runs.

use std::{fs, path::PathBuf};

use super::package::{Package, scratch};
use crate::shell::{Done, finish, root};

/// Stubs by module, each after those that it needs.
const STUBS: [&str; 11] = [
    "UIKit",
    "SwiftUI",
    "Vision",
    "VisionKit",
    "UniformTypeIdentifiers",
    "PhotosUI",
    "BackgroundTasks",
    "UserNotifications",
    "Security",
    "LocalAuthentication",
    "Network",
];
/// What the extension has of the app's own sources, as project.yml says.
const SHARED: &str = "ios/Griffie/System/Shared.swift";

/// Compiles app and extension out of these files. `kit` is where SwiftPM left the modules of GriffieKit.
pub(super) fn check(package: &Package, kit: &std::path::Path, files: &[String]) -> Done {
    let place = scratch("app");
    fs::create_dir_all(&place).map_err(|error| format!("{}: {error}", place.display()))?;
    let modules = [
        kit.to_owned(),
        place.clone(),
        root().join("bindings/swift/Sources/GriffieCoreFFI"),
    ];
    for module in STUBS {
        let made = place.join(format!("{module}.swiftmodule"));
        let stub = within(files, &format!("ios/stubs/{module}/"));
        compile(
            package,
            module,
            &modules,
            &["-emit-module", "-suppress-warnings"],
            &made,
            &stub,
        )?;
    }
    let mut notices = within(files, "ios/GriffieNotices/");
    notices.push(SHARED.to_owned());
    for (module, sources) in [
        ("Griffie", within(files, "ios/Griffie/")),
        ("GriffieNotices", notices),
    ] {
        // As far as SIL: data races and values that are never set are found there, and not by the type checker.
        let made = place.join(format!("{module}.sil"));
        let how = ["-emit-sil", "-wmo", "-warnings-as-errors"];
        compile(package, module, &modules, &how, &made, &sources)?;
        println!("{module}: {} files", sources.len());
    }
    Ok(())
}

fn within(files: &[String], folder: &str) -> Vec<String> {
    files
        .iter()
        .filter(|path| path.starts_with(folder))
        .cloned()
        .collect()
}

fn compile(
    package: &Package,
    module: &str,
    modules: &[PathBuf],
    how: &[&str],
    made: &std::path::Path,
    sources: &[String],
) -> Done {
    if sources.is_empty() {
        return Err(format!("the Swift module {module} has no sources in ios/"));
    }
    let line = ["swiftc", "-parse-as-library", "-swift-version", "6"];
    let mut command = package.compiler(&[&line[..], how, &["-module-name", module]].concat());
    for folder in modules {
        command.arg("-I").arg(folder);
    }
    finish(command.arg("-o").arg(made).args(sources))
}
