//! `cargo xtask demo`: builds the parts and plays the conversation in `tests/src/demo`.

use crate::shell::{Done, cargo, finish, program, root};

/// The processes that a world starts.
pub(crate) const PARTS: [&str; 8] = [
    "--package",
    "griffie-companion",
    "--package",
    "griffie-gateway",
    "--package",
    "griffie-vault",
    "--package",
    "griffie-tests",
];

/// Builds and plays.
pub(crate) fn run(options: &[String]) -> Done {
    build()?;
    let demo = root().join("target/debug/griffie-demo");
    finish(program(&demo.to_string_lossy(), &[]).args(options))
}

/// Builds every part that a world starts.
pub(crate) fn build() -> Done {
    finish(cargo(&["build", "--bins"]).args(PARTS))
}
