//! A later device that was given the recovery key: opens secret storage, takes the identity in and vouches for itself. The rest (the backup,
//! what waits for keys) is the loop's.

use serde::Deserialize;
use serde_json::value::RawValue;
use zeroize::Zeroizing;

use super::RecoveryError;
use crate::{
    e2ee::{
        self, IDENTITY,
        secret_storage::{BACKUP, DEFAULT_KEY, SecretError, StorageKey, description_type},
    },
    net::matrix::Matrix,
    store::{Store, recovery::Recovery},
};

#[derive(Deserialize)]
struct DefaultKey {
    key: Option<String>,
}

/// Uses the recovery key `text` for the user `me`. May be repeated, and after any error: nothing was changed by then, or everything that
/// the recovery key gives is stored and only this device's signature is to be repeated.
pub(crate) async fn recover(
    store: &Store,
    matrix: &Matrix,
    me: &str,
    text: &str,
) -> Result<(), RecoveryError> {
    let (key, description) = open(matrix, me, text).await?;
    let [master, own, others] = IDENTITY;
    let seeds = [
        secret(matrix, me, &key, master).await?,
        secret(matrix, me, &key, own).await?,
        secret(matrix, me, &key, others).await?,
    ];
    // Another app may have made the secret storage without a backup: then one is made and put there.
    let backup = match matrix.account_data(me, BACKUP).await? {
        Some(sealed) => Some(key.unseal(BACKUP, &sealed)?),
        None => None,
    };
    let recovery = Recovery {
        key: key.text(),
        key_id: key.id().to_owned(),
        description: description.get().to_owned(),
        published: backup.is_some(),
        restore: true,
    };
    let backup = backup.as_deref().map(String::as_str);
    e2ee::adopt_identity(store, matrix, &seeds, backup, &recovery).await?;
    Ok(())
}

/// Secret storage, if the text is its key.
async fn open(matrix: &Matrix, me: &str, text: &str) -> Result<(StorageKey, Box<RawValue>), RecoveryError> {
    let named = matrix
        .account_data(me, DEFAULT_KEY)
        .await?
        .ok_or(RecoveryError::NoStorage)?;
    let named: DefaultKey = serde_json::from_str(named.get()).map_err(|_| SecretError::Unusable)?;
    let key_id = named.key.ok_or(RecoveryError::NoStorage)?;
    let description = matrix
        .account_data(me, &description_type(&key_id))
        .await?
        .ok_or(SecretError::Unusable)?;
    let key = StorageKey::open(text, &key_id, &description)?;
    Ok((key, description))
}

async fn secret(
    matrix: &Matrix,
    me: &str,
    key: &StorageKey,
    name: &str,
) -> Result<Zeroizing<String>, RecoveryError> {
    let sealed = matrix
        .account_data(me, name)
        .await?
        .ok_or(SecretError::Unusable)?;
    Ok(key.unseal(name, &sealed)?)
}
