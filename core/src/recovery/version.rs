//! Sees to it that the homeserver has a backup that our key opens, and that its version is known here.

use super::{RecoveryError, publish};
use crate::{
    e2ee::{self, secret_storage::BACKUP},
    net::matrix::BackupVersion,
    store::{Unit, recovery, routing},
    sync::SyncParts,
};

/// `false` when the newest backup is of another key, which secret storage has not got: then nothing is uploaded, and an alarm says so.
pub(super) async fn settle(parts: &SyncParts, me: &str) -> Result<bool, RecoveryError> {
    let found = parts.matrix.backup_version().await?;
    let unit = parts.store.begin("backup version").await?;
    let known = e2ee::backup_version(&unit).await?;
    let Some(found) = found else {
        if known.is_some() {
            let detail = "the homeserver no longer has the backup of room keys; a new one is made";
            routing::alarm(&unit, &*parts.clock, "backup_forgotten", None, detail)?;
        }
        return create(parts, unit).await;
    };
    if e2ee::is_our_backup(&unit, &found).await? {
        // Also how a kill between the creation of a version and the note of it ends: it is found again, by its key.
        if known.as_ref() != Some(&found.version) {
            e2ee::use_backup_version(&unit, &found.version).await?;
        }
        unit.commit().await?;
        return Ok(true);
    }
    if known.is_none() {
        // A backup from before the identity of which we hold the private keys. It stays where it is, under its own version.
        return create(parts, unit).await;
    }
    let detail = "another app of this user made a backup of room keys with another key";
    routing::alarm(&unit, &*parts.clock, "backup_replaced", None, detail)?;
    unit.commit().await?;
    follow(parts, me, &found).await
}

/// Makes a version of our key. A kill after the answer and before the note leaves a version that the next turn finds by its key.
async fn create(parts: &SyncParts, unit: Unit) -> Result<bool, RecoveryError> {
    let info = e2ee::backup_info(&unit).await?;
    unit.commit().await?;
    let version = parts.matrix.create_backup_version(&info).await?;
    let unit = parts.store.begin("backup made").await?;
    e2ee::use_backup_version(&unit, &version).await?;
    unit.commit().await?;
    Ok(true)
}

/// Takes the other key, if whoever made that backup put it where our recovery key opens it.
async fn follow(parts: &SyncParts, me: &str, found: &BackupVersion) -> Result<bool, RecoveryError> {
    let Some(recovery) = parts.store.read(recovery::read)? else {
        return Ok(false);
    };
    let key = publish::open(&recovery)?;
    let Some(sealed) = parts.matrix.account_data(me, BACKUP).await? else {
        return Ok(false);
    };
    let Ok(secret) = key.unseal(BACKUP, &sealed) else {
        return Ok(false);
    };
    let unit = parts.store.begin("backup of another app").await?;
    e2ee::use_backup_secret(&unit, &secret).await?;
    if !e2ee::is_our_backup(&unit, found).await? {
        // Dropped: nothing of this is kept.
        return Ok(false);
    }
    e2ee::use_backup_version(&unit, &found.version).await?;
    unit.commit().await?;
    Ok(true)
}
