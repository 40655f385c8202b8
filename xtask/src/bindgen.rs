//! `cargo xtask bindgen`: what Kotlin and Swift see of the library, made from the built library, or checked against it.

use crate::shell::{Done, cargo, finish};

/// The library as `cargo build` leaves it; its metadata is the same in every profile.
#[cfg(target_os = "macos")]
const LIBRARY: &str = "target/debug/libgriffie_ffi.dylib";
#[cfg(not(target_os = "macos"))]
const LIBRARY: &str = "target/debug/libgriffie_ffi.so";

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Write nothing; fail when what is committed is not what would be written
    #[arg(long)]
    check: bool,
}

/// Builds the library, then writes or checks.
pub(crate) fn run(options: &Options) -> Done {
    finish(&mut cargo(&["build", "--package", "griffie-ffi", "--lib"]))?;
    let mut bindgen = cargo(&["run", "--quiet", "--package", "griffie-bindgen", "--"]);
    bindgen.args(["--library", LIBRARY, "--root", "."]);
    if options.check {
        bindgen.arg("--check");
    }
    finish(&mut bindgen)
}

/// The step of `cargo xtask ci`.
pub(crate) fn check() -> Done {
    run(&Options { check: true })
}
