//! A later device that another one vouched for: takes the identity and the key of the backup that the other sent, in place of those that the
//! recovery key would open. The recovery key itself is not sent: it stays with the devices that have it, and on paper.

use super::RecoveryError;
use crate::{e2ee, store::recovery, sync::SyncParts};

/// Takes them, once both are there. Killed anywhere, it begins anew: what was sent stays until it is taken.
pub(super) async fn take_from_device(parts: &SyncParts) -> Result<(), RecoveryError> {
    let wanted = parts.store.read(|c| {
        Ok(recovery::is_later(c)? && recovery::read(c)?.is_none() && recovery::by_device(c)?.is_none())
    })?;
    if !wanted {
        return Ok(());
    }
    let unit = parts.store.begin("secrets of a device").await?;
    let identity = e2ee::identity_seeds(&unit).await?.is_some();
    let sent = e2ee::sent_backup_secrets(&unit).await?;
    unit.commit().await?;
    if !identity || sent.is_empty() {
        return Ok(());
    }
    let found = parts.matrix.backup_version().await?;
    for secret in sent {
        let unit = parts.store.begin("backup of a device").await?;
        e2ee::use_backup_secret(&unit, &secret).await?;
        let fits = match &found {
            Some(found) => e2ee::is_our_backup(&unit, found).await?,
            // Nothing there to compare with: a backup of this key is made.
            None => true,
        };
        if !fits {
            // Dropped: nothing of this is kept.
            continue;
        }
        if let Some(found) = &found {
            e2ee::use_backup_version(&unit, &found.version).await?;
        }
        e2ee::forget_sent_secrets(&unit).await?;
        unit.write(recovery::set_by_device)?;
        unit.commit().await?;
        parts.changes.bump();
        return Ok(());
    }
    // Keys of another backup open nothing here; when it matters the device that has the right one is asked by verifying again.
    let unit = parts.store.begin("secrets of another backup").await?;
    e2ee::forget_sent_secrets(&unit).await?;
    Ok(unit.commit().await?)
}
