//! Prunes what the vault has for certain and policy no longer keeps here: records, objects, and the files that go with them.

use std::{path::Path, time::Duration};

use griffie_wire::ids::Millis;

use super::RouteError;
use crate::{
    clock::Clock,
    store::{Store, attachment, prune},
};

/// Prunes everything whose final receipt is older than `keep`. Gives how many objects went.
pub(crate) async fn prune_all(
    store: &Store,
    clock: &dyn Clock,
    data_dir: &Path,
    keep: Duration,
) -> Result<u64, RouteError> {
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
    Ok(objects)
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
