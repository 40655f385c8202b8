//! `cargo xtask test ios`: what of the iOS app needs no screen, built and tried in the chroot against the real core.

use super::{
    package::{fresh_for_surface, scratch},
    prepare_chroot,
};
use crate::{
    shell::{Done, finish, output, program, root},
    words,
};

/// Observation of Swift 6.0 on Linux names a function that no library of it has; it is only called when threads cannot be had at all.
const OBSERVATION: [&str; 2] = ["-Xlinker", "--allow-shlib-undefined"];

/// Everything, or the suites whose name matches `filter`.
pub(crate) fn test(filter: Option<&str>) -> Done {
    words::check()?;
    let package = prepare_chroot(&root().join("target/debug"))?;
    let home = root().join("ios/GriffieKit");
    let scratch = scratch("kit");
    package.lint_with_house_rules(&written_by_hand()?)?;
    fresh_for_surface(&scratch)?;
    finish(package.swift("build", &home, &scratch, &[]).arg("--build-tests"))?;
    let mut tests = package.swift("test", &home, &scratch, &library());
    tests.args(["--skip-build", "--no-parallel"]).args(OBSERVATION);
    if let Some(filter) = filter {
        tests.args(["--filter", filter]);
    }
    finish(&mut tests)
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
        .filter(|path| !path.ends_with("/Words.swift") && !path.ends_with("/Brand.swift"))
        .map(ToOwned::to_owned)
        .collect();
    if own.is_empty() {
        return Err("git ls-files lists no Swift files in ios/".to_owned());
    }
    Ok(own)
}
