//! Takes a seal configuration and a policy into force: with the root's signature and a rising version only (invariant 7).

use griffie_wire::{
    api::DeviceConfig,
    ids::{Millis, TenantId},
    key::PublicKey,
    policy::{Policy, PolicyError},
    record::{ConfigFact, Fact},
    seal_config::{ConfigError, SealConfig},
    signed::SignedDocument,
};

use crate::{
    clock::Clock,
    store::{
        StoreError, Unit,
        config::{self, Accepted, Kind},
        journal, routing,
    },
};

/// A document that this device will not follow. The one in force stays.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refused {
    #[error("seal configuration")]
    SealConfig(#[from] ConfigError),
    #[error("policy")]
    Policy(#[from] PolicyError),
}

impl Refused {
    /// Code of the alarm.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::SealConfig(ConfigError::Version(_)) => "seal_config_rolled_back",
            Self::SealConfig(ConfigError::Signed(_)) => "seal_config_not_signed",
            Self::SealConfig(ConfigError::Expired) => "seal_config_expired",
            Self::SealConfig(ConfigError::NotYetValid) => "seal_config_not_yet_valid",
            Self::SealConfig(ConfigError::UnknownSuite(_)) => "seal_config_unknown_suite",
            Self::SealConfig(_) => "seal_config_refused",
            Self::Policy(PolicyError::Version(_)) => "policy_rolled_back",
            Self::Policy(PolicyError::Signed(_)) => "policy_not_signed",
            Self::Policy(_) => "policy_refused",
        }
    }
}

/// Both documents as the device would put them in force. Pure: what was accepted before comes in.
pub(crate) fn judge(
    offered: &DeviceConfig,
    root: &PublicKey,
    tenant: TenantId,
    seen: [Option<&SignedDocument>; 2],
    now: Millis,
) -> Result<Accepted, Refused> {
    let [seen_config, seen_policy] = seen;
    Ok(Accepted {
        seal_config: SealConfig::accept(&offered.seal_config, root, tenant, seen_config, now)?,
        policy: Policy::accept(&offered.policy, root, seen_policy)?,
    })
}

/// Puts the offered documents in force if they may be, and journals the change. A refusal is an alarm, told once.
///
/// Gives what is new; `None` when nothing changed or the offer was refused.
pub(crate) fn take(
    unit: &Unit,
    clock: &dyn Clock,
    offered: &DeviceConfig,
    root: &PublicKey,
    tenant: TenantId,
    now: Millis,
) -> Result<Result<Option<Accepted>, Refused>, StoreError> {
    let seen_config = unit.write(|c| config::document(c, Kind::SealConfig))?;
    let seen_policy = unit.write(|c| config::document(c, Kind::Policy))?;
    let accepted = match judge(
        offered,
        root,
        tenant,
        [seen_config.as_ref(), seen_policy.as_ref()],
        now,
    ) {
        Ok(accepted) => accepted,
        Err(refused) => return Ok(Err(refused)),
    };
    let new_config = seen_config.is_none_or(|seen| seen.payload != offered.seal_config.payload);
    let new_policy = seen_policy.is_none_or(|seen| seen.payload != offered.policy.payload);
    if new_config {
        config::put(
            unit,
            Kind::SealConfig,
            accepted.seal_config.version,
            &offered.seal_config,
        )?;
    }
    if new_policy {
        config::put(unit, Kind::Policy, accepted.policy.version, &offered.policy)?;
    }
    if !new_config && !new_policy {
        return Ok(Ok(None));
    }
    let fact = ConfigFact {
        policy_version: accepted.policy.version,
        seal_config_version: accepted.seal_config.version,
    };
    journal::append(unit, clock, None, Fact::Config(fact))?;
    Ok(Ok(Some(accepted)))
}

/// Journals the alarm about a refused document, once per code.
pub(crate) fn alarm_refused(unit: &Unit, clock: &dyn Clock, refused: &Refused) -> Result<(), StoreError> {
    let detail =
        "the gateway offers a configuration that this device does not accept; the one in force stays";
    routing::alarm(unit, clock, refused.code(), None, detail)?;
    Ok(())
}
