//! The private keys of our cross-signing identity: given to secret storage, taken from it, and used to vouch for this device.

use matrix_sdk_crypto::{SecretImportError, store::types::CrossSigningKeyExport};
use zeroize::Zeroizing;

use super::{E2eeError, backup::use_backup_secret, bootstrap::query_ourselves, outgoing};
use crate::{
    net::matrix::Matrix,
    store::{
        Store, StoreError, Unit,
        recovery::{self, Recovery},
    },
};

/// Names of the three in secret storage, in the order of [`IdentitySeeds`].
pub(crate) const IDENTITY: [&str; 3] = [
    "m.cross_signing.master",
    "m.cross_signing.self_signing",
    "m.cross_signing.user_signing",
];

/// Master, self-signing and user-signing key: seeds, unpadded base64.
pub(crate) type IdentitySeeds = [Zeroizing<String>; 3];

/// The three keys, if this device has them all.
pub(crate) async fn identity_seeds(unit: &Unit) -> Result<Option<IdentitySeeds>, E2eeError> {
    let Some(export) = unit.machine()?.export_cross_signing_keys().await? else {
        return Ok(None);
    };
    let of = |key: &Option<String>| key.clone().map(Zeroizing::new);
    Ok(of(&export.master_key)
        .zip(of(&export.self_signing_key))
        .zip(of(&export.user_signing_key))
        .map(|((master, own), others)| [master, own, others]))
}

/// Takes the three keys in, if they are those of the identity that the homeserver shows for us, and vouches for this device. The recovery
/// key that they come from and the key of the backup are part of the same unit: all of it commits, or nothing.
///
/// Killed between the commit and the upload of the signature, the device has the keys and is not vouched for yet: [`sign_own_device`]
/// does it, at the next turn of whoever looks after the keys.
///
/// # Errors
/// [`E2eeError::OtherIdentity`]: nothing was changed.
pub(crate) async fn adopt_identity(
    store: &Store,
    matrix: &Matrix,
    seeds: &IdentitySeeds,
    backup: Option<&str>,
    from: &Recovery,
) -> Result<(), E2eeError> {
    let _one_at_a_time = matrix.key_traffic().await;
    outgoing::pump_alone(store, matrix).await?;
    query_ourselves(store, matrix).await?;
    let [master, own, others] = seeds.clone().map(|seed| Some(seed.to_string()));
    let mut export = CrossSigningKeyExport::default();
    (
        export.master_key,
        export.self_signing_key,
        export.user_signing_key,
    ) = (master, own, others);
    let unit = store.begin("identity").await?;
    let machine = unit.machine()?;
    if machine.get_identity(machine.user_id(), None).await?.is_none() {
        return Err(E2eeError::OtherIdentity);
    }
    let status = machine
        .import_cross_signing_keys(export)
        .await
        .map_err(|error| match error {
            SecretImportError::Store(error) => E2eeError::Store(StoreError::from(error)),
            SecretImportError::Key { .. } | SecretImportError::MismatchedPublicKeys { .. } => {
                E2eeError::OtherIdentity
            }
        })?;
    if !status.is_complete() {
        return Err(E2eeError::OtherIdentity);
    }
    if let Some(secret) = backup {
        use_backup_secret(&unit, secret).await?;
    }
    unit.write(|c| recovery::save(c, from))?;
    unit.commit().await?;
    sign_alone(store, matrix).await?;
    Ok(())
}

/// Vouches for this device with our identity, unless that was done. `false` without the private keys of the identity.
pub(crate) async fn sign_own_device(store: &Store, matrix: &Matrix) -> Result<bool, E2eeError> {
    let _one_at_a_time = matrix.key_traffic().await;
    sign_alone(store, matrix).await
}

async fn sign_alone(store: &Store, matrix: &Matrix) -> Result<bool, E2eeError> {
    let unit = store.begin("own device").await?;
    let machine = unit.machine()?;
    let device = machine
        .get_device(machine.user_id(), machine.device_id(), None)
        .await?;
    if device
        .as_ref()
        .is_some_and(matrix_sdk_crypto::Device::is_cross_signed_by_owner)
    {
        unit.commit().await?;
        return Ok(true);
    }
    let may = machine.cross_signing_status().await.is_complete();
    let Some(device) = device.filter(|_| may) else {
        unit.commit().await?;
        return Ok(false);
    };
    let request = device
        .verify()
        .await
        .map_err(|_| E2eeError::Olm("device signature"))?;
    unit.commit().await?;
    matrix.upload_signatures(request).await?;
    query_ourselves(store, matrix).await?;
    // The homeserver may take a signature and not show it: then nobody sees it, and it is not there.
    if super::own_keys(store).await?.cross_signed {
        Ok(true)
    } else {
        Err(E2eeError::Olm("device signature not shown"))
    }
}
