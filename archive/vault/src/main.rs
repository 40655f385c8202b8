//! The `griffie-vault` command: closes the process, reads the command line, runs it, turns the outcome into an exit code.

use std::process::ExitCode;

use clap::Parser as _;
use griffie_vault::{cli, process};

fn main() -> ExitCode {
    let command = cli::Cli::parse();
    process::start_log();
    if let Err(error) = process::close() {
        tracing::error!(%error, "core dumps cannot be switched off");
        return ExitCode::from(cli::FAILED);
    }
    cli::run(command)
}
