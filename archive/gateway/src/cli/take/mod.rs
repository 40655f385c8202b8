//! `griffie-gateway take`: reads a stick and hands what is on it to the running gateway, which checks it as if it came over the network.
//!
//! This process alone touches the stick; the one on the internet never does (docs/decisions/0015). Everything on a stick may be anybody's
//! work: names are made from checked ids, links are not followed, and nothing is larger than the manifest and our bounds say.
//!
//! - [`folder`]  one device's folder: manifest, objects, files, and the receipts for the way home
//! - [`socket`]  the gateway's internal socket
//! - [`report`]  what became of it, for people and machines

mod folder;
mod report;
mod socket;

use std::{fs, path::PathBuf, time::Duration};

use clap::Args;
use griffie_wire::carry;

use self::{folder::Folder, report::Taken, socket::Socket};
use super::{CliError, output};
use crate::{
    clock::{Clock as _, SystemClock},
    settings::Settings,
};

/// Between two looks at the vault's verdicts.
const LOOK_AGAIN: Duration = Duration::from_millis(500);

#[derive(Debug, Args)]
pub(super) struct Take {
    /// Directory of the gateway
    #[arg(long)]
    dir: PathBuf,
    /// Internal socket; by default internal.sock in the directory
    #[arg(long)]
    internal_socket: Option<PathBuf>,
    /// Seconds to wait for the vault's receipts, which go home on the stick
    #[arg(long, default_value_t = 60)]
    wait: u64,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Where the stick is mounted
    stick: PathBuf,
}

pub(super) fn run(command: &Take) -> Result<(), CliError> {
    let settings = Settings::load(&command.dir)?;
    let socket = command
        .internal_socket
        .clone()
        .unwrap_or_else(|| command.dir.join("internal.sock"));
    let socket = Socket::new(socket);
    socket.is_alive()?;
    let mut all = Vec::new();
    for place in folders(&command.stick)? {
        all.push(take_folder(place, &settings, &socket, command.wait)?);
    }
    let text: Vec<String> = all.iter().map(Taken::text).collect();
    output::print(command.json, &all, &text.join("\n"))?;
    if all.iter().all(|taken| taken.faults.is_empty()) {
        Ok(())
    } else {
        Err(CliError::NotAllTaken)
    }
}

/// The folders of devices on a stick, in the order of their names.
fn folders(stick: &PathBuf) -> Result<Vec<PathBuf>, CliError> {
    let failed = |error| CliError::File(stick.clone(), error);
    let mut found = Vec::new();
    for entry in fs::read_dir(stick).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let ours = entry
            .file_name()
            .to_str()
            .is_some_and(|name| name.starts_with(carry::FOLDER_PREFIX));
        // A link is not followed: `file_type` is that of the link.
        if ours && entry.file_type().map_err(failed)?.is_dir() {
            found.push(entry.path());
        }
    }
    found.sort();
    if found.is_empty() {
        return Err(CliError::NoStick(stick.clone()));
    }
    Ok(found)
}

/// What is wrong with one device's folder holds up no other; only a gateway that is gone ends the command.
fn take_folder(place: PathBuf, settings: &Settings, socket: &Socket, wait: u64) -> Result<Taken, CliError> {
    let mut taken = Taken::of(&place);
    let folder = match Folder::read(place, settings, socket)? {
        Ok(folder) => folder,
        Err(code) => {
            taken.fault(carry::MANIFEST, code);
            return Ok(taken);
        }
    };
    folder.take_files(settings, socket, &mut taken)?;
    folder.take_objects(settings, socket, &mut taken)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .map_err(CliError::Process)?;
    let until = SystemClock.elapsed() + Duration::from_secs(wait);
    let receipts = loop {
        let receipts = folder.receipts(socket)?;
        if receipts.items.len() >= taken.objects() || SystemClock.elapsed() >= until {
            break receipts;
        }
        // Made inside the runtime, which is what its timer needs.
        runtime.block_on(async { SystemClock.sleep(LOOK_AGAIN).await });
    };
    folder.leave_receipts(&receipts, &mut taken);
    Ok(taken)
}
