//! `cargo xtask test swift`: the Swift package built and tried on Linux, in a world of real servers. Read in this order.

mod app;
mod chroot;
pub(crate) mod kit;
mod package;
mod readme;

use std::{ffi::OsStr, path::Path, process::Command};

use crate::{
    shell::{Done, finish, root},
    stage,
};

/// Everything, or the suites whose name matches `filter`.
pub(crate) fn test(filter: Option<&str>) -> Done {
    let package = prepare(&root().join("target/debug"))?;
    package.lint()?;
    readme::build(&package)?;
    let mut play = stage::of("swift", 1);
    if filter.is_none() {
        play.args(["--attachments", stage::CONVERSATION]);
    }
    on(play, &package.test(filter))
}

/// The measures of the boundary, with the library of that folder; leaves them in target/stage/bench-swift.
pub(crate) fn bench(library: &Path) -> Done {
    let tests = prepare(library)?.test(Some("BenchTests|LeakTests"));
    on(stage::of("bench-swift", 1), &tests)
}

/// The tests on a stage.
fn on(mut play: Command, tests: &Command) -> Done {
    finish(play.arg("--").arg(tests.get_program()).args(tests.get_args()))
}

/// The line for a shell that runs the suites whose name matches `filter`, in a play together with other phones.
pub(crate) fn line(filter: &str) -> Result<String, String> {
    let tests = prepare(&root().join("target/debug"))?.test(Some(filter));
    let words = std::iter::once(tests.get_program()).chain(tests.get_args());
    Ok(words.map(quoted).collect::<Vec<_>>().join(" "))
}

/// The library, the servers and the Swift package, built; its tests run with the library of that folder.
fn prepare(library: &Path) -> Result<package::Package, String> {
    let package = prepare_chroot(library)?;
    package.build()?;
    Ok(package)
}

/// The library and the servers, built, and where Swift is.
fn prepare_chroot(library: &Path) -> Result<package::Package, String> {
    let chroot = chroot::Chroot::ensure()?;
    stage::build()?;
    Ok(package::Package::new(chroot, library.to_owned()))
}

fn quoted(word: &OsStr) -> String {
    format!("'{}'", word.to_string_lossy().replace('\'', r"'\''"))
}
