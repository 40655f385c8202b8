//! `cargo xtask pack`: what an app takes in, one folder a target in target/pack/. Read in this order.
//!
//! Every package holds the library, stripped; the sources made from it; a bill of materials; and `SHA256SUMS` over all of it. Packing one
//! commit twice in one place gives the same bytes.

mod android;
mod apple;
mod archive;
mod folder;
mod kotlin;
mod library;
mod sbom;
mod stamp;
mod swift;
#[cfg(test)]
mod tests;

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
    let wanted: [Target; 4] = [
        (options.kotlin, "kotlin", kotlin::pack),
        (options.swift, "swift", swift::pack),
        (options.android, "android", android::pack),
        (options.apple, "apple", apple::pack),
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
