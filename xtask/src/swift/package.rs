//! The Swift package in the chroot: how it is built and its tests are run. What is built stays in the cache, so that a
//! checkout stays clean and the next run is fast.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use super::chroot::Chroot;
use crate::{
    shell::{Done, finish, root},
    tools::cache,
};

/// bindings/swift, with the library of `target/debug`.
pub(super) struct Package {
    chroot: Chroot,
}

impl Package {
    pub(super) fn new(chroot: Chroot) -> Self {
        Self { chroot }
    }

    /// Builds the package, its tests and what they start.
    pub(super) fn build(&self) -> Done {
        let home = root().join("bindings/swift");
        finish(
            self.swift("build", &home, &scratch("package"))
                .arg("--build-tests"),
        )
    }

    /// The command that runs the tests, one at a time: they measure threads and memory of their own process.
    pub(super) fn test(&self, filter: Option<&str>) -> Command {
        let scratch = scratch("package");
        let mut command = self.swift("test", &root().join("bindings/swift"), &scratch);
        command.args(["--skip-build", "--no-parallel"]);
        if let Some(filter) = filter {
            command.args(["--filter", filter]);
        }
        command
            .env("GRIFFIE_SWIFT_BUILT", scratch.join("debug"))
            .env("GRIFFIE_SWIFT_CHAT", super::readme::built())
            .env("GRIFFIE_SWIFT_BENCH", root().join("target/bench/swift.json"));
        command
    }

    /// A command of SwiftPM for the package in `home`.
    pub(super) fn swift(&self, verb: &str, home: &Path, scratch: &Path) -> Command {
        let libraries = root().join("target/debug").display().to_string();
        let (home, scratch) = (home.display().to_string(), scratch.display().to_string());
        let mut command = self
            .chroot
            .command(&["swift", verb, "--jobs", "1", "--package-path"]);
        command.args([&home, "--scratch-path", &scratch, "-Xlinker"]);
        command
            .arg(format!("-L{libraries}"))
            .env("LD_LIBRARY_PATH", libraries);
        command
    }
}

/// Where SwiftPM builds, by checkout and by package: two in one folder would build everything again and again.
pub(super) fn scratch(package: &str) -> PathBuf {
    let checkout = root().display().to_string().replace('/', "-");
    cache().join("swift-build").join(format!("{package}{checkout}"))
}
