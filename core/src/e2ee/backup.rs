//! The machine's side of the key backup (`m.megolm_backup.v1.curve25519-aes-sha2`): its key, its version, what is still to go up, what
//! comes back.

use std::collections::BTreeMap;

use matrix_sdk_crypto::{
    olm::ExportedRoomKey, store::types::BackupDecryptionKey, types::RoomKeyBackupInfo,
    types::requests::AnyIncomingResponse,
};
use ruma::{
    OwnedRoomId, OwnedTransactionId,
    api::client::backup::{KeyBackupData, RoomKeyBackup, add_backup_keys},
    events::secret::request::SecretName,
    serde::Raw,
};
use serde_json::json;
use zeroize::Zeroizing;

use super::{E2eeError, NewKey};
use crate::{
    net::matrix::BackupVersion,
    store::{Unit, recovery},
};

/// One upload.
pub(crate) struct BackupBatch {
    id: OwnedTransactionId,
    pub(crate) version: String,
    pub(crate) rooms: BTreeMap<OwnedRoomId, RoomKeyBackup>,
}

/// A key of the backup, still closed.
pub(crate) struct BackedUp {
    pub(crate) room_id: OwnedRoomId,
    pub(crate) session_id: String,
    pub(crate) data: Raw<KeyBackupData>,
}

/// What the backup's key opened, and how many it did not.
pub(crate) struct Imported {
    pub(crate) keys: Vec<NewKey>,
    pub(crate) closed: usize,
}

/// The private key of the backup, base64, made if there is none: from then on it is the same for ever.
pub(crate) async fn backup_secret(unit: &Unit) -> Result<Zeroizing<String>, E2eeError> {
    let machine = unit.machine()?.backup_machine();
    if let Some(key) = machine.get_backup_keys().await?.decryption_key {
        return Ok(Zeroizing::new(key.to_base64()));
    }
    let key = BackupDecryptionKey::new();
    let secret = Zeroizing::new(key.to_base64());
    machine.save_decryption_key(Some(key), None).await?;
    Ok(secret)
}

/// Uses this private key from now on. A version of another key is forgotten.
pub(crate) async fn use_backup_secret(unit: &Unit, secret: &str) -> Result<(), E2eeError> {
    let key = BackupDecryptionKey::from_base64(secret).map_err(|_| E2eeError::Olm("backup key"))?;
    let machine = unit.machine()?.backup_machine();
    let kept = machine.get_backup_keys().await?.decryption_key;
    if kept.is_some_and(|kept| kept.as_bytes() == key.as_bytes()) {
        return Ok(());
    }
    machine.disable_backup().await?;
    unit.write(recovery::forget_backup_version)?;
    Ok(machine.save_decryption_key(Some(key), None).await?)
}

/// Whether this is the public half of the key in use.
pub(crate) async fn is_our_backup(unit: &Unit, found: &BackupVersion) -> Result<bool, E2eeError> {
    let info = json!({ "algorithm": found.algorithm, "auth_data": found.auth_data });
    let Ok(info) = serde_json::from_value::<RoomKeyBackupInfo>(info) else {
        return Ok(false);
    };
    let keys = unit.machine()?.backup_machine().get_backup_keys().await?;
    Ok(keys
        .decryption_key
        .is_some_and(|key| key.backup_key_matches(&info)))
}

/// `{algorithm, auth_data}` of a new version, signed by this device and by our identity.
pub(crate) async fn backup_info(unit: &Unit) -> Result<RoomKeyBackupInfo, E2eeError> {
    let machine = unit.machine()?.backup_machine();
    let key = machine.get_backup_keys().await?.decryption_key;
    let mut info = key.ok_or(E2eeError::Olm("no backup key"))?.to_backup_info();
    machine
        .sign_backup(&mut info)
        .await
        .map_err(|_| E2eeError::Olm("backup signature"))?;
    Ok(info)
}

