//! The library as apps load it: profile `phone` (release, but a panic stays an error), stripped, without this machine's paths.

use std::{path::PathBuf, process::Command};

use crate::shell::{Done, cargo, finish, output, program, root};

const PROFILE: &str = "phone";
/// OpenSSL writes the time of its build into itself: 1 January 1980, as in the zip files. The time of the commit would have cargo build
/// all C code anew after each.
pub(super) const BUILT: &str = "315532800";

/// The kind of machine that runs this.
pub(super) fn host() -> Result<String, String> {
    let said = output(&mut program("rustc", &["--version", "--verbose"]))?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(ToOwned::to_owned)
        .ok_or_else(|| format!("rustc does not say what it runs on: {said}"))
}

/// Whether the standard library for `target` is installed.
pub(super) fn is_installed(target: &str) -> Result<bool, String> {
    let sysroot = output(&mut program("rustc", &["--print", "sysroot"]))?;
    Ok(PathBuf::from(sysroot.trim())
        .join("lib/rustlib")
        .join(target)
        .join("lib")
        .exists())
}

/// Builds for the machine that runs this; the path of the shared library.
pub(super) fn build() -> Result<PathBuf, String> {
    // By itself: a library that tests can link as well is one that rustc does not optimise as a whole.
    finish(command()?.args(["--lib", "--crate-type", "cdylib"]))?;
    Ok(root().join("target").join(PROFILE).join("libgriffie_ffi.so"))
}

/// Builds for another kind of machine, with what its linker and C compiler need in the environment; the folder with the result.
/// `crate_type` is `cdylib` or `staticlib`.
pub(super) fn build_for(
    target: &str,
    crate_type: &str,
    environment: &[(String, String)],
) -> Result<PathBuf, String> {
    let mut command = command()?;
    command
        .args(["--lib", "--crate-type", crate_type, "--target", target])
        .envs(environment.iter().map(|(name, value)| (name, value)));
    finish(&mut command)?;
    Ok(root().join("target").join(target).join(PROFILE))
}

fn command() -> Result<Command, String> {
    let mut command = cargo(&[
        "rustc",
        "--locked",
        "--package",
        "griffie-ffi",
        "--profile",
        PROFILE,
    ]);
    command
        .env("CARGO_ENCODED_RUSTFLAGS", flags()?)
        .env("SOURCE_DATE_EPOCH", BUILT);
    Ok(command)
}

/// Panics name files: as in the checkout and in the registry, not as on this machine.
pub(super) fn flags() -> Result<String, String> {
    let home = std::env::var("CARGO_HOME")
        .or_else(|_| std::env::var("HOME").map(|home| format!("{home}/.cargo")))
        .map_err(|_| "neither CARGO_HOME nor HOME is set".to_owned())?;
    Ok(format!(
        "--remap-path-prefix={}=griffie\u{1f}--remap-path-prefix={home}=cargo",
        root().display()
    ))
}

/// Says what is missing for one target, in full, with the commands that bring it.
pub(super) fn lacking(package: &str, missing: &[(String, String)]) -> Done {
    if missing.is_empty() {
        return Ok(());
    }
    println!("{package} cannot be packed on this machine. Missing:");
    for (what, how) in missing {
        println!("  {what}\n      {how}");
    }
    Err(format!("{} things are missing", missing.len()))
}
