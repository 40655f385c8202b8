//! For whom devices seal, and whose receipts they believe: recipients, suite, log and vault keys, gateways.
//!
//! It must not know how sealing works; it only vouches that these keys come from the organisation's root.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{
    gso1::{Recipient, Suite, UnknownSuite},
    ids::{KeyId, Millis, TenantId},
    key::{PublicKey, SigningKey},
    link::check_gateway_url,
    note::{CosignerVerifier, LogVerifier, Witnesses},
    receipt::LogTrust,
    signed::{DocumentKind, SignedDocument, SignedError, VersionError},
};

/// The form of seal configuration this code understands.
pub const SCHEMA: u16 = 1;
const MAX_RECIPIENTS: usize = 16;
const MAX_GATEWAYS: usize = 16;

/// Signed by the root, versions only rise, valid for a stated time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealConfig {
    pub schema: u16,
    pub tenant: TenantId,
    pub version: u32,
    /// The one suite to seal with; there is no negotiation.
    pub suite: u8,
    /// Every object is sealed to all of these.
    pub recipients: Vec<RecipientKey>,
    pub valid_from: Millis,
    pub expires: Millis,
    /// Verifier key of the gateway's log, type 0x01 (c2sp.org/signed-note).
    pub log: String,
    /// Verifier key of the vault's co-signature, type 0x04 (c2sp.org/tlog-cosignature).
    pub vault: String,
    /// Witnesses without whose co-signatures no receipt is final; a device of before takes no notice of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witnesses: Option<Witnesses>,
    /// Base URLs, tried in this order.
    pub gateways: Vec<String>,
}

/// JSON form of a [`Recipient`]; the public key is unpadded url-safe base64.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecipientKey {
    pub key_id: KeyId,
    #[serde(serialize_with = "write_base64", deserialize_with = "read_base64")]
    pub public_key: Vec<u8>,
}

#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error(transparent)]
    Signed(#[from] SignedError),
    #[error("the seal configuration is not the expected JSON")]
    Malformed(#[source] serde_json::Error),
    #[error("seal configuration schema {0} is not known")]
    UnknownSchema(u16),
    #[error("the seal configuration is for another organisation")]
    OtherTenant,
    #[error(transparent)]
    Version(#[from] VersionError),
    #[error(transparent)]
    UnknownSuite(#[from] UnknownSuite),
    #[error("the seal configuration names no recipient, too many, or one twice")]
    Recipients,
    #[error("a recipient's key does not fit the suite or its key id")]
    RecipientKey,
    #[error("the log or vault verifier key is not usable")]
    VerifierKey,
    #[error("the witnesses are none, too many, one of them twice, or fewer than the quorum")]
    Witnesses,
    #[error("the list of gateways is empty, too long or holds a wrong address")]
    Gateways,
    #[error("the seal configuration is not valid yet")]
    NotYetValid,
    #[error("the seal configuration has expired")]
    Expired,
}

impl From<Recipient> for RecipientKey {
    fn from(Recipient { key_id, public_key }: Recipient) -> Self {
        Self { key_id, public_key }
    }
}

impl From<RecipientKey> for Recipient {
    fn from(RecipientKey { key_id, public_key }: RecipientKey) -> Self {
        Self { key_id, public_key }
    }
}

impl SealConfig {
    /// Signs this configuration with the root, after the same checks of content that a device makes.
    pub fn sign(&self, root: &SigningKey) -> Result<SignedDocument, ConfigError> {
        self.check_content()?;
        Ok(SignedDocument::sign(DocumentKind::SealConfig, self, root)?)
    }

    /// The configuration in `document`, if the root signed it for `tenant`, it is valid at `now`, and it may
    /// follow `previous`, the last document accepted (invariant 7: rollback is refused).
    pub fn accept(
        document: &SignedDocument,
        root: &PublicKey,
        tenant: TenantId,
        previous: Option<&SignedDocument>,
        now: Millis,
    ) -> Result<Self, ConfigError> {
        let config = Self::read(document, root)?;
        if config.tenant != tenant {
            return Err(ConfigError::OtherTenant);
        }
        config.check_content()?;
        if let Some(previous) = previous {
            let seen = Self::read(previous, root)?.version;
            document.check_successor(config.version, previous, seen)?;
        }
        config.check_valid_at(now)?;
        Ok(config)
    }

    /// Whether objects may be sealed under this configuration at `now`.
    pub fn check_valid_at(&self, now: Millis) -> Result<(), ConfigError> {
        if now < self.valid_from {
            return Err(ConfigError::NotYetValid);
        }
        if now >= self.expires {
            return Err(ConfigError::Expired);
        }
        Ok(())
    }

    /// The suite to seal with.
    pub fn suite(&self) -> Result<Suite, ConfigError> {
        Ok(Suite::try_from(self.suite)?)
    }

    /// To whom to seal.
    pub fn recipients(&self) -> Vec<Recipient> {
        self.recipients.iter().cloned().map(Recipient::from).collect()
    }

    /// The keys that receipts are checked against.
    pub fn trust(&self) -> LogTrust {
        LogTrust {
            log: self.log.clone(),
            vault: Some(self.vault.clone()),
            witnesses: self.witnesses.clone(),
        }
    }

    fn read(document: &SignedDocument, root: &PublicKey) -> Result<Self, ConfigError> {
        let payload = document.verify(DocumentKind::SealConfig, root)?;
        serde_json::from_str(payload).map_err(ConfigError::Malformed)
    }

    fn check_content(&self) -> Result<(), ConfigError> {
        if self.schema != SCHEMA {
            return Err(ConfigError::UnknownSchema(self.schema));
        }
        self.check_recipients()?;
        if self.log.parse::<LogVerifier>().is_err() || self.vault.parse::<CosignerVerifier>().is_err() {
            return Err(ConfigError::VerifierKey);
        }
        if self
            .witnesses
            .as_ref()
            .is_some_and(|them| !them.are_usable(&self.vault))
        {
            return Err(ConfigError::Witnesses);
        }
        let gateways = 1..=MAX_GATEWAYS;
        if !gateways.contains(&self.gateways.len())
            || self.gateways.iter().any(|url| check_gateway_url(url).is_err())
        {
            return Err(ConfigError::Gateways);
        }
        Ok(())
    }

    fn check_recipients(&self) -> Result<(), ConfigError> {
        let suite = self.suite()?;
        let mut ids: Vec<_> = self.recipients.iter().map(|recipient| recipient.key_id).collect();
        ids.sort_unstable();
        ids.dedup();
        let count = self.recipients.len();
        if !(1..=MAX_RECIPIENTS).contains(&count) || ids.len() != count {
            return Err(ConfigError::Recipients);
        }
        let fits = |recipient: Recipient| recipient.check(suite).is_ok();
        if self.recipients().into_iter().all(fits) {
            Ok(())
        } else {
            Err(ConfigError::RecipientKey)
        }
    }
}

fn write_base64<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&URL_SAFE_NO_PAD.encode(bytes))
}

fn read_base64<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    let text = String::deserialize(deserializer)?;
    URL_SAFE_NO_PAD.decode(text).map_err(de::Error::custom)
}

#[cfg(test)]
mod tests;
