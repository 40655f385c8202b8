//! The command line: what there is, and which exit code says what.
//!
//! 0: done, nothing wrong. 1: done, and faults were found; each is a row and a line. 2: not done.

mod bundle;
mod documents;
mod ledger;
mod reading;
mod reconcile;
mod running;
mod setup;
mod witness;

use std::{path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand};

/// Exit code when the work was done and faults were found.
pub const FAULTS: u8 = 1;
/// Exit code when the work was not done.
pub const FAILED: u8 = 2;

/// Opens, checks, keeps and exports what devices sealed for the archive.
#[derive(Debug, Parser)]
#[command(name = "griffie-vault", version)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// The organisation's offline root key.
    #[command(subcommand)]
    Root(setup::Root),
    /// Make a vault with fresh keys.
    Init(setup::Init),
    /// Say to whom devices seal, signed by the root.
    #[command(subcommand)]
    SealConfig(documents::SealConfigCommand),
    /// Say how devices seal, signed by the root.
    #[command(subcommand)]
    Policy(documents::PolicyCommand),
    /// Take in everything new, once.
    Pull(InVault),
    /// Take in everything new until told to stop; says "ready" when it begins.
    Serve(InVault),
    /// Compute everything again from the stored files.
    Verify(reading::Verify),
    /// The independent witness: the homeserver's own list of events.
    #[command(subcommand)]
    Ledger(ledger::LedgerCommand),
    /// An independent witness of logs: co-signs what only grows.
    #[command(subcommand)]
    Witness(witness::WitnessCommand),
    /// Is this everything? Compare what is kept with the ledger.
    Reconcile(reconcile::Reconcile),
    /// Look at what is kept, in plain words.
    Show(reading::Show),
    /// Write records for other systems and for people.
    Export(reading::Export),
}

#[derive(Debug, Args)]
struct InVault {
    /// Folder of the vault.
    #[arg(long)]
    dir: PathBuf,
}

/// Whether faults were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Clean,
    Faults,
}

type Failure = Box<dyn std::error::Error>;

/// Runs a command and answers its exit code.
#[must_use]
pub fn run(cli: Cli) -> ExitCode {
    let result = match cli.command {
        Command::Root(command) => setup::root(&command),
        Command::Init(command) => setup::init(command),
        Command::SealConfig(command) => documents::seal_config(command),
        Command::Policy(command) => documents::policy(command),
        Command::Pull(place) => running::pull_once(&place.dir),
        Command::Serve(place) => running::serve_on(&place.dir),
        Command::Verify(command) => reading::verify(&command),
        Command::Ledger(command) => ledger::run(command),
        Command::Witness(command) => witness::run(command),
        Command::Reconcile(command) => reconcile::run(command),
        Command::Show(command) => reading::show(&command),
        Command::Export(command) => reading::export(command),
    };
    match result {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Faults) => ExitCode::from(FAULTS),
        Err(error) => {
            let mut text = error.to_string();
            let mut source = error.source();
            while let Some(cause) = source {
                text.push_str(": ");
                text.push_str(&cause.to_string());
                source = cause.source();
            }
            tracing::error!("{text}");
            ExitCode::from(FAILED)
        }
    }
}

/// A line on standard output. A reader that went away is no reason to stop half way.
fn say(line: &str) {
    use std::io::Write as _;
    if writeln!(std::io::stdout(), "{line}").is_err() {
        tracing::debug!("nobody reads standard output");
    }
}
