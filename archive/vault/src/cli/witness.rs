//! `witness init`, `follow`, `serve`, `evidence`: an independent witness of logs; `witness ask`: whom the vault asks.

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use clap::{Args, Subcommand};

use super::{Failure, Outcome, running::runtime, say};
use crate::{
    clock::SystemClock,
    vault::Vault,
    witness::{self, Witness},
};

#[derive(Debug, Subcommand)]
pub(super) enum WitnessCommand {
    /// Make a witness; prints its verifier key.
    Init(Init),
    /// Follow one more log.
    Follow(Follow),
    /// Co-sign checkpoints of the followed logs (c2sp.org/tlog-witness); says "ready" when it begins.
    Serve(Serve),
    /// What logs signed against themselves.
    Evidence(InWitness),
    /// Have a vault ask this witness to co-sign.
    Ask(Ask),
}

#[derive(Debug, Args)]
pub(super) struct InWitness {
    /// Folder of the witness.
    #[arg(long)]
    dir: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Init {
    /// Folder of the new witness; best with another administrator than the vault's.
    #[arg(long)]
    dir: PathBuf,
    /// Name of the witness, by custom a URL without scheme.
    #[arg(long)]
    name: String,
    /// Verifier key of a log to follow; repeat for more.
    #[arg(long)]
    log_key: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct Follow {
    /// Folder of the witness.
    #[arg(long)]
    dir: PathBuf,
    /// Verifier key of the log.
    #[arg(long)]
    log_key: String,
}

#[derive(Debug, Args)]
pub(super) struct Serve {
    /// Folder of the witness.
    #[arg(long)]
    dir: PathBuf,
    /// Address to listen on.
    #[arg(long, default_value = "127.0.0.1:9010")]
    listen: SocketAddr,
}

#[derive(Debug, Args)]
pub(super) struct Ask {
    /// Folder of the vault.
    #[arg(long)]
    dir: PathBuf,
    /// Verifier key of the witness, as `witness init` printed it.
    #[arg(long)]
    key: String,
    /// Its address, before `/add-checkpoint`.
    #[arg(long)]
    url: String,
}

pub(super) fn run(command: WitnessCommand) -> Result<Outcome, Failure> {
    match command {
        WitnessCommand::Init(command) => init(&command),
        WitnessCommand::Follow(command) => {
            Witness::open(&command.dir, Arc::new(SystemClock))?.follow(&command.log_key)?;
            Ok(Outcome::Clean)
        }
        WitnessCommand::Serve(command) => {
            let witness = Witness::open(&command.dir, Arc::new(SystemClock))?;
            runtime()?.block_on(witness::serve(witness, command.listen))?;
            Ok(Outcome::Clean)
        }
        WitnessCommand::Evidence(place) => evidence(&place),
        WitnessCommand::Ask(command) => {
            let vault = Vault::open(&command.dir, Arc::new(SystemClock))?;
            vault.ask_witness(&command.key, &command.url)?;
            Ok(Outcome::Clean)
        }
    }
}

fn init(command: &Init) -> Result<Outcome, Failure> {
    let witness = Witness::create(&command.dir, &command.name, Arc::new(SystemClock))?;
    for key in &command.log_key {
        witness.follow(key)?;
    }
    say(&format!("vkey {}", witness.vkey()));
    Ok(Outcome::Clean)
}

fn evidence(place: &InWitness) -> Result<Outcome, Failure> {
    let kept = Witness::open(&place.dir, Arc::new(SystemClock))?.evidence()?;
    for (code, size, request) in &kept {
        say(&format!("{code} at size {size}\n{request}"));
    }
    Ok(if kept.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Faults
    })
}
