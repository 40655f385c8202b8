//! Fetches the backup whole, a hundred keys a unit, and heals what waits for them. Killed anywhere, it begins anew: what is here already is
//! passed over.

use super::{RecoveryError, upload};
use crate::{
    capture::Intake,
    e2ee::{self, BackedUp},
    store::{recovery, routing},
    sync::SyncParts,
};

/// Keys taken in at once: so long the writer is held.
const AT_ONCE: usize = 100;

/// Fetches the backup, if that is still to be done. `false` when the homeserver has not got this version any more.
pub(super) async fn restore(parts: &SyncParts, me: &str) -> Result<bool, RecoveryError> {
    if !parts.store.read(recovery::restore_due)? {
        return Ok(true);
    }
    let Some(version) = version_in_use(parts).await? else {
        return Ok(false);
    };
    let rooms = match parts.matrix.backup_keys(&version).await {
        Err(error) if upload::is_wrong_version(&error) => return Ok(false),
        rooms => rooms?,
    };
    let mut keys = Vec::new();
    for (room_id, room) in rooms {
        keys.extend(room.sessions.into_iter().map(|(session_id, data)| BackedUp {
            room_id: room_id.clone(),
            session_id,
            data,
        }));
    }
    let mut closed = 0;
    while !keys.is_empty() {
        let rest = keys.split_off(keys.len().min(AT_ONCE));
        let piece = std::mem::replace(&mut keys, rest);
        closed += take(parts, me, &version, piece).await?;
    }
    let unit = parts.store.begin("restored").await?;
    if closed > 0 {
        let detail = format!("{closed} keys in the backup cannot be opened");
        routing::alarm(&unit, &*parts.clock, "backup_unreadable", None, &detail)?;
    }
    unit.write(recovery::restored)?;
    unit.commit().await?;
    parts.changes.bump();
    Ok(true)
}

/// Takes these keys in and reads what waited for them. Gives how many could not be opened.
pub(super) async fn take(
    parts: &SyncParts,
    me: &str,
    version: &str,
    keys: Vec<BackedUp>,
) -> Result<usize, RecoveryError> {
    let unit = parts.store.begin("keys of the backup").await?;
    let imported = e2ee::import_backed_up(&unit, version, keys).await?;
    let mut intake = Intake::new(&unit, &*parts.clock, me);
    intake.take_keys(&imported.keys).await?;
    intake.follow_newcomers().await?;
    let counts = intake.counts;
    unit.commit().await?;
    if counts.healed > 0 {
        parts.wakes.seal.notify_one();
        parts.wakes.media.notify_one();
        parts.changes.bump();
    }
    Ok(imported.closed)
}

/// The version of the backup that is in use.
pub(super) async fn version_in_use(parts: &SyncParts) -> Result<Option<String>, RecoveryError> {
    let unit = parts.store.begin("backup version").await?;
    let version = e2ee::backup_version(&unit).await?;
    unit.commit().await?;
    Ok(version)
}
