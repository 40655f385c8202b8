//! Prunes what the vault has for certain and policy no longer keeps here: records, objects, the files that
//! go with them, and beyond the limit of local history what is shown of them.

use std::{path::Path, time::Duration};

use griffie_wire::{ids::Millis, policy::Policy};

use super::RouteError;
use crate::{
    clock::Clock,
    store::{Store, attachment, history, prune},
};

/// What left the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Gone {
    pub(crate) objects: u64,
    /// Lines that were to be seen.
    pub(crate) lines: u64,
}

/// Prunes everything whose final receipt is older than `policy` keeps, and what is shown of it beyond the limit of local history.
pub(crate) async fn prune_all(
    store: &Store,
    clock: &dyn Clock,
    data_dir: &Path,
    policy: &Policy,
) -> Result<Gone, RouteError> {
    let keep = policy.keep();
    let mut objects = 0;
    loop {
        let unit = store.begin("prune").await?;
        let pruned = prune::prune(&unit, clock.now(), keep)?;
        unit.commit().await?;
        if pruned.objects == 0 {
            break;
        }
        objects += pruned.objects;
    }
    if objects > 0 {
        prune_files(store, clock, data_dir, keep).await?;
    }
    let lines = match policy.history() {
        Some(limit) => forget_all(store, clock, limit).await?,
        None => 0,
    };
    Ok(Gone { objects, lines })
}

async fn forget_all(store: &Store, clock: &dyn Clock, limit: Duration) -> Result<u64, RouteError> {
    let mut lines = 0;
    loop {
        let unit = store.begin("forget").await?;
        let gone = history::forget(&unit, clock.now(), limit)?;
        unit.commit().await?;
        if gone == 0 {
            return Ok(lines);
        }
        lines += gone;
    }
}

/// Files that the vault has go with the records that speak of them; whoever wants to see one fetches it again. The row says so before
/// the file goes: a file without a row is swept, a row without a file would be a loss.
async fn prune_files(
    store: &Store,
    clock: &dyn Clock,
    data_dir: &Path,
    keep: Duration,
) -> Result<(), RouteError> {
    let keep = u64::try_from(keep.as_millis()).unwrap_or(u64::MAX);
    let before = Millis(clock.now().0.saturating_sub(keep));
    for file in store.read(|c| attachment::prunable(c, before))? {
        let unit = store.begin("prune file").await?;
        unit.write(|c| attachment::set_pruned(c, &file.sha256))?;
        unit.commit().await?;
        match tokio::fs::remove_file(data_dir.join(&file.path)).await {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(RouteError::File(error));
            }
            _ => {}
        }
    }
    Ok(())
}
