//! `gateway.json` and the keys beside it: who we are, for whom we receive, our bounds.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use griffie_wire::{
    ids::TenantId,
    key::PublicKey,
    note::{LogKey, NoteError},
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{limits::Limits, private_file};

const FILE: &str = "gateway.json";
const LOG_KEY: &str = "log.key";

/// What `griffie-gateway init` writes and an operator may edit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    /// The organisation.
    pub(crate) tenant: TenantId,
    /// Base URL of the homeserver, as devices reach it.
    pub(crate) homeserver: String,
    /// Server part of Matrix user ids.
    pub(crate) server_name: String,
    /// Name of the log in checkpoints and verifier keys.
    pub(crate) log_name: String,
    /// File with the secret that the homeserver shares with us for `org.matrix.login.jwt`.
    pub(crate) jwt_secret_file: PathBuf,
    /// Claim `iss`, when the homeserver asks for one.
    #[serde(default)]
    pub(crate) jwt_issuer: Option<String>,
    /// Claim `aud`, when the homeserver asks for one.
    #[serde(default)]
    pub(crate) jwt_audience: Option<String>,
    /// The offline root under which configuration and policy must be signed; fixed when first given.
    #[serde(default)]
    pub(crate) root: Option<PublicKey>,
    /// Bounds; left out ones have their defaults.
    #[serde(default)]
    pub(crate) limits: Limits,
}

/// The directory is not one of a gateway, or not a whole one.
#[derive(Debug, Error)]
pub enum SettingsError {
    /// A file cannot be read or written.
    #[error("{0}")]
    Io(PathBuf, #[source] io::Error),
    /// A file does not say what it should.
    #[error("{0} is not in the expected form")]
    Malformed(PathBuf),
    /// The name of the log cannot stand in a checkpoint.
    #[error("the name of the log cannot stand in a checkpoint")]
    LogName(#[source] NoteError),
}

impl Settings {
    pub(crate) fn load(dir: &Path) -> Result<Self, SettingsError> {
        let path = dir.join(FILE);
        let text = fs::read_to_string(&path).map_err(|error| SettingsError::Io(path.clone(), error))?;
        serde_json::from_str(&text).map_err(|_| SettingsError::Malformed(path))
    }

    pub(crate) fn exist(dir: &Path) -> bool {
        dir.join(FILE).exists()
    }

    pub(crate) fn store(&self, dir: &Path) -> Result<(), SettingsError> {
        let path = dir.join(FILE);
        let text = serde_json::to_string_pretty(self).expect("settings are plain values");
        private_file::replace(&path, format!("{text}\n").as_bytes())
            .map_err(|error| SettingsError::Io(path, error))
    }

    /// The full Matrix user id of a localpart.
    pub(crate) fn user_id(&self, localpart: &str) -> String {
        format!("@{localpart}:{}", self.server_name)
    }

    /// The secret shared with the homeserver, without the line end of its file.
    pub(crate) fn jwt_secret(&self) -> Result<String, SettingsError> {
        let path = &self.jwt_secret_file;
        let secret =
            private_file::read_secret(path).map_err(|error| SettingsError::Io(path.clone(), error))?;
        let secret = secret.trim_end_matches(['\r', '\n']);
        if secret.is_empty() {
            Err(SettingsError::Malformed(path.clone()))
        } else {
            Ok(secret.to_owned())
        }
    }

    /// The key of the log.
    pub(crate) fn log_key(&self, dir: &Path) -> Result<LogKey, SettingsError> {
        let path = dir.join(LOG_KEY);
        let text =
            private_file::read_secret(&path).map_err(|error| SettingsError::Io(path.clone(), error))?;
        let mut seed = [0; 32];
        hex::decode_to_slice(text.trim_end(), &mut seed).map_err(|_| SettingsError::Malformed(path))?;
        LogKey::from_seed(&seed, &self.log_name).map_err(SettingsError::LogName)
    }
}

/// Makes the key of the log. There is one for the life of the log; an existing one is never replaced.
pub(crate) fn create_log_key(dir: &Path, seed: &[u8; 32]) -> Result<(), SettingsError> {
    let path = dir.join(LOG_KEY);
    private_file::create(&path, format!("{}\n", hex::encode(seed)).as_bytes())
        .map_err(|error| SettingsError::Io(path, error))
}
