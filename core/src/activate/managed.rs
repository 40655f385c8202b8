//! An invitation as a device manager (MDM) pushes it: what of the managed configuration an activation needs. Every key that is missing
//! or wrong is named, because the one who has to mend it sits at a console and sees nothing else. Must not know how values are checked.

use std::collections::HashMap;

use griffie_wire::activation::ActivationLink;
use thiserror::Error;
use url::Url;

use crate::managed::{self, Fault, Reading, Values, addresses};

/// Keys without which nothing can be activated, in the order in which they are asked for.
const NEEDED: [&str; 3] = ["policy_public_key", "enrolment_code", "router_url"];
/// And those that bind it further.
const BINDING: [&str; 2] = ["homeserver_url", "allowed_homeservers"];

/// A key that an activation reads, and what is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("managed configuration: {key} {fault}")]
pub struct ManagedError {
    /// Which key.
    pub key: &'static str,
    /// What about it.
    pub fault: Fault,
}

impl ManagedError {
    /// A stable word that names the key: `managed_missing_router_url`, `managed_wrong_enrolment_code` ...
    #[must_use]
    pub fn code(&self) -> &'static str {
        let missing = self.fault == Fault::Missing;
        match self.key {
            "enrolment_code" if missing => "managed_missing_enrolment_code",
            "enrolment_code" => "managed_wrong_enrolment_code",
            "router_url" if missing => "managed_missing_router_url",
            "router_url" => "managed_wrong_router_url",
            "policy_public_key" if missing => "managed_missing_policy_public_key",
            "policy_public_key" => "managed_wrong_policy_public_key",
            "homeserver_url" => "managed_wrong_homeserver_url",
            _ => "managed_wrong_allowed_homeservers",
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
pub(super) fn read(raw: &HashMap<String, String>) -> Option<Result<Managed, ManagedError>> {
    let any = NEEDED
        .iter()
        .chain(&BINDING)
        .any(|key| raw.get(*key).is_some_and(|value| !value.trim().is_empty()));
    any.then(|| activation(&managed::read(raw, None)))
}

fn activation(reading: &Reading) -> Result<Managed, ManagedError> {
    for key in NEEDED {
        right(reading, key)?;
        if reading.values.get(key).is_none() {
            let fault = Fault::Missing;
            return Err(ManagedError { key, fault });
        }
    }
    let link = link(&reading.values).ok_or(ManagedError {
        key: "router_url",
        fault: Fault::Malformed,
    })?;
    for key in BINDING {
        right(reading, key)?;
    }
    let one = addresses(&reading.values, "homeserver_url");
    let homeservers = if one.is_empty() {
        addresses(&reading.values, "allowed_homeservers")
    } else {
        one
    };
    Ok(Managed { link, homeservers })
}

/// Through the text form, so that the same checks hold as for a link; code and root have passed theirs.
fn link(values: &Values) -> Option<ActivationLink> {
    let link = ActivationLink {
        gateway: values.text("router_url")?.to_owned(),
        root: values.text("policy_public_key")?.parse().ok()?,
        code: values.text("enrolment_code")?.parse().ok()?,
    };
    link.to_string().parse().ok()
}

fn right(reading: &Reading, key: &'static str) -> Result<(), ManagedError> {
    match reading.findings.iter().find(|finding| finding.key == key) {
        Some(finding) => Err(ManagedError {
            key,
            fault: finding.fault,
        }),
        None => Ok(()),
    }
}
