//! Bodies of the gateway's HTTP face and of its internal socket, as JSON.
//!
//! It must not know how they travel. Secrets and personal data in them stay out of `Debug`.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    activation::{ActivationCode, proof_message},
    ids::{DeviceId, Epoch, Millis, ObjectId, Seq, Sha256, TenantId},
    key::{BadSignature, PublicKey, Signature, SigningKey},
    leaf::{Leaf, document::DocumentLeaf},
    signed::{DocumentKind, SignedDocument},
};

/// `POST /v1/activate`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivateRequest {
    pub code: ActivationCode,
    /// The Ed25519 key the device made for itself.
    pub device_key: PublicKey,
    /// Over [`proof_message`]: the device holds the private half.
    pub proof: Signature,
    pub os: String,
    pub core_version: String,
}

/// What a code buys. The same code with the same key gives the same grant with a fresh `jwt`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    pub device: DeviceId,
    pub tenant: TenantId,
    /// Full Matrix user id.
    pub user_id: String,
    /// Base URL of the homeserver.
    pub homeserver: String,
    /// For `org.matrix.login.jwt`, short-lived.
    pub jwt: String,
    pub jwt_expires: Millis,
    pub config: DeviceConfig,
}

/// `POST /v1/devices/{d}/login`: a fresh homeserver login for an activated device.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Login {
    pub jwt: String,
    pub jwt_expires: Millis,
    pub homeserver: String,
}

/// `GET /v1/devices/{d}/config`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceConfig {
    pub seal_config: SignedDocument,
    pub policy: SignedDocument,
    /// Objects the gateway misses and would like (again).
    pub resend: Vec<ResendRange>,
    pub server_time: Millis,
    /// Where both documents stand in the log. A gateway of before document lines has none to give.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<DocumentLines>,
    /// What the vault asks of this device. The gateway cannot read it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recalls: Vec<SealedRecall>,
}

/// What the vault asks of one device, signed and sealed (docs/decisions/0028).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedRecall {
    pub number: u64,
    pub expires: Millis,
    /// Encapsulated key and ciphertext, unpadded url-safe base64.
    pub sealed: String,
}

/// Internal `POST /recalls`: what the vault asks of devices, and the places in the log of objects whose bytes it was not given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recalls {
    pub recalls: Vec<RecallFor>,
    pub lost: Vec<u64>,
}

/// A recall and whom it is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecallFor {
    pub device: DeviceId,
    #[serde(flatten)]
    pub recall: SealedRecall,
}

/// For each document the proof that its line is in the log, as a `c2sp.org/tlog-proof@v1` text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentLines {
    pub seal_config: String,
    pub policy: String,
}

/// Objects `first` to `last`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResendRange {
    pub epoch: Epoch,
    pub first: Seq,
    pub last: Seq,
}

/// `GET /v1/devices/{d}/receipts?after=`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipts {
    pub items: Vec<ReceiptItem>,
    /// The `after` of the next call.
    pub next: u64,
}

/// The vault's word on one object: a final receipt, or the code of a refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptItem {
    pub cursor: u64,
    pub epoch: Epoch,
    pub seq: Seq,
    pub object_id: ObjectId,
    /// `c2sp.org/tlog-proof@v1` text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rejected: Option<String>,
}

/// Internal `GET /objects`: what the gateway holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredObject {
    /// Place in the log, from 0.
    pub index: u64,
    pub object_id: ObjectId,
    pub device: DeviceId,
    pub epoch: Epoch,
    pub seq: Seq,
    /// Bytes of the sealed object.
    pub size: u64,
    pub received: Millis,
}

/// Internal `GET /documents`: a line of the log that stands for a document the root signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredDocument {
    /// Place in the log, from 0.
    pub index: u64,
    pub kind: DocumentKind,
    pub version: u32,
    pub document: SignedDocument,
    /// When the line was written.
    pub received: Millis,
}

/// Internal `GET /devices/{d}`
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceInfo {
    pub device: DeviceId,
    pub tenant: TenantId,
    pub user_id: String,
    pub public_key: PublicKey,
    pub revoked: bool,
}

/// Internal `GET /proof`: inclusion path of leaf `index` in the tree of `size` leaves, from the leaf upwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    pub index: u64,
    pub size: u64,
    pub path: Vec<Sha256>,
}

/// Internal `POST /verdicts`: what the vault has decided about objects under this checkpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdicts {
    /// The checkpoint note with the log's signature.
    pub checkpoint: String,
    /// The vault's signature line on it.
    pub cosignature: String,
    pub accepted: Vec<Accepted>,
    pub rejected: Vec<Rejected>,
}

/// Opened, checked, stored, attachments present.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    pub index: u64,
    pub accept: Signature,
}

/// Held, but not accepted, with a stable code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejected {
    pub index: u64,
    pub code: String,
}

impl ActivateRequest {
    /// Asks for a grant for `key`, which signs for itself.
    pub fn new(code: ActivationCode, key: &SigningKey, os: String, core_version: String) -> Self {
        let device_key = key.public();
        let proof = key.sign(&proof_message(&code.hash(), &device_key));
        Self {
            code,
            device_key,
            proof,
            os,
            core_version,
        }
    }

    /// Whether the sender holds the private half of `device_key`.
    pub fn verify(&self) -> Result<(), BadSignature> {
        self.device_key
            .verify(&proof_message(&self.code.hash(), &self.device_key), &self.proof)
    }
}

impl StoredObject {
    /// The line in the log that stands for this object.
    pub const fn leaf(&self) -> Leaf {
        Leaf {
            object_id: self.object_id,
            device: self.device,
            epoch: self.epoch,
            seq: self.seq,
            size: self.size,
        }
    }
}

impl StoredDocument {
    /// The line in the log that stands for this document.
    pub fn leaf(&self) -> DocumentLeaf {
        DocumentLeaf::of(self.kind, self.version, &self.document)
    }
}

impl fmt::Debug for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Grant")
            .field("device", &self.device)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login")
            .field("jwt_expires", &self.jwt_expires)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for DeviceInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeviceInfo")
            .field("device", &self.device)
            .field("revoked", &self.revoked)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
