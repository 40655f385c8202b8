//! Takes a seal configuration and a policy into force: with the root's signature, a rising version
//! and a line in the log only (invariant 7, D23).

use griffie_wire::{
    api::DeviceConfig,
    ids::{Millis, TenantId},
    key::PublicKey,
    leaf::document::DocumentLeaf,
    policy::{Policy, PolicyError},
    receipt::{Receipt, ReceiptError, verify_document},
    record::{ConfigFact, Fact},
    seal_config::{ConfigError, SealConfig},
    signed::{DocumentKind, SignedDocument},
};

use crate::{
    clock::Clock,
    store::{
        StoreError, Unit,
        config::{self, Accepted},
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
    /// The gateway hands out a document that its log does not have, or does not prove (D23).
    #[error("{} outside the log", .0.name())]
    NotInLog(DocumentKind, #[source] Option<ReceiptError>),
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
            Self::Policy(PolicyError::UnknownSchema(_)) => "policy_newer_schema",
            Self::Policy(PolicyError::OtherOrganisation) => "policy_of_others",
            Self::Policy(_) => "policy_refused",
            Self::NotInLog(DocumentKind::SealConfig, _) => "seal_config_not_in_log",
            Self::NotInLog(DocumentKind::Policy, _) => "policy_not_in_log",
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
    let accepted = Accepted {
        seal_config: SealConfig::accept(&offered.seal_config, root, tenant, seen_config, now)?,
        policy: Policy::accept(&offered.policy, root, tenant, seen_policy)?,
    };
    let log = &accepted.seal_config.log;
    let lines = offered.lines.as_ref();
    if is_new(seen_config, &offered.seal_config) {
        let leaf = DocumentLeaf::of(
            DocumentKind::SealConfig,
            accepted.seal_config.version,
            &offered.seal_config,
        );
        in_log(&leaf, lines.map(|lines| lines.seal_config.as_str()), log)?;
    }
    if is_new(seen_policy, &offered.policy) {
        let leaf = DocumentLeaf::of(DocumentKind::Policy, accepted.policy.version, &offered.policy);
        in_log(&leaf, lines.map(|lines| lines.policy.as_str()), log)?;
    }
    Ok(accepted)
}

fn is_new(seen: Option<&SignedDocument>, offered: &SignedDocument) -> bool {
    seen.is_none_or(|seen| seen.payload != offered.payload)
}

/// A document that is new here must be a line of the log that the root named: no change without a trace (D23). One that was accepted
/// before needs no proof, so that a gateway of before document lines serves its devices on until the next change.
fn in_log(leaf: &DocumentLeaf, line: Option<&str>, log: &str) -> Result<(), Refused> {
    let outside = |error| Refused::NotInLog(leaf.kind, error);
    let receipt = Receipt::parse(line.ok_or_else(|| outside(None))?).map_err(|error| outside(Some(error)))?;
    verify_document(&receipt, leaf, log).map_err(|error| outside(Some(error)))?;
    Ok(())
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
    let seen_config = unit.write(|c| config::document(c, DocumentKind::SealConfig))?;
    let seen_policy = unit.write(config::newest_policy)?;
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
    let new_config = is_new(seen_config.as_ref(), &offered.seal_config);
    let new_policy = is_new(seen_policy.as_ref(), &offered.policy);
    if new_config {
        config::put(
            unit,
            DocumentKind::SealConfig,
            accepted.seal_config.version,
            &offered.seal_config,
        )?;
    }
    if !new_config && !new_policy {
        return Ok(Ok(None));
    }
    if new_policy {
        take_policy(unit, clock, &accepted.policy, &offered.policy)?;
    }
    let in_force = unit.write(config::accepted)?.ok_or(StoreError::NotSignedIn)?;
    if new_config || in_force.policy.version == accepted.policy.version {
        let fact = ConfigFact {
            policy_version: in_force.policy.version,
            seal_config_version: in_force.seal_config.version,
        };
        journal::append(unit, clock, None, Fact::Config(fact))?;
    }
    Ok(Ok(Some(in_force)))
}

/// In force at once, or kept until it begins; who has no policy yet takes the first one as it is.
fn take_policy(
    unit: &Unit,
    clock: &dyn Clock,
    policy: &Policy,
    document: &SignedDocument,
) -> Result<(), StoreError> {
    let none_yet = unit.write(config::policy)?.is_none();
    match policy.valid_from {
        Some(from) if from > clock.now() && !none_yet => {
            config::put_next(unit, policy.version, from, document)
        }
        _ => {
            config::put(unit, DocumentKind::Policy, policy.version, document)?;
            unit.write(config::drop_next)
        }
    }
}

/// Journals the alarm about a refused document, once per code.
pub(crate) fn alarm_refused(unit: &Unit, clock: &dyn Clock, refused: &Refused) -> Result<(), StoreError> {
    let detail =
        "the gateway offers a configuration that this device does not accept; the one in force stays";
    routing::alarm(unit, clock, refused.code(), None, detail)?;
    Ok(())
}
