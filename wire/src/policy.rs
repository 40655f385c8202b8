//! What the organisation wants of its devices: how often to seal, how much to keep, how large things may be.

use serde::{Deserialize, Serialize};

use crate::{
    key::{PublicKey, SigningKey},
    signed::{DocumentKind, SignedDocument, SignedError, VersionError},
};

/// The form of policy this code understands.
pub const SCHEMA: u16 = 1;

/// Limits and intervals for a device. Signed by the root, versions only rise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    pub schema: u16,
    /// Name of the policy for people and audits, for example `standaard`.
    pub id: String,
    pub version: u32,
    /// A batch is sealed at the latest this long after its first record.
    pub segment_seconds: u32,
    /// A batch is sealed when it holds this many records.
    pub batch_max_events: u32,
    /// A batch is sealed when its records together have this many bytes, before compression.
    pub batch_max_bytes: u64,
    /// Sealed data with a final receipt is pruned from the device after this time.
    pub prune_after_seconds: u64,
    /// Sending is blocked, with a clear text, when the outbox is larger than this.
    pub outbox_limit_bytes: u64,
    /// Attachments above this are not archived but recorded as a gap, and cannot be sent.
    pub max_attachment_bytes: u64,
}

#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    #[error(transparent)]
    Signed(#[from] SignedError),
    #[error("the policy is not the expected JSON")]
    Malformed(#[source] serde_json::Error),
    #[error("policy schema {0} is not known")]
    UnknownSchema(u16),
    #[error(transparent)]
    Version(#[from] VersionError),
    #[error("policy value {0} is outside its limits")]
    OutOfRange(&'static str),
}

impl Policy {
    /// The values that fit most organisations: sealed within 15 minutes, pruned a day after the final receipt.
    pub fn standard(id: &str, version: u32) -> Self {
        Self {
            schema: SCHEMA,
            id: id.to_owned(),
            version,
            segment_seconds: 15 * 60,
            batch_max_events: 500,
            batch_max_bytes: 4 << 20,
            prune_after_seconds: 86_400,
            outbox_limit_bytes: 2 << 30,
            max_attachment_bytes: 1 << 30,
        }
    }

    /// Signs this policy with the root, after the same check of values that a device makes.
    pub fn sign(&self, root: &SigningKey) -> Result<SignedDocument, PolicyError> {
        self.check()?;
        Ok(SignedDocument::sign(DocumentKind::Policy, self, root)?)
    }

    /// The policy in `document`, if the root signed it and it may follow `previous`, the last one accepted.
    pub fn accept(
        document: &SignedDocument,
        root: &PublicKey,
        previous: Option<&SignedDocument>,
    ) -> Result<Self, PolicyError> {
        let policy = Self::read(document, root)?;
        policy.check()?;
        if let Some(previous) = previous {
            let seen = Self::read(previous, root)?.version;
            document.check_successor(policy.version, previous, seen)?;
        }
        Ok(policy)
    }

    fn read(document: &SignedDocument, root: &PublicKey) -> Result<Self, PolicyError> {
        let payload = document.verify(DocumentKind::Policy, root)?;
        serde_json::from_str(payload).map_err(PolicyError::Malformed)
    }

    fn check(&self) -> Result<(), PolicyError> {
        if self.schema != SCHEMA {
            return Err(PolicyError::UnknownSchema(self.schema));
        }
        let rules = [
            ("id", !self.id.is_empty() && self.id.len() <= 64),
            ("version", self.version >= 1),
            (
                "segment_seconds",
                (1..=7 * 86_400).contains(&self.segment_seconds),
            ),
            ("batch_max_events", (1..=10_000).contains(&self.batch_max_events)),
            (
                "batch_max_bytes",
                (4 << 10..=64 << 20).contains(&self.batch_max_bytes),
            ),
            (
                "prune_after_seconds",
                self.prune_after_seconds <= 10 * 365 * 86_400,
            ),
            (
                "outbox_limit_bytes",
                self.outbox_limit_bytes >= self.batch_max_bytes,
            ),
            ("max_attachment_bytes", self.max_attachment_bytes >= 1),
        ];
        match rules.into_iter().find(|(_, holds)| !holds) {
            Some((name, _)) => Err(PolicyError::OutOfRange(name)),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
