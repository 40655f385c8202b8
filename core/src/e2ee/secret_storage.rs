//! Secret storage of the Matrix specification (`m.secret_storage.v1.aes-hmac-sha2`): the key that a person writes down, and what it
//! seals for the account data of the homeserver. Other Matrix apps read and write the same.

use matrix_sdk_crypto::secret_storage::{AesHmacSha2EncryptedData, DecodeError, SecretStorageKey};
use ruma::events::{
    EventContentFromType, secret::request::SecretName, secret_storage::key::SecretStorageKeyEventContent,
};
use serde::Deserialize;
use serde_json::{Value, json, value::RawValue};
use zeroize::Zeroizing;

/// Type under which account data names the key in use: `{key: <key id>}`.
pub(crate) const DEFAULT_KEY: &str = "m.secret_storage.default_key";

/// The name of the backup's key in secret storage.
pub(crate) const BACKUP: &str = "m.megolm_backup.v1";

/// Bytes of a typed recovery key at most: it has 48 characters and white space. Reading base58 takes the square of its length.
const LONGEST_KEY: usize = 512;

/// Why a secret stays closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum SecretError {
    /// The text is no recovery key: characters are missing or wrong.
    #[error("no recovery key")]
    Malformed,
    /// It is one, and not of this secret storage.
    #[error("another recovery key")]
    Wrong,
    /// What the homeserver holds is not what the specification says.
    #[error("unusable secret storage")]
    Unusable,
}

/// The key of the user's secret storage: the recovery key.
pub(crate) struct StorageKey(SecretStorageKey);

#[derive(Deserialize)]
struct Sealed<'a> {
    #[serde(borrow)]
    encrypted: std::collections::BTreeMap<String, &'a RawValue>,
}

impl StorageKey {
    /// A random one.
    pub(crate) fn new() -> Self {
        Self(SecretStorageKey::new())
    }

    /// Reads what a person typed or scanned; white space does not count. The description tells whether it is the right one.
    pub(crate) fn open(text: &str, key_id: &str, description: &RawValue) -> Result<Self, SecretError> {
        if text.len() > LONGEST_KEY {
            return Err(SecretError::Malformed);
        }
        let event_type = description_type(key_id);
        let mut content = SecretStorageKeyEventContent::from_parts(&event_type, description)
            .map_err(|_| SecretError::Unusable)?;
        // A key from a passphrase has its base58 form too; stretching a passphrase as often as a server says is not for us.
        content.passphrase = None;
        SecretStorageKey::from_account_data(text, content)
            .map(Self)
            .map_err(|error| match error {
                DecodeError::Mac(_) => SecretError::Wrong,
                DecodeError::MacLength(..)
                | DecodeError::IvLength(..)
                | DecodeError::UnsupportedAlgorithm(_)
                | DecodeError::KdfIterationCount(_) => SecretError::Unusable,
                _ => SecretError::Malformed,
            })
    }

    /// As a person writes it down: base58 in fours.
    pub(crate) fn text(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.to_base58())
    }

    /// Its name in secret storage.
    pub(crate) fn id(&self) -> &str {
        self.0.key_id()
    }

    /// Content of `m.secret_storage.key.<id>`.
    pub(crate) fn description(&self) -> Result<Value, SecretError> {
        serde_json::to_value(self.0.event_content()).map_err(|_| SecretError::Unusable)
    }

    /// Content of the account data that keeps this secret.
    pub(crate) fn seal(&self, name: &str, secret: &str) -> Result<Value, SecretError> {
        let sealed = self
            .0
            .encrypt(secret.as_bytes().to_vec(), &SecretName::from(name));
        let sealed = serde_json::to_value(sealed).map_err(|_| SecretError::Unusable)?;
        Ok(json!({ "encrypted": { self.id(): sealed } }))
    }

    /// Opens such content.
    pub(crate) fn unseal(&self, name: &str, content: &RawValue) -> Result<Zeroizing<String>, SecretError> {
        let sealed: Sealed<'_> = serde_json::from_str(content.get()).map_err(|_| SecretError::Unusable)?;
        let sealed = sealed.encrypted.get(self.id()).ok_or(SecretError::Unusable)?;
        let sealed: AesHmacSha2EncryptedData =
            serde_json::from_str(sealed.get()).map_err(|_| SecretError::Unusable)?;
        let clear = self
            .0
            .decrypt(&sealed, &SecretName::from(name))
            .map_err(|_| SecretError::Wrong)?;
        String::from_utf8(clear)
            .map(Zeroizing::new)
            .map_err(|_| SecretError::Unusable)
    }
}

/// Type of the account data that describes this key.
pub(crate) fn description_type(key_id: &str) -> String {
    format!("m.secret_storage.key.{key_id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(value: &Value) -> Box<RawValue> {
        serde_json::value::to_raw_value(value).unwrap()
    }

    #[test]
    fn what_is_typed_opens_what_was_sealed_whatever_the_spaces() {
        let key = StorageKey::new();
        let sealed = raw(&key.seal(BACKUP, "geheim").unwrap());
        let described = raw(&key.description().unwrap());
        for text in [
            key.text().to_string(),
            key.text().replace(' ', ""),
            format!("\n {}\t", *key.text()),
        ] {
            let again = StorageKey::open(&text, key.id(), &described).unwrap();
            assert_eq!(*again.unseal(BACKUP, &sealed).unwrap(), "geheim");
        }
        // A secret under another name is another secret.
        assert_eq!(key.unseal("m.other", &sealed).unwrap_err(), SecretError::Wrong);
    }

    #[test]
    fn a_mistyped_key_and_the_key_of_somebody_else_are_told_apart() {
        let key = StorageKey::new();
        let described = raw(&key.description().unwrap());
        let opened = |text: &str| {
            StorageKey::open(text, key.id(), &described)
                .map(|_| ())
                .unwrap_err()
        };
        assert_eq!(opened(&StorageKey::new().text()), SecretError::Wrong);
        let mut mistyped = key.text().to_string();
        let last = mistyped.pop().unwrap();
        mistyped.push(if last == 'z' { 'y' } else { 'z' });
        let cut: String = key.text().chars().take(20).collect();
        let huge = "z".repeat(4 << 20);
        for text in ["", "hallo", "0OIl 0OIl", &mistyped, &cut, &huge] {
            assert_eq!(opened(text), SecretError::Malformed, "{text:.60}");
        }
    }

    #[test]
    fn what_a_homeserver_may_hold_instead_is_an_error_and_no_panic() {
        let key = StorageKey::new();
        for description in [
            json!({}),
            json!({ "algorithm": "m.other" }),
            json!({ "algorithm": "m.secret_storage.v1.aes-hmac-sha2", "iv": "AA", "mac": "AA" }),
            json!([]),
        ] {
            let opened = StorageKey::open(&key.text(), key.id(), &raw(&description));
            assert!(
                matches!(opened, Err(SecretError::Unusable | SecretError::Wrong)),
                "{description}"
            );
        }
        let id = key.id();
        for sealed in [
            json!({}),
            json!({ "encrypted": {} }),
            json!({ "encrypted": { id: 5 } }),
            json!({ "encrypted": { id: { "iv": "", "ciphertext": "", "mac": "" } } }),
        ] {
            let opened = key.unseal(BACKUP, &raw(&sealed));
            assert_eq!(opened.unwrap_err(), SecretError::Unusable, "{sealed}");
        }
    }
}
