//! `griffie-gateway init`: the directory, settings, log key and database of a new gateway.

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::Args;
use griffie_wire::{ids::TenantId, key::PublicKey};
use serde::Serialize;

use super::{CliError, output};
use crate::{
    limits::Limits,
    settings::{Settings, create_log_key},
    store::open,
};

#[derive(Debug, Args)]
pub(super) struct Init {
    /// Directory to make
    #[arg(long)]
    dir: PathBuf,
    /// Base URL of the homeserver as devices reach it
    #[arg(long)]
    homeserver: String,
    /// Server part of Matrix user ids
    #[arg(long)]
    server_name: String,
    /// File with the secret of Synapse's jwt_config, mode 0600
    #[arg(long)]
    jwt_secret_file: PathBuf,
    /// Claim `iss` of login tokens, when the homeserver asks for it
    #[arg(long)]
    jwt_issuer: Option<String>,
    /// Claim `aud` of login tokens, when the homeserver asks for it
    #[arg(long)]
    jwt_audience: Option<String>,
    /// The organisation, 32 hexadecimal digits
    #[arg(long)]
    tenant: TenantId,
    /// Public key of the organisation's offline root (may also come with `config set`)
    #[arg(long)]
    root_pub: Option<PathBuf>,
    /// Name of the log in checkpoints; by default <server name>/griffie
    #[arg(long)]
    log_name: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Made {
    /// Verifier key of the log, for the seal configuration.
    log: String,
}

pub(super) fn run(command: &Init) -> Result<(), CliError> {
    let dir = &command.dir;
    if Settings::exist(dir) {
        return Err(CliError::Exists(dir.clone()));
    }
    let file = |error| CliError::File(dir.clone(), error);
    fs::create_dir_all(dir).map_err(file)?;
    let secret = &command.jwt_secret_file;
    let settings = Settings {
        tenant: command.tenant,
        homeserver: command.homeserver.trim_end_matches('/').to_owned(),
        server_name: command.server_name.clone(),
        log_name: command
            .log_name
            .clone()
            .unwrap_or_else(|| format!("{}/griffie", command.server_name)),
        jwt_secret_file: fs::canonicalize(secret).map_err(|error| CliError::File(secret.clone(), error))?,
        jwt_issuer: command.jwt_issuer.clone(),
        jwt_audience: command.jwt_audience.clone(),
        root: command.root_pub.as_deref().map(read_root).transpose()?,
        limits: Limits::default(),
    };
    settings.jwt_secret()?;
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|_| CliError::Random)?;
    create_log_key(dir, &seed)?;
    let log = settings.log_key(dir)?.vkey();
    open::writer(dir)?;
    // Last: a directory with settings is a whole gateway.
    settings.store(dir)?;
    output::print(command.json, &Made { log: log.clone() }, &log)
}

/// Reads the file that `griffie-vault root new` wrote.
pub(super) fn read_root(path: &Path) -> Result<PublicKey, CliError> {
    let text = fs::read_to_string(path).map_err(|error| CliError::File(path.to_owned(), error))?;
    text.trim()
        .parse()
        .map_err(|_| CliError::Content(path.to_owned(), "a public key of a root"))
}
