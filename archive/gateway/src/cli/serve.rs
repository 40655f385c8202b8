//! `griffie-gateway serve`: runs until the process is asked to end.

use std::{
    io::{self, Write as _},
    net::SocketAddr,
    path::PathBuf,
};

use clap::Args;
use tracing_subscriber::EnvFilter;

use super::CliError;
use crate::serve::{ServeOptions, process, serve};

#[derive(Debug, Args)]
pub(super) struct Serve {
    /// Directory of the gateway
    #[arg(long)]
    dir: PathBuf,
    /// Address to listen on; plain HTTP on loopback only, port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:8443")]
    listen: SocketAddr,
    /// Certificate chain, PEM
    #[arg(long, requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// Private key of the certificate, PEM
    #[arg(long, requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// Internal socket for the vault; by default internal.sock in the directory
    #[arg(long)]
    internal_socket: Option<PathBuf>,
}

pub(super) fn run(command: Serve) -> Result<(), CliError> {
    let filter = EnvFilter::try_from_env("GRIFFIE_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(false)
        .init();
    let socket = command
        .internal_socket
        .unwrap_or_else(|| command.dir.join("internal.sock"));
    let tls = command.tls_cert.zip(command.tls_key);
    let options = ServeOptions {
        dir: command.dir,
        listen: command.listen,
        tls,
        socket,
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(CliError::Process)?;
    runtime.block_on(async {
        process::survive_file_limits().map_err(CliError::Process)?;
        let until = async {
            if process::asked_to_end().await.is_err() {
                tracing::error!("no signal handler: the process ends when it is killed");
                std::future::pending::<()>().await;
            }
        };
        serve(options, announce, until).await.map_err(CliError::Serve)
    })
}

/// Tells who started us where we listen. A closed standard output is no reason not to serve.
fn announce(url: &str) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "listening {url}").and_then(|()| out.flush());
}
