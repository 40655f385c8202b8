//! `cargo xtask test ios`: what of the iOS app needs no screen, built and tried in the chroot against the real core; and the app itself,
//! compiled against stubs.

use super::{
    app,
    package::{fresh_for_surface, scratch},
    prepare_chroot,
};
use crate::{
    shell::{Done, finish, output, program, root},
    stage, words,
};

/// Observation of Swift 6.0 on Linux names a function that no library of it has; it is only called when threads cannot be had at all.
const OBSERVATION: [&str; 2] = ["-Xlinker", "--allow-shlib-undefined"];

/// What `words` and `brand` write.
const GENERATED: [&str; 3] = ["/Words.swift", "/Signs.swift", "/Brand.swift"];

/// Everything, or the suites whose name matches `filter`.
pub(crate) fn test(filter: Option<&str>) -> Done {
    words::check()?;
    let package = prepare_chroot(&root().join("target/debug"))?;
    let home = root().join("ios/GriffieKit");
    let scratch = scratch("kit");
    let files = written_by_hand()?;
    package.lint_with_house_rules(&files)?;
    fresh_for_surface(&scratch)?;
    let mut build = package.swift("build", &home, &scratch, &[]);
    finish(build.arg("--build-tests").args(OBSERVATION))?;
    app::check(&package, &scratch.join("debug/Modules"), &files)?;
    let mut tests = package.swift("test", &home, &scratch, &library());
    tests.args(["--skip-build", "--no-parallel"]);
    if let Some(filter) = filter {
        tests.args(["--filter", filter]);
    }
    super::on(stage::of("ios", 1), &tests)
}

fn library() -> [(&'static str, std::path::PathBuf); 1] {
    [("LD_LIBRARY_PATH", root().join("target/debug"))]
}

/// The Swift files of ios/ that nothing generates and that are no links.
fn written_by_hand() -> Result<Vec<String>, String> {
    let listed = output(&mut program(
        "git",
        &["ls-files", "--cached", "--others", "--", "ios/*.swift"],
    ))?;
    let own: Vec<_> = listed
        .lines()
        .filter(|path| !root().join(path).is_symlink())
        .filter(|path| !GENERATED.iter().any(|name| path.ends_with(name)))
        .map(ToOwned::to_owned)
        .collect();
    if own.is_empty() {
        return Err("git ls-files lists no Swift files in ios/".to_owned());
    }
    Ok(own)
}
