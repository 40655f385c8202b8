//! Programs that a step needs from Debian: installed when they are missing, or the failure says what to type.

use crate::shell::{Done, finish, output, program};

/// Makes sure that `program` runs; `packages` bring it.
pub(crate) fn ensure(name: &str, packages: &[&str]) -> Done {
    ensure_that(name, "--version", packages)
}

/// The same for a program that tells its version when asked so.
pub(crate) fn ensure_that(name: &str, asked: &str, packages: &[&str]) -> Done {
    if output(&mut program(name, &[asked])).is_ok() {
        return Ok(());
    }
    println!("{name} is missing; asking Debian for {}", packages.join(" "));
    if get(packages).is_ok() {
        return Ok(());
    }
    // The list of packages may be old or absent.
    let again = || {
        finish(&mut apt(&["update", "--quiet=2"]))?;
        get(packages)
    };
    again().map_err(|error| {
        format!(
            "please run `sudo apt-get install {}` and try again ({error})",
            packages.join(" ")
        )
    })
}

fn get(packages: &[&str]) -> Done {
    let install = ["install", "--yes", "--quiet=2", "--no-install-recommends"];
    finish(apt(&install).args(packages))
}

fn apt(arguments: &[&str]) -> std::process::Command {
    let mut command = program("apt-get", arguments);
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}
