//! Makes the recovery key, once, and puts what it opens into the user's secret storage on the homeserver.
//!
//! Everything is on disk before anything leaves: a kill between two uploads repeats them all with the same key, and the name of the key
//! in use goes up last, so that nobody finds a secret storage that is half there.

use serde_json::{json, value::RawValue};

use super::RecoveryError;
use crate::{
    e2ee::{
        self, IDENTITY,
        secret_storage::{BACKUP, DEFAULT_KEY, SecretError, StorageKey, description_type},
    },
    store::recovery::{self, Recovery},
    sync::SyncParts,
};

/// Sees to it that secret storage is there. `false` when this device has no part in it: it does not hold the private identity.
pub(super) async fn publish(parts: &SyncParts, me: &str) -> Result<bool, RecoveryError> {
    let (recovery, later, by_device) = parts.store.read(|c| {
        Ok((
            recovery::read(c)?,
            recovery::is_later(c)?,
            recovery::by_device(c)?,
        ))
    })?;
    let recovery = match recovery {
        Some(recovery) if recovery.published => return Ok(true),
        Some(recovery) => recovery,
        // An earlier device made the recovery key: another one would make worthless what is on paper.
        None if later => return Ok(by_device.is_some()),
        None => match make(parts).await? {
            Some(recovery) => recovery,
            None => return Ok(false),
        },
    };
    let key = open(&recovery)?;
    let unit = parts.store.begin("secrets").await?;
    let seeds = e2ee::identity_seeds(&unit).await?;
    let backup = e2ee::backup_secret(&unit).await?;
    unit.commit().await?;
    let Some(seeds) = seeds else { return Ok(false) };

    let matrix = &parts.matrix;
    matrix
        .set_account_data(me, &description_type(key.id()), &key.description()?)
        .await?;
    for (name, seed) in IDENTITY.iter().zip(&seeds) {
        matrix.set_account_data(me, name, &key.seal(name, seed)?).await?;
    }
    matrix
        .set_account_data(me, BACKUP, &key.seal(BACKUP, &backup)?)
        .await?;
    matrix
        .set_account_data(me, DEFAULT_KEY, &json!({ "key": key.id() }))
        .await?;
    let unit = parts.store.begin("secrets are kept").await?;
    unit.write(recovery::published)?;
    unit.commit().await?;
    Ok(true)
}

/// The key as it was stored.
pub(super) fn open(recovery: &Recovery) -> Result<StorageKey, RecoveryError> {
    let description =
        RawValue::from_string(recovery.description.clone()).map_err(|_| SecretError::Unusable)?;
    Ok(StorageKey::open(&recovery.key, &recovery.key_id, &description)?)
}

/// Makes the recovery key and the key of the backup, if this device holds the identity that they are for.
async fn make(parts: &SyncParts) -> Result<Option<Recovery>, RecoveryError> {
    let unit = parts.store.begin("recovery key").await?;
    if e2ee::identity_seeds(&unit).await?.is_none() {
        unit.commit().await?;
        return Ok(None);
    }
    let key = StorageKey::new();
    let recovery = Recovery {
        key: key.text(),
        key_id: key.id().to_owned(),
        description: key.description()?.to_string(),
        published: false,
        restore: false,
    };
    e2ee::backup_secret(&unit).await?;
    unit.write(|c| recovery::save(c, &recovery))?;
    unit.commit().await?;
    Ok(Some(recovery))
}
