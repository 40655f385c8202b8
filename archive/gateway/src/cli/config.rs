//! `griffie-gateway config set`: takes documents that the root signed, with rising versions only (invariant 7).

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand};
use griffie_wire::{
    key::PublicKey,
    policy::Policy,
    seal_config::SealConfig,
    signed::{DocumentKind, SignedDocument},
};
use serde::Serialize;

use super::{CliError, init::read_root, output};
use crate::{
    clock::{Clock as _, SystemClock},
    settings::Settings,
    store::{config, open},
    writer::in_transaction,
};

#[derive(Debug, Subcommand)]
pub(super) enum Config {
    /// Put a seal configuration and a policy in force
    Set(Set),
}

#[derive(Debug, Args)]
pub(super) struct Set {
    /// Directory of the gateway
    #[arg(long)]
    dir: PathBuf,
    /// Seal configuration, as `griffie-vault seal-config sign` wrote it
    #[arg(long)]
    seal_config: PathBuf,
    /// Policy, as `griffie-vault policy sign` wrote it
    #[arg(long)]
    policy: PathBuf,
    /// Public key of the root, when `init` did not get it
    #[arg(long)]
    root_pub: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct InForce {
    seal_config: u32,
    policy: u32,
}

pub(super) fn run(Config::Set(command): &Config) -> Result<(), CliError> {
    let mut settings = Settings::load(&command.dir)?;
    let given = command.root_pub.as_deref().map(read_root).transpose()?;
    let root = root(&settings, given)?;
    let documents = (read(&command.seal_config)?, read(&command.policy)?);
    let log = settings.log_key(&command.dir)?.vkey();
    let in_force = accept(command, &settings, &root, &log, &documents)?;
    if settings.root.is_none() {
        settings.root = Some(root);
        settings.store(&command.dir)?;
    }
    let text = format!(
        "seal configuration {}, policy {} in force",
        in_force.seal_config, in_force.policy
    );
    output::print(command.json, &in_force, &text)
}

fn root(settings: &Settings, given: Option<PublicKey>) -> Result<PublicKey, CliError> {
    match (settings.root, given) {
        (Some(known), Some(given)) if known != given => Err(CliError::OtherRoot),
        (Some(root), _) | (None, Some(root)) => Ok(root),
        (None, None) => Err(CliError::NoRoot),
    }
}

fn accept(
    command: &Set,
    settings: &Settings,
    root: &PublicKey,
    log: &str,
    (seal_config, policy): &(SignedDocument, SignedDocument),
) -> Result<InForce, CliError> {
    let now = SystemClock.now();
    let mut connection = open::writer(&command.dir)?;
    let before = config::newest(&connection, DocumentKind::SealConfig)?;
    let accepted = SealConfig::accept(seal_config, root, settings.tenant, before.as_ref(), now)?;
    if accepted.log != log {
        return Err(CliError::OtherLog(log.to_owned()));
    }
    let before = config::newest(&connection, DocumentKind::Policy)?;
    let accepted_policy = Policy::accept(policy, root, settings.tenant, before.as_ref())?;
    if before.is_none_or(|before| before.payload != policy.payload) {
        accepted_policy.check_beginning(now)?;
    }
    in_transaction(&mut connection, |transaction| {
        let (kind, suite) = (DocumentKind::SealConfig, Some(accepted.suite));
        config::insert(transaction, kind, accepted.version, suite, seal_config, now)?;
        config::insert(
            transaction,
            DocumentKind::Policy,
            accepted_policy.version,
            None,
            policy,
            now,
        )
    })?;
    Ok(InForce {
        seal_config: accepted.version,
        policy: accepted_policy.version,
    })
}

fn read(path: &Path) -> Result<SignedDocument, CliError> {
    let text = fs::read_to_string(path).map_err(|error| CliError::File(path.to_owned(), error))?;
    serde_json::from_str(&text).map_err(|_| CliError::Content(path.to_owned(), "a signed document"))
}
