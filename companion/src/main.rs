//! `griffie`, the companion: the core without a screen. JSON-RPC 2.0 on standard input and output, one line a message; logs on
//! standard error. For bots, scripts, automated capture and tests. See docs/companion.md.
//!
//! Must not know SQL, cryptography or Matrix types: everything is a call of the core's public face.

mod error;
mod key_file;
mod methods;
mod rpc;
mod serve;

use std::{path::PathBuf, process::ExitCode};

use clap::Parser;
use griffie_core::{
    engine::{Griffie, OpenOptions},
    texts::{Language, sentence},
};
use tracing_subscriber::EnvFilter;

/// The core of Griffie without a screen: JSON-RPC 2.0 over standard input and output.
#[derive(Debug, Parser)]
#[command(name = "griffie", version)]
struct Arguments {
    /// Folder of this user on this device; made if it is not there.
    #[arg(long)]
    data: PathBuf,
    /// File with the key of the database; made, for this user alone, if it is not there.
    #[arg(long)]
    key_file: PathBuf,
    /// Certificate authorities to trust beside the system's (PEM).
    #[arg(long)]
    ca: Option<PathBuf>,
}

/// Only our own lines: matrix-sdk-crypto's carry user and event ids (invariant 9).
const OWN_LOG: &str = "off,griffie=warn,griffie_core=warn";

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let filter = EnvFilter::try_from_env("GRIFFIE_LOG").unwrap_or_else(|_| EnvFilter::new(OWN_LOG));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return end(Err(Fault::Pipe(error))),
    };
    let ended = runtime.block_on(run(arguments));
    // A thread may still wait in a read of standard input, which nothing can wake; everything else has ended.
    runtime.shutdown_background();
    end(ended)
}

fn end(ended: Result<(), Fault>) -> ExitCode {
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            // The first thing a person sees when it does not start: a sentence, not a log line.
            eprintln!("griffie: {fault}");
            ExitCode::FAILURE
        }
    }
}

/// Why the companion does not start or ends badly.
#[derive(Debug)]
enum Fault {
    KeyFile(key_file::KeyFileError),
    Authorities(std::io::Error),
    Core(griffie_core::error::Error),
    Pipe(std::io::Error),
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::KeyFile(error) => write!(f, "key file: {error}"),
            Self::Authorities(error) => write!(f, "certificate authorities: {error}"),
            Self::Core(error) => {
                let [english, dutch] = [Language::English, Language::Dutch].map(|it| sentence(error, it));
                write!(f, "{error}\n{english}\n{dutch}")
            }
            Self::Pipe(error) => write!(f, "standard input or output: {error}"),
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Fault> {
    let key = key_file::read_or_make(&arguments.key_file).map_err(Fault::KeyFile)?;
    let extra_ca_pem = arguments
        .ca
        .map(std::fs::read)
        .transpose()
        .map_err(Fault::Authorities)?;
    let options = OpenOptions {
        data_dir: arguments.data,
        key,
        extra_ca_pem,
        platform: None,
    };
    let griffie = Griffie::open(options).await.map_err(Fault::Core)?;
    match griffie.start().await {
        // Before activation there is nothing to start; `activate` starts it.
        Ok(()) | Err(griffie_core::error::Error::NotSignedIn) => {}
        Err(error) => return Err(Fault::Core(error)),
    }
    let served = serve::serve(&griffie).await.map_err(Fault::Pipe);
    griffie.stop().await.map_err(Fault::Core)?;
    served
}
