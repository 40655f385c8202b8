//! `griffie-gateway device list|revoke`.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use griffie_wire::ids::{DeviceId, Millis};
use serde::Serialize;

use super::{CliError, output};
use crate::{
    clock::{Clock as _, SystemClock},
    settings::Settings,
    store::{devices, open},
    writer::in_transaction,
};

#[derive(Debug, Subcommand)]
pub(super) enum DeviceCommand {
    /// List registered devices
    List(List),
    /// Withdraw a device: within a second nothing from it is taken any more
    Revoke(Revoke),
}

#[derive(Debug, Args)]
pub(super) struct List {
    /// Directory of the gateway
    #[arg(long)]
    dir: PathBuf,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Revoke {
    /// Directory of the gateway
    #[arg(long)]
    dir: PathBuf,
    /// Device to withdraw
    device: DeviceId,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Listed {
    device: DeviceId,
    user_id: String,
    os: String,
    core_version: String,
    activated: Millis,
    revoked: Option<Millis>,
}

#[derive(Serialize)]
struct Revoked {
    device: DeviceId,
}

pub(super) fn run(command: &DeviceCommand) -> Result<(), CliError> {
    match command {
        DeviceCommand::List(command) => list(&command.dir, command.json),
        DeviceCommand::Revoke(command) => revoke(command),
    }
}

fn list(dir: &Path, json: bool) -> Result<(), CliError> {
    let settings = Settings::load(dir)?;
    let listed: Vec<Listed> = devices::list(&open::reader(dir)?)?
        .into_iter()
        .map(|device| Listed {
            device: device.device,
            user_id: settings.user_id(&device.localpart),
            os: device.os,
            core_version: device.core_version,
            activated: device.activated,
            revoked: device.revoked,
        })
        .collect();
    let state = |device: &Listed| {
        if device.revoked.is_some() {
            "revoked"
        } else {
            "active"
        }
    };
    let lines: Vec<String> = listed
        .iter()
        .map(|device| format!("{} {:7} {}", device.device, state(device), device.user_id))
        .collect();
    output::print(json, &listed, &lines.join("\n"))
}

fn revoke(command: &Revoke) -> Result<(), CliError> {
    Settings::load(&command.dir)?;
    let (device, now) = (command.device, SystemClock.now());
    let mut connection = open::writer(&command.dir)?;
    if !in_transaction(&mut connection, |transaction| {
        devices::revoke(transaction, device, now)
    })? {
        return Err(CliError::NoDevice);
    }
    output::print(command.json, &Revoked { device }, &format!("{device} revoked"))
}
