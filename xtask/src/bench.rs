//! `cargo xtask bench`: builds in release and runs the measures in `bench/`.

use crate::shell::{Done, cargo, finish};

/// Runs the measures; ratios come from one run, side by side.
pub(crate) fn run(only: Option<&str>) -> Done {
    let mut command = cargo(&[
        "run",
        "--release",
        "--quiet",
        "--manifest-path",
        "bench/peers/Cargo.toml",
        "--",
    ]);
    finish(command.args(only))
}
