//! The Swift package in the chroot: how it is built and its tests are run. What is built stays in the cache, so that a
//! checkout stays clean and the next run is fast.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use super::chroot::Chroot;
use crate::{
    shell::{Done, finish, output, program, root},
    tools::cache,
};

const GENERATED: &str = "// Written by `cargo xtask bindgen`";

/// bindings/swift, built with the library of `target/debug` and run with the library of a folder.
pub(super) struct Package {
    chroot: Chroot,
    library: PathBuf,
}

impl Package {
    pub(super) fn new(chroot: Chroot, library: PathBuf) -> Self {
        Self { chroot, library }
    }

    /// Builds the package, its tests and what they start.
    pub(super) fn build(&self) -> Done {
        fresh_for_surface(&scratch("package"))?;
        let home = root().join("bindings/swift");
        let mut build = self.swift("build", &home, &scratch("package"), &[]);
        finish(build.arg("--build-tests"))
    }

    /// Every line written by hand is as `.swift-format` has it.
    pub(super) fn lint(&self) -> Done {
        self.lint_with_house_rules(&written_by_hand()?)
    }

    /// The same of these files.
    pub(super) fn lint_with_house_rules(&self, files: &[String]) -> Done {
        let lint = ["swift", "format", "lint", "--strict", "--configuration"];
        let mut command = self
            .chroot
            .command(&[], &[&lint[..], &["bindings/swift/.swift-format"]].concat());
        finish(command.args(files))
    }

    /// The command that runs the tests, one at a time: they measure threads and memory of their own process.
    pub(super) fn test(&self, filter: Option<&str>) -> Command {
        let scratch = scratch("package");
        let environment = [
            ("LD_LIBRARY_PATH", self.library.clone()),
            ("GRIFFIE_SWIFT_BUILT", scratch.join("debug")),
            ("GRIFFIE_SWIFT_CHAT", super::readme::built()),
            ("GRIFFIE_SWIFT_BENCH", root().join("target/bench/swift.json")),
        ];
        let home = root().join("bindings/swift");
        let mut command = self.swift("test", &home, &scratch, &environment);
        command.args(["--skip-build", "--no-parallel"]);
        if let Some(filter) = filter {
            command.args(["--filter", filter]);
        }
        command
    }

    /// A command of the compiler alone.
    pub(super) fn compiler(&self, line: &[&str]) -> Command {
        self.chroot.command(&[], line)
    }

    /// A command of SwiftPM for the package in `home`.
    pub(super) fn swift(
        &self,
        verb: &str,
        home: &Path,
        scratch: &Path,
        environment: &[(&str, PathBuf)],
    ) -> Command {
        let (home, scratch) = (home.display().to_string(), scratch.display().to_string());
        let libraries = format!("-L{}", root().join("target/debug").display());
        // A pipe would get the lines of the tests in blocks, long after what they tell of.
        let lines = ["stdbuf", "--output=L", "swift", verb, "--jobs", "1"];
        let place = [
            "--package-path",
            &home,
            "--scratch-path",
            &scratch,
            "-Xlinker",
            &libraries,
        ];
        self.chroot.command(environment, &[&lines[..], &place].concat())
    }
}

/// The Swift files that nobody generates: neither links to what uniffi writes, nor tests that bindgen writes.
fn written_by_hand() -> Result<Vec<String>, String> {
    let listed = output(&mut program("git", &["ls-files", "--", "bindings/swift/*.swift"]))?;
    let files = listed.lines().filter(|path| !root().join(path).is_symlink());
    let mut own = Vec::new();
    for path in files {
        let text = std::fs::read_to_string(root().join(path)).map_err(|error| format!("{path}: {error}"))?;
        if !text.starts_with(GENERATED) {
            own.push(path.to_owned());
        }
    }
    if own.is_empty() {
        return Err("git ls-files lists no Swift files".to_owned());
    }
    Ok(own)
}

/// Empties what was built for another surface of the library. SwiftPM leaves a program as it is when a class that it uses from
/// another module gets a method, and the program then calls a wrong one.
pub(super) fn fresh_for_surface(scratch: &Path) -> Done {
    let surface = root().join("bindings/generated/swift/GriffieCore.swift");
    let now = std::fs::read(&surface).map_err(|error| format!("{}: {error}", surface.display()))?;
    let mark = scratch.join("built-for.swift");
    if std::fs::read(&mark).is_ok_and(|built| built == now) {
        return Ok(());
    }
    let told = |error: std::io::Error| format!("{}: {error}", scratch.display());
    match std::fs::remove_dir_all(scratch) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(told(error)),
        _ => {}
    }
    std::fs::create_dir_all(scratch).map_err(told)?;
    std::fs::write(&mark, now).map_err(told)
}

/// Where SwiftPM builds, by checkout and by package: two in one folder would build everything again and again.
pub(super) fn scratch(package: &str) -> PathBuf {
    let checkout = root().display().to_string().replace('/', "-");
    cache().join("swift-build").join(format!("{package}{checkout}"))
}
