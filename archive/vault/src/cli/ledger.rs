//! `ledger init`, `ledger serve`, `ledger walk`: the independent witness.

use std::{
    fs::OpenOptions, io::Write as _, net::SocketAddr, os::unix::fs::OpenOptionsExt as _, path::PathBuf,
    sync::Arc, time::Duration,
};

use clap::{Args, Subcommand};

use super::{Failure, Outcome, running::runtime, say};
use crate::{
    clock::SystemClock,
    keys::read_secret_text,
    ledger::{self, Ledger, ServeLedger},
};

#[derive(Debug, Subcommand)]
pub(super) enum LedgerCommand {
    /// Make a ledger and the registration that the homeserver's operator installs.
    Init(Init),
    /// Take in what the homeserver pushes, and compare with its own list; says "ready" when it begins.
    Serve(Serve),
    /// Compare once with the homeserver's own list.
    Walk(Walk),
}

#[derive(Debug, Args)]
pub(super) struct Init {
    /// Folder of the new ledger; best on another machine than the vault's.
    #[arg(long)]
    dir: PathBuf,
    /// Name of the homeserver, as in its users' ids.
    #[arg(long)]
    server_name: String,
    /// Address at which the homeserver reaches `ledger serve`.
    #[arg(long)]
    url: String,
    /// File to write the registration to; goes into app_service_config_files of Synapse.
    #[arg(long)]
    registration: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Serve {
    /// Folder of the ledger.
    #[arg(long)]
    dir: PathBuf,
    /// Address to listen on, inside the network.
    #[arg(long, default_value = "127.0.0.1:9009")]
    listen: SocketAddr,
    /// Base URL of the homeserver, to compare with its own list.
    #[arg(long, requires = "admin_token_file")]
    homeserver: Option<String>,
    /// File (mode 0600) with the access token of a server admin.
    #[arg(long, requires = "homeserver")]
    admin_token_file: Option<PathBuf>,
    /// Seconds between two comparisons.
    #[arg(long, default_value_t = 3600)]
    every: u64,
}

#[derive(Debug, Args)]
pub(super) struct Walk {
    /// Folder of the ledger.
    #[arg(long)]
    dir: PathBuf,
    /// Base URL of the homeserver.
    #[arg(long)]
    homeserver: String,
    /// File (mode 0600) with the access token of a server admin.
    #[arg(long)]
    admin_token_file: PathBuf,
}

pub(super) fn run(command: LedgerCommand) -> Result<Outcome, Failure> {
    match command {
        LedgerCommand::Init(command) => init(&command),
        LedgerCommand::Serve(command) => serve(command),
        LedgerCommand::Walk(command) => walk(&command),
    }
}

fn init(command: &Init) -> Result<Outcome, Failure> {
    let (_, registration) = Ledger::create(
        &command.dir,
        &command.server_name,
        &command.url,
        Arc::new(SystemClock),
    )?;
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&command.registration)?;
    file.write_all(registration.yaml().as_bytes())?;
    file.sync_all()?;
    say("registration written; add it to app_service_config_files of the homeserver and restart it");
    Ok(Outcome::Clean)
}

fn serve(command: Serve) -> Result<Outcome, Failure> {
    let ledger = Ledger::open(&command.dir, Arc::new(SystemClock))?;
    let options = ServeLedger {
        listen: command.listen,
        homeserver: command.homeserver.zip(command.admin_token_file),
        every: Duration::from_secs(command.every.max(1)),
    };
    runtime()?.block_on(ledger::serve(ledger, &options))?;
    Ok(Outcome::Clean)
}

fn walk(command: &Walk) -> Result<Outcome, Failure> {
    let ledger = Ledger::open(&command.dir, Arc::new(SystemClock))?;
    let token = read_secret_text(&command.admin_token_file)?;
    let walked = runtime()?.block_on(ledger::walk_once(ledger, &command.homeserver, &token))?;
    say(&format!(
        "rooms {} found {} odd {}",
        walked.rooms, walked.found, walked.odd
    ));
    Ok(if walked.odd == 0 {
        Outcome::Clean
    } else {
        Outcome::Faults
    })
}
