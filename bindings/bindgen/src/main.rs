//! Writes what Kotlin and Swift see of the library, or checks that what is committed is what would be written. `cargo xtask bindgen`
//! builds the library and calls this.
//!
//! Reading order: `generate` lets uniffi write both languages by uniffi.toml, `repair` mends what uniffi does not do as we need it,
//! `hostile` writes the tests that call everything with bad input, `surface` checks the documentation and counts, [`snapshot`]
//! compares or writes.

mod generate;
mod hostile;
mod repair;
mod snapshot;
mod surface;
#[cfg(test)]
mod tests;

use anyhow::Result;
use camino::Utf8PathBuf;
use clap::Parser;

#[derive(Parser)]
#[command(about = "Write the Kotlin and Swift sources of the library")]
struct Arguments {
    /// The built library, with its metadata
    #[arg(long)]
    library: Utf8PathBuf,
    /// The root of the checkout
    #[arg(long)]
    root: Utf8PathBuf,
    /// Write nothing; fail when what is committed differs
    #[arg(long)]
    check: bool,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let interface = generate::interface(&arguments.library)?;
    surface::check(&interface)?;
    let mut files = generate::sources(&arguments.library, &arguments.root.join("uniffi.toml"))?;
    surface::check_sources(&interface, &files)?;
    files.extend(hostile::tests(&interface)?);
    match arguments.check {
        true => snapshot::check(&arguments.root, &files)?,
        false => snapshot::write(&arguments.root, &files)?,
    }
    println!("{}", surface::count(&interface));
    Ok(())
}
