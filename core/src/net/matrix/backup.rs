//! The homeserver's backup of room keys (Matrix specification, "Server-side key backups"), and the list of the user's devices.

use std::collections::BTreeMap;

use ruma::{
    OwnedRoomId,
    api::client::backup::{
        KeyBackupData, RoomKeyBackup, add_backup_keys, get_backup_keys, get_backup_keys_for_session,
    },
    serde::Raw,
};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{Call, Matrix, MatrixError, error::if_there};
use crate::net::http::Method;

/// The newest backup.
#[derive(Debug, Deserialize)]
pub(crate) struct BackupVersion {
    pub(crate) version: String,
    pub(crate) algorithm: String,
    pub(crate) auth_data: Box<RawValue>,
}

/// A device of the user, as the homeserver knows it.
#[derive(Debug, Deserialize)]
pub(crate) struct ListedDevice {
    pub(crate) device_id: String,
    pub(crate) display_name: Option<String>,
    pub(crate) last_seen_ts: Option<u64>,
}

#[derive(Deserialize)]
struct Version {
    version: String,
}

#[derive(Deserialize)]
struct Devices {
    devices: Vec<ListedDevice>,
}

impl Matrix {
    /// `GET /room_keys/version`; `None` when there is no backup.
    pub(crate) async fn backup_version(&self) -> Result<Option<BackupVersion>, MatrixError> {
        let call = Call::new(Method::GET, &["client", "v3", "room_keys", "version"]);
        if_there(self.call_json(call).await)
    }

    /// `POST /room_keys/version`; `info` is `{algorithm, auth_data}`. Gives the version.
    pub(crate) async fn create_backup_version(&self, info: &impl Serialize) -> Result<String, MatrixError> {
        let call = Call::new(Method::POST, &["client", "v3", "room_keys", "version"]).json(info)?;
        Ok(self.call_json::<Version>(call).await?.version)
    }

    /// `PUT /room_keys/keys`
    pub(crate) async fn add_backup_keys(
        &self,
        version: String,
        rooms: BTreeMap<OwnedRoomId, RoomKeyBackup>,
    ) -> Result<add_backup_keys::v3::Response, MatrixError> {
        self.ruma_call(add_backup_keys::v3::Request::new(version, rooms))
            .await
    }

    /// `GET /room_keys/keys`
    pub(crate) async fn backup_keys(
        &self,
        version: &str,
    ) -> Result<BTreeMap<OwnedRoomId, RoomKeyBackup>, MatrixError> {
        let request = get_backup_keys::v3::Request::new(version.to_owned());
        Ok(self.ruma_call(request).await?.rooms)
    }

    /// `GET /room_keys/keys/{room}/{session}`; `None` when the backup has not got it.
    pub(crate) async fn backup_key(
        &self,
        version: &str,
        room_id: OwnedRoomId,
        session_id: &str,
    ) -> Result<Option<Raw<KeyBackupData>>, MatrixError> {
        let request =
            get_backup_keys_for_session::v3::Request::new(version.to_owned(), room_id, session_id.to_owned());
        let answer = if_there(self.ruma_call(request).await)?;
        Ok(answer.map(|answer| answer.key_data))
    }

    /// `GET /devices`
    pub(crate) async fn devices(&self) -> Result<Vec<ListedDevice>, MatrixError> {
        let call = Call::new(Method::GET, &["client", "v3", "devices"]);
        Ok(self.call_json::<Devices>(call).await?.devices)
    }
}
