//! `pull` and `serve`: the pipeline on its own runtime.

use std::{path::Path, sync::Arc};

use super::{Failure, Outcome, say};
use crate::{
    clock::SystemClock,
    fetch::Gateway,
    pull::pull,
    serve::{report, serve},
    vault::Vault,
};

pub(super) fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()
}

pub(super) fn pull_once(dir: &Path) -> Result<Outcome, Failure> {
    let mut vault = Vault::open(dir, Arc::new(SystemClock))?;
    let mut gateway = Gateway::new(vault.gateway_socket()?);
    let pulled = runtime()?.block_on(pull(&mut vault, &mut gateway))?;
    report(&pulled);
    let done = pulled.ingested;
    say(&format!(
        "new {} accepted {} rejected {} records {} events {} proven {} told {}",
        done.new, done.accepted, done.rejected, done.records, done.events, done.proven, pulled.told.accepted
    ));
    Ok(if done.new_faults == 0 && done.rejected == 0 {
        Outcome::Clean
    } else {
        Outcome::Faults
    })
}

pub(super) fn serve_on(dir: &Path) -> Result<Outcome, Failure> {
    let mut vault = Vault::open(dir, Arc::new(SystemClock))?;
    let mut gateway = Gateway::new(vault.gateway_socket()?);
    runtime()?.block_on(serve(&mut vault, &mut gateway))?;
    Ok(Outcome::Clean)
}
