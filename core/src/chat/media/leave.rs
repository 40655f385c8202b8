//! Takes the files of a device away that is being left. Only for a journal whose every record has its final receipt.

use super::{MediaDir, MediaError, run::known};
use crate::store::Store;

/// Removes all files; beside a database that was set aside, only those that rows of this one name: the others may be its evidence.
pub(crate) async fn remove_files(store: &Store, dir: &MediaDir) -> Result<(), MediaError> {
    let ours = if store.set_aside()?.is_empty() {
        None
    } else {
        Some(known(store)?)
    };
    let dir = dir.clone();
    let removed = tokio::task::spawn_blocking(move || match ours {
        None => dir.remove_all(),
        Some(names) => names.iter().try_for_each(|name| dir.remove_named(name)),
    });
    Ok(removed.await.map_err(|_| MediaError::Worker)??)
}
