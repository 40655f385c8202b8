//! `cargo xtask test swift`: the Swift package built and tried on Linux, in a world of real servers. Read in this order.

mod chroot;
mod package;
mod readme;

use std::{ffi::OsStr, path::Path, process::Command};

use crate::{
    shell::{Done, finish},
    stage,
};

/// Everything, or the suites whose name contains `filter`.
pub(crate) fn test(filter: Option<&str>) -> Done {
    let package = prepare()?;
    readme::build(&package)?;
    play("swift", &package.test(filter))
}

/// The measures of the boundary, with the library of that folder; leaves them in target/stage/bench-swift.
pub(crate) fn bench(library: &Path) -> Done {
    let mut tests = prepare()?.test(Some("BenchTests|LeakTests"));
    play("bench-swift", tests.env("LD_LIBRARY_PATH", library))
}

/// The tests on the stage.
fn play(name: &str, tests: &Command) -> Done {
    let environment = tests.get_envs().filter_map(|(name, value)| Some((name, value?)));
    let mut play = stage::of(name, 1);
    play.arg("--")
        .arg(tests.get_program())
        .args(tests.get_args())
        .envs(environment);
    finish(&mut play)
}

/// The line for a shell that runs the suites whose name contains `filter`, in a play together with other phones.
pub(crate) fn line(filter: &str) -> Result<String, String> {
    let tests = prepare()?.test(Some(filter));
    let environment = tests.get_envs().filter_map(|(name, value)| Some((name, value?)));
    let environment = environment.map(|(name, value)| format!("{}={}", text(name), quoted(value)));
    let words = std::iter::once(tests.get_program())
        .chain(tests.get_args())
        .map(quoted);
    let line = environment
        .chain(["GRIFFIE_STAGE_TOGETHER=1".to_owned()])
        .chain(words);
    Ok(line.collect::<Vec<_>>().join(" "))
}

/// The library, the servers and the Swift package, built.
fn prepare() -> Result<package::Package, String> {
    let chroot = chroot::Chroot::ensure()?;
    stage::build()?;
    let package = package::Package::new(chroot);
    package.build()?;
    Ok(package)
}

fn quoted(word: &OsStr) -> String {
    format!("'{}'", text(word).replace('\'', r"'\''"))
}

fn text(word: &OsStr) -> String {
    word.to_string_lossy().into_owned()
}
