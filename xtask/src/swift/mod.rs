//! `cargo xtask test swift`: the Swift package built and tried on Linux, in a world of real servers. Read in this order.

mod chroot;
mod package;
mod readme;

use std::ffi::OsStr;

use crate::{
    demo,
    shell::{Done, cargo, finish, program, root},
};

/// Everything, or the suites whose name contains `filter`.
pub(crate) fn test(filter: Option<&str>) -> Done {
    let package = prepare()?;
    readme::build(&package)?;
    let tests = package.test(filter);
    let stage = root().join("target/debug/griffie-stage").display().to_string();
    let mut stage = program(&stage, &["--people", "1", "--out", "target/stage/swift", "--"]);
    let environment = tests.get_envs().filter_map(|(name, value)| Some((name, value?)));
    stage
        .arg(tests.get_program())
        .args(tests.get_args())
        .envs(environment);
    finish(&mut stage)
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
    finish(&mut cargo(&["build", "--package", "griffie-ffi"]))?;
    demo::build()?;
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
