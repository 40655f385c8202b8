//! What the vault asks of its gateway, over the internal Unix socket. The vault calls, never the reverse.
//!
//! Everything that comes back is from the less trusted side: bounded in size, typed, and believed only after `open`
//! and `check`. It must not know the database.

mod error;
mod socket;

use std::path::PathBuf;

use griffie_wire::{
    DeviceId, Sha256,
    api::{DeviceInfo, Recalls, StoredDocument, StoredObject, Verdicts},
};
use http::{Method, StatusCode};

pub use self::error::FetchError;
use self::socket::Socket;
use crate::keep::files::{Draft, Files};

/// Objects listed in one answer.
const PAGE: u32 = 256;
/// Documents in one answer: each may have 256 KiB, and most have one.
const DOCUMENTS: u32 = 8;
/// No sealed object is larger; the gateway takes far less.
const MAX_OBJECT: u64 = 512 << 20;
/// A list or a checkpoint is never larger.
const MAX_DOCUMENT: u64 = 4 << 20;

/// The gateway's internal face.
pub struct Gateway {
    socket: Socket,
}

impl Gateway {
    /// The gateway behind this socket; connects at the first question.
    #[must_use]
    pub fn new(path: PathBuf) -> Self {
        Self {
            socket: Socket::new(path),
        }
    }

    /// Objects from place `from` of the log on, in order; empty when there are no more.
    ///
    /// # Errors
    /// [`FetchError`] when the gateway does not answer as it must.
    pub async fn list(&mut self, from: u64) -> Result<Vec<StoredObject>, FetchError> {
        let after = i128::from(from) - 1;
        let body = self
            .document(&format!("/objects?after={after}&limit={PAGE}"))
            .await?;
        serde_json::from_slice(&body).map_err(|_| FetchError::Malformed("list of objects"))
    }

    /// Documents of the root from place `from` of the log on, in order; none from a gateway that logs no documents.
    ///
    /// # Errors
    /// [`FetchError`] when the gateway does not answer as it must.
    pub async fn documents(&mut self, from: u64) -> Result<Vec<StoredDocument>, FetchError> {
        let after = i128::from(from) - 1;
        match self
            .document(&format!("/documents?after={after}&limit={DOCUMENTS}"))
            .await
        {
            Ok(body) => serde_json::from_slice(&body).map_err(|_| FetchError::Malformed("list of documents")),
            Err(FetchError::NotFound) => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    /// The bytes of the object at a place of the log.
    ///
    /// # Errors
    /// [`FetchError::NotFound`] when the gateway lost it; the others as named.
    pub async fn object(&mut self, listed: &StoredObject) -> Result<Vec<u8>, FetchError> {
        // One byte more than listed is enough to see that it is not the object.
        let limit = listed.size.saturating_add(1).min(MAX_OBJECT);
        self.socket
            .get(&format!("/objects/{}", listed.index))
            .await?
            .collect_at_most(limit)
            .await
    }

    /// Who a device is; nothing when the gateway does not know it.
    ///
    /// # Errors
    /// [`FetchError`] when the gateway does not answer as it must.
    pub async fn device(&mut self, device: DeviceId) -> Result<Option<DeviceInfo>, FetchError> {
        match self.document(&format!("/devices/{device}")).await {
            Ok(body) => {
                let info: DeviceInfo =
                    serde_json::from_slice(&body).map_err(|_| FetchError::Malformed("device"))?;
                if info.device == device {
                    Ok(Some(info))
                } else {
                    Err(FetchError::Malformed("device"))
                }
            }
            Err(FetchError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Brings an attachment to disk; nothing when the gateway has not got all of it yet.
    ///
    /// # Errors
    /// [`FetchError`] when the gateway or the disk fails.
    pub(crate) async fn attachment(
        &mut self,
        files: &Files,
        digest: Sha256,
    ) -> Result<Option<Draft>, FetchError> {
        let mut answer = match self.socket.get(&format!("/attachments/{digest}")).await {
            Ok(answer) => answer,
            Err(FetchError::NotFound) => return Ok(None),
            Err(error) => return Err(error),
        };
        let mut draft = files.draft_attachment(digest)?;
        while let Some(bytes) = answer.next().await? {
            draft.write(&bytes)?;
        }
        tracing::debug!(bytes = draft.size(), "attachment fetched");
        Ok(Some(draft))
    }

    /// The log's newest checkpoint, as a signed note.
    ///
    /// # Errors
    /// [`FetchError`] when the gateway does not answer as it must.
    pub async fn checkpoint(&mut self) -> Result<String, FetchError> {
        String::from_utf8(self.document("/checkpoint").await?)
            .map_err(|_| FetchError::Malformed("checkpoint"))
    }

    /// Tells the gateway what was decided. The same verdicts may be told again.
    ///
    /// # Errors
    /// [`FetchError`] when the gateway does not take them.
    pub async fn tell(&mut self, verdicts: &Verdicts) -> Result<(), FetchError> {
        let body = serde_json::to_vec(verdicts).map_err(|_| FetchError::Malformed("verdicts"))?;
        let answer = self.socket.send(Method::POST, "/verdicts", body).await?;
        if answer.status().is_success() {
            Ok(())
        } else {
            Err(FetchError::Status(answer.status()))
        }
    }

    /// Hands recalls over for devices to take. The same may be handed over again.
    ///
    /// # Errors
    /// [`FetchError::NotFound`] from a gateway that passes none on; the others when it does not take them.
    pub async fn recall(&mut self, recalls: &Recalls) -> Result<(), FetchError> {
        let body = serde_json::to_vec(recalls).map_err(|_| FetchError::Malformed("recalls"))?;
        let answer = self.socket.send(Method::POST, "/recalls", body).await?;
        match answer.status() {
            status if status.is_success() => Ok(()),
            StatusCode::NOT_FOUND => Err(FetchError::NotFound),
            status => Err(FetchError::Status(status)),
        }
    }

    async fn document(&mut self, path: &str) -> Result<Vec<u8>, FetchError> {
        self.socket.get(path).await?.collect_at_most(MAX_DOCUMENT).await
    }
}

fn expect_ok(status: StatusCode) -> Result<(), FetchError> {
    match status {
        StatusCode::OK => Ok(()),
        StatusCode::NOT_FOUND => Err(FetchError::NotFound),
        other => Err(FetchError::Status(other)),
    }
}
