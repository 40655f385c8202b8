//! An invitation as a device manager (MDM) pushes it: the managed configuration of the app, key by key. Every key that is missing or
//! wrong is named, because the one who has to mend it sits at a console and sees nothing else.

use std::collections::HashMap;

use griffie_wire::{
    activation::{ActivationCode, ActivationLink},
    key::PublicKey,
};
use thiserror::Error;
use url::Url;

/// Longest value that is looked at.
const LONGEST: usize = 4_096;
/// Most homeservers in a list.
const MOST: usize = 64;

/// The keys of the managed configuration that an activation reads. The same names on Android and iOS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ManagedKey {
    /// `enrolment_code`: the activation code of this one device.
    EnrolmentCode,
    /// `router_url`: base URL of the gateway.
    RouterUrl,
    /// `policy_public_key`: the organisation's root key, unpadded url-safe base64.
    PolicyPublicKey,
    /// `homeserver_url`: the only homeserver this device may sign in to.
    HomeserverUrl,
    /// `allowed_homeservers`: JSON list of all it may sign in to.
    AllowedHomeservers,
}

/// What is wrong with a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ManagedFault {
    /// It is not there, or empty.
    #[error("is missing")]
    Missing,
    /// It is there and cannot be what it should be.
    #[error("is wrong")]
    Wrong,
    /// The console did not fill in its own variable: `{{deviceid}}`, `{DeviceUid}`, `$UDID`.
    #[error("still holds a variable of the console")]
    NotFilledIn,
    /// Longer than any such value is.
    #[error("is too long")]
    TooLong,
}

/// A key and what is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("managed configuration: {} {fault}", key.name())]
pub struct ManagedError {
    /// Which key.
    pub key: ManagedKey,
    /// What about it.
    pub fault: ManagedFault,
}

impl ManagedKey {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::EnrolmentCode,
        Self::RouterUrl,
        Self::PolicyPublicKey,
        Self::HomeserverUrl,
        Self::AllowedHomeservers,
    ];

    /// The key as it stands in the managed configuration.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::EnrolmentCode => "enrolment_code",
            Self::RouterUrl => "router_url",
            Self::PolicyPublicKey => "policy_public_key",
            Self::HomeserverUrl => "homeserver_url",
            Self::AllowedHomeservers => "allowed_homeservers",
        }
    }

    fn is(self, fault: ManagedFault) -> ManagedError {
        ManagedError { key: self, fault }
    }
}

impl ManagedError {
    /// A stable word that names the key: `managed_missing_router_url`, `managed_wrong_enrolment_code` ...
    #[must_use]
    pub fn code(&self) -> &'static str {
        let missing = self.fault == ManagedFault::Missing;
        match self.key {
            ManagedKey::EnrolmentCode if missing => "managed_missing_enrolment_code",
            ManagedKey::EnrolmentCode => "managed_wrong_enrolment_code",
            ManagedKey::RouterUrl if missing => "managed_missing_router_url",
            ManagedKey::RouterUrl => "managed_wrong_router_url",
            ManagedKey::PolicyPublicKey if missing => "managed_missing_policy_public_key",
            ManagedKey::PolicyPublicKey => "managed_wrong_policy_public_key",
            ManagedKey::HomeserverUrl => "managed_wrong_homeserver_url",
            ManagedKey::AllowedHomeservers => "managed_wrong_allowed_homeservers",
        }
    }
}

/// What a managed configuration comes to.
pub(super) struct Managed {
    pub(super) link: ActivationLink,
    /// Homeservers that a grant may name; empty: any.
    pub(super) homeservers: Vec<Url>,
}

/// Reads the keys. `None`: none of them is there, so nobody manages this activation.
pub(super) fn read(values: &HashMap<String, String>) -> Option<Result<Managed, ManagedError>> {
    let any = ManagedKey::ALL.iter().any(|key| {
        values
            .get(key.name())
            .is_some_and(|value| !value.trim().is_empty())
    });
    any.then(|| read_all(values))
}

fn read_all(values: &HashMap<String, String>) -> Result<Managed, ManagedError> {
    let root: PublicKey = required(values, ManagedKey::PolicyPublicKey, |text| text.parse().ok())?;
    let code: ActivationCode = required(values, ManagedKey::EnrolmentCode, |text| text.parse().ok())?;
    let gateway = required(values, ManagedKey::RouterUrl, |text| Some(text.to_owned()))?;
    let link = ActivationLink { gateway, root, code };
    // Through the text form, so that the same checks hold as for a link; code and root have passed theirs.
    let link = link
        .to_string()
        .parse()
        .map_err(|_| ManagedKey::RouterUrl.is(ManagedFault::Wrong))?;
    let one = optional(values, ManagedKey::HomeserverUrl, homeserver)?;
    let list = optional(values, ManagedKey::AllowedHomeservers, homeservers)?.unwrap_or_default();
    match &one {
        Some(one) if !list.is_empty() && !list.contains(one) => {
            Err(ManagedKey::AllowedHomeservers.is(ManagedFault::Wrong))
        }
        _ => Ok(Managed {
            link,
            homeservers: one.map_or(list, |one| vec![one]),
        }),
    }
}

fn required<T>(
    values: &HashMap<String, String>,
    key: ManagedKey,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<T, ManagedError> {
    optional(values, key, parse)?.ok_or(key.is(ManagedFault::Missing))
}

fn optional<T>(
    values: &HashMap<String, String>,
    key: ManagedKey,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<Option<T>, ManagedError> {
    let Some(value) = values.get(key.name()) else {
        return Ok(None);
    };
    if value.len() > LONGEST {
        return Err(key.is(ManagedFault::TooLong));
    }
    let value = value.trim();
    if value.is_empty() {
        return Ok(None);
    }
    // None of our values holds these; an unknown variable is left standing as it is by every console.
    if value.contains(['{', '}', '$']) {
        return Err(key.is(ManagedFault::NotFilledIn));
    }
    parse(value).map(Some).ok_or(key.is(ManagedFault::Wrong))
}

fn homeserver(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let plain = url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none()
        && url.has_host();
    let safe = url.scheme() == "https" || (url.scheme() == "http" && crate::net::http::is_loopback(&url));
    (plain && safe).then_some(url)
}

fn homeservers(text: &str) -> Option<Vec<Url>> {
    let list: Vec<String> = serde_json::from_str(text).ok()?;
    if list.is_empty() || list.len() > MOST {
        return None;
    }
    list.iter().map(|url| homeserver(url.trim())).collect()
}
