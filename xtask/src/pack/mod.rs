//! `cargo xtask pack`: what an app takes in, one folder a target in target/pack/. Read in this order.
//!
//! Every package of the library holds it stripped, the sources made from it and a bill of materials; the verifier's holds one program, the format and
//! the second verifier. `SHA256SUMS` is over all of it. Packing one commit twice in one place gives the same bytes.

mod android;
mod apple;
mod archive;
mod elf;
mod folder;
mod kotlin;
mod library;
mod sbom;
mod stamp;
mod swift;
#[cfg(test)]
mod tests;
mod verify;

use std::path::PathBuf;

use crate::shell::Done;

/// What to make; at least one.
#[derive(clap::Args)]
#[group(required = true, multiple = true)]
pub(crate) struct Options {
    /// Jar for the JVM on this machine's kind, with the library inside, and the jar of its sources
    #[arg(long)]
    kotlin: bool,
    /// Swift package for Linux with the library beside it
    #[arg(long)]
    swift: bool,
    /// AAR for Android; needs the NDK
    #[arg(long)]
    android: bool,
    /// Swift package for iOS and macOS with an XCFramework; needs a Mac
    #[arg(long)]
    apple: bool,
    /// The verifier for strangers: one static program for this machine's kind
    #[arg(long)]
    verify: bool,
}

/// The folder with the library that apps load, built for this machine.
pub(crate) fn library() -> Result<PathBuf, String> {
    let library = library::build()?;
    Ok(library.parent().unwrap_or(&library).to_owned())
}

/// Whether it is wanted, its name, and what makes it.
type Target = (bool, &'static str, fn() -> Done);

/// Makes each that was asked for; what this machine lacks for one does not hinder the others.
pub(crate) fn run(options: &Options) -> Done {
    let wanted: [Target; 5] = [
        (options.kotlin, "kotlin", kotlin::pack),
        (options.swift, "swift", swift::pack),
        (options.android, "android", android::pack),
        (options.apple, "apple", apple::pack),
        (options.verify, "verify", verify::pack),
    ];
    let mut failed = Vec::new();
    for (_, name, pack) in wanted.iter().filter(|(wanted, ..)| *wanted) {
        println!("== {name}");
        if let Err(error) = pack() {
            println!("{name}: {error}");
            failed.push(*name);
        }
    }
    if failed.is_empty() {
        return Ok(());
    }
    Err(format!(
        "not packed: {}; the lines above say why",
        failed.join(", ")
    ))
}
