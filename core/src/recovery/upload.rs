//! Carries room keys to the backup, a hundred at a time. What is up is noted with each key: a kill between the upload and the note
//! repeats it, and the homeserver keeps one.

use super::RecoveryError;
use crate::{e2ee, net::matrix::MatrixError, sync::SyncParts};

/// How it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Uploaded {
    /// All keys are in the backup.
    All,
    /// The homeserver has no such backup, or a newer one: its version must be settled anew.
    WrongVersion,
}

/// Uploads what is not in the backup yet.
pub(super) async fn upload(parts: &SyncParts) -> Result<Uploaded, RecoveryError> {
    loop {
        let unit = parts.store.begin("backup").await?;
        let batch = e2ee::next_backup_batch(&unit).await?;
        unit.commit().await?;
        let Some(batch) = batch else {
            return Ok(Uploaded::All);
        };
        let answer = match parts
            .matrix
            .add_backup_keys(batch.version.clone(), batch.rooms.clone())
            .await
        {
            Err(error) if is_wrong_version(&error) => return Ok(Uploaded::WrongVersion),
            answer => answer?,
        };
        let unit = parts.store.begin("backed up").await?;
        e2ee::backed_up(&unit, &batch, &answer).await?;
        unit.commit().await?;
    }
}

/// `M_WRONG_ROOM_KEYS_VERSION`, or a version that is gone.
pub(super) fn is_wrong_version(error: &MatrixError) -> bool {
    matches!(error, MatrixError::Refused { status, code }
        if code == "M_WRONG_ROOM_KEYS_VERSION" || (*status == 404 && code == "M_NOT_FOUND"))
}
