//! By what others can know this device and this user, and whom this device seals for: what a user compares with a colleague or with
//! the administrator. Public keys only.

use griffie_wire::key::PublicKey;
use serde::Serialize;

use super::Griffie;
use crate::{
    e2ee,
    error::Error,
    store::{config, identity},
};

/// The own safety data. Fingerprints are the keys themselves, in groups of four characters, to be read aloud.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Safety {
    /// Matrix user id.
    pub user_id: String,
    /// Matrix device id.
    pub matrix_device: String,
    /// Ed25519 key of the Matrix device (unpadded base64, as in other Matrix apps).
    pub device_fingerprint: String,
    /// Master key of the user's cross-signing identity; `None` before there is one.
    pub identity_fingerprint: Option<String>,
    /// Whether that identity vouches for this device.
    pub cross_signed: bool,
    /// The organisation's root (unpadded url-safe base64, as in the invitation): it alone decides for whom this device seals.
    pub archive_root: String,
    /// Key ids of all for whom this device seals, hexadecimal.
    pub archive_keys: Vec<String>,
    /// Version of the policy in force.
    pub policy_version: u32,
    /// Version of the seal configuration in force.
    pub seal_config_version: u32,
    /// Our device id at the gateway, hexadecimal.
    pub gateway_device: String,
}

impl Griffie {
    /// The own safety data.
    ///
    /// # Errors
    /// [`Error::NotSignedIn`], [`Error::Storage`].
    pub async fn safety(&self) -> Result<Safety, Error> {
        let store = &self.parts.store;
        let (identity, accepted) = store.read(|c| Ok((identity::require(c)?, config::accepted(c)?)))?;
        let accepted = accepted.ok_or(Error::NotSignedIn)?;
        let own = e2ee::own_keys(store).await?;
        Ok(Safety {
            user_id: identity.user_id,
            matrix_device: identity.matrix_device,
            device_fingerprint: in_fours(&own.device),
            identity_fingerprint: own.identity.as_deref().map(in_fours),
            cross_signed: own.cross_signed,
            archive_root: root(&identity.root),
            archive_keys: accepted
                .seal_config
                .recipients
                .iter()
                .map(|recipient| in_fours(&recipient.key_id.to_string()))
                .collect(),
            policy_version: accepted.policy.version,
            seal_config_version: accepted.seal_config.version,
            gateway_device: identity.device.to_string(),
        })
    }
}

fn root(key: &PublicKey) -> String {
    in_fours(&key.to_string())
}

/// `abcdefghij` as `abcd efgh ij`.
pub(super) fn in_fours(key: &str) -> String {
    let mut text = String::with_capacity(key.len() * 5 / 4);
    for (place, character) in key.chars().enumerate() {
        if place > 0 && place % 4 == 0 {
            text.push(' ');
        }
        text.push(character);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_the_whole_key_in_fours() {
        assert_eq!(in_fours("abcdefghij"), "abcd efgh ij");
        assert_eq!(in_fours("abcdefgh"), "abcd efgh");
        assert_eq!(in_fours(""), "");
    }
}