/// The version in use.
pub(crate) async fn backup_version(unit: &Unit) -> Result<Option<String>, E2eeError> {
    Ok(unit
        .machine()?
        .backup_machine()
        .get_backup_keys()
        .await?
        .backup_version)
}

/// Uses this version from now on: every key that is not in it goes up again.
pub(crate) async fn use_backup_version(unit: &Unit, version: &str) -> Result<(), E2eeError> {
    let machine = unit.machine()?.backup_machine();
    let key = machine.get_backup_keys().await?.decryption_key;
    let key = key.ok_or(E2eeError::Olm("no backup key"))?;
    machine.disable_backup().await?;
    let public = key.megolm_v1_public_key();
    public.set_version(version.to_owned());
    machine
        .save_decryption_key(Some(key), Some(version.to_owned()))
        .await?;
    Ok(machine.enable_backup_v1(public).await?)
}

/// Keys that are not in the version in use, at most a hundred; `None` when all are.
pub(crate) async fn next_backup_batch(unit: &Unit) -> Result<Option<BackupBatch>, E2eeError> {
    let batch = unit.machine()?.backup_machine().backup().await?;
    Ok(batch.map(|(id, request)| BackupBatch {
        id,
        version: request.version,
        rooms: request.rooms,
    }))
}

/// The homeserver has them. Without this (a kill before it, a machine that was opened anew) they go up once more and nothing is lost.
pub(crate) async fn backed_up(
    unit: &Unit,
    batch: &BackupBatch,
    answer: &add_backup_keys::v3::Response,
) -> Result<(), E2eeError> {
    let answer = AnyIncomingResponse::KeysBackup(answer);
    Ok(unit.machine()?.mark_request_as_sent(&batch.id, answer).await?)
}

/// How many keys there are, and how many of them are in the version in use.
pub(crate) async fn backup_counts(unit: &Unit) -> Result<(usize, usize), E2eeError> {
    let counts = unit.machine()?.backup_machine().room_key_counts().await?;
    Ok((counts.total, counts.backed_up))
}

/// Opens keys of the backup and keeps those that are new here.
pub(crate) async fn import_backed_up(
    unit: &Unit,
    version: &str,
    found: Vec<BackedUp>,
) -> Result<Imported, E2eeError> {
    let machine = unit.machine()?;
    let key = machine.backup_machine().get_backup_keys().await?.decryption_key;
    let key = key.ok_or(E2eeError::Olm("no backup key"))?;
    let all = found.len();
    let opened: Vec<_> = found
        .into_iter()
        .filter_map(|one| {
            let data = one.data.deserialize().ok()?;
            let room_key = key.decrypt_session_data(data.session_data).ok()?;
            Some(ExportedRoomKey::from_backed_up_room_key(
                one.room_id,
                one.session_id,
                room_key,
            ))
        })
        .collect();
    let closed = all - opened.len();
    let imported = machine
        .store()
        .import_room_keys(opened, Some(version), |_, _| {})
        .await?;
    let mut keys = Vec::with_capacity(imported.imported_count);
    for (room_id, sessions) in imported.keys {
        keys.extend(sessions.into_values().flatten().map(|session_id| NewKey {
            room_id: room_id.to_string(),
            session_id,
        }));
    }
    Ok(Imported { keys, closed })
}

/// Keys of a backup that verified devices of the same user sent when this one asked.
pub(crate) async fn sent_backup_secrets(unit: &Unit) -> Result<Vec<Zeroizing<String>>, E2eeError> {
    let store = unit.machine()?.store();
    Ok(store.get_secrets_from_inbox(&SecretName::RecoveryKey).await?)
}

/// They were taken.
pub(crate) async fn forget_sent_secrets(unit: &Unit) -> Result<(), E2eeError> {
    let store = unit.machine()?.store();
    Ok(store.delete_secrets_from_inbox(&SecretName::RecoveryKey).await?)
}
