//! `cargo xtask bench`: builds the products, the bench and its peers for release, and runs the measures in `bench/`.

use crate::{
    kotlin, pack,
    shell::{Done, cargo, finish, program, root},
    swift,
};

/// What is measured, and what measures it.
const PARTS: [&str; 8] = [
    "--package",
    "griffie-bench",
    "--package",
    "griffie-companion",
    "--package",
    "griffie-gateway",
    "--package",
    "griffie-vault",
];

/// Runs the measures whose name contains `only`; ratios come from one run, side by side.
pub(crate) fn run(only: Option<&str>) -> Done {
    for parts in PARTS.chunks(2) {
        // One by one: built together, cargo would unite their features, and the gateway would come out with what the bench needs.
        finish(cargo(&["build", "--release"]).args(parts))?;
    }
    finish(&mut cargo(&[
        "build",
        "--release",
        "--manifest-path",
        "bench/peers/Cargo.toml",
    ]))?;
    if only.is_none_or(|only| ["size", "boundary"].iter().any(|name| name.contains(only))) {
        let library = pack::library()?;
        if only.is_none_or(|only| "boundary".contains(only)) {
            kotlin::bench(&library)?;
            swift::bench(&library)?;
        }
    }
    let bench = root().join("target/release/griffie-bench");
    finish(program(&bench.to_string_lossy(), &[]).args(only))
}
