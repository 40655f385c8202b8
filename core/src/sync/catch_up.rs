//! Takes in what the homeserver has until it has no more: for whoever stops syncing for good.

use super::{SyncError, SyncParts, take_in};
use crate::store::{identity, sync_state};

/// Most answers that are read; each may hold hundreds of events.
const MOST: u32 = 1_000;

/// Reads on from where the loop stopped. `false` when the homeserver did not let us come to an end.
///
/// # Errors
/// Those of this device: what arrives cannot be kept.
pub(crate) async fn catch_up(parts: &SyncParts) -> Result<bool, SyncError> {
    let me = parts.store.read(identity::require)?.user_id;
    for _ in 0..MOST {
        let since = parts.store.read(sync_state::next_batch)?;
        let Ok(body) = parts.matrix.sync(since.as_deref(), false).await else {
            return Ok(false);
        };
        match take_in(&parts.store, &*parts.clock, &me, &body).await {
            Ok(taken) if taken.events + taken.gaps + taken.healed == 0 => return Ok(true),
            Ok(_) => {}
            Err(SyncError::NotJson) => return Ok(false),
            Err(error) => return Err(error),
        }
    }
    Ok(false)
}
