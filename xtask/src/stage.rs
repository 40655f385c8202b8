//! `griffie-stage`: the real servers around the tests of a language, and the proof at their end.

use std::process::Command;

use crate::{
    demo,
    shell::{Done, cargo, finish, program, root},
};

/// How many deliveries of files the whole conversation has at least: fourteen files for three people each.
pub(crate) const CONVERSATION: &str = "42";

/// Builds the library that phones load, and the servers.
pub(crate) fn build() -> Done {
    finish(&mut cargo(&["build", "--package", "griffie-ffi"]))?;
    demo::build()
}

/// The stage for a play of that name, without its commands; what it leaves is in `target/stage/NAME`.
pub(crate) fn of(name: &str, people: u16) -> Command {
    let stage = root().join("target/debug/griffie-stage");
    let mut command = program(&stage.to_string_lossy(), &[]);
    command.args(["--people", &people.to_string(), "--out"]);
    command.arg(root().join("target/stage").join(name));
    command
}
