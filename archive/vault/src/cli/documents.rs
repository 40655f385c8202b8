//! `seal-config sign` and `policy sign`: what devices obey, signed by the offline root.

use std::{
    collections::BTreeSet,
    fs::OpenOptions,
    io::Write as _,
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::{Args, Subcommand};
use griffie_wire::{
    Millis, SigningKey, TenantId,
    note::Witnesses,
    policy::{Capture, Disclaimer, Feature, Media, Personal, Policy, QuietHours},
    seal_config::{RecipientKey, SCHEMA, SealConfig},
    signed::SignedDocument,
};

use jiff::Timestamp;
use serde::Deserialize;

use super::{Failure, Outcome, say};
use crate::{
    clock::{Clock as _, SystemClock},
    error::VaultError,
    keys::{Custody as _, FileKeys, read_secret},
    vault::{COSIGNER_NAME, Vault},
};

const DAY: u64 = 86_400_000;

#[derive(Debug, Subcommand)]
pub(super) enum SealConfigCommand {
    /// Sign a seal configuration with the keys of this vault as recipient and co-signer.
    Sign(SealConfigArgs),
}

#[derive(Debug, Args)]
pub(super) struct SealConfigArgs {
    /// Folder of the vault.
    #[arg(long)]
    dir: PathBuf,
    /// The root's private key.
    #[arg(long)]
    root_key: PathBuf,
    /// Verifier key of the gateway's log, as `griffie-gateway init` printed it.
    #[arg(long)]
    log_key: String,
    /// Base URL of a gateway; repeat for more.
    #[arg(long, required = true)]
    gateway: Vec<String>,
    /// The organisation, 32 hex characters.
    #[arg(long)]
    tenant: TenantId,
    /// Higher than every version before.
    #[arg(long)]
    version: u32,
    /// Verifier key of an independent witness; repeat for more. Without their co-signatures no receipt is final.
    #[arg(long)]
    witness: Vec<String>,
    /// So many of the witnesses, at least.
    #[arg(long, default_value_t = 1)]
    witness_quorum: u8,
    /// Valid this many days.
    #[arg(long, default_value_t = 365)]
    days: u32,
    /// File to write.
    #[arg(long)]
    out: PathBuf,
}

#[derive(Debug, Subcommand)]
pub(super) enum PolicyCommand {
    /// Sign a policy; what is not given is as in the standard policy.
    Sign(PolicyArgs),
}

#[derive(Debug, Args)]
pub(super) struct PolicyArgs {
    /// The root's private key.
    #[arg(long)]
    root_key: PathBuf,
    /// Name for people and audits.
    #[arg(long, default_value = "standaard")]
    id: String,
    /// Higher than every version before.
    #[arg(long)]
    version: u32,
    #[arg(long)]
    segment_seconds: Option<u32>,
    #[arg(long)]
    batch_max_events: Option<u32>,
    #[arg(long)]
    batch_max_bytes: Option<u64>,
    #[arg(long)]
    prune_after_seconds: Option<u64>,
    #[arg(long)]
    outbox_limit_bytes: Option<u64>,
    #[arg(long)]
    max_attachment_bytes: Option<u64>,
    /// The organisation, 32 hex characters. With it the policy is of schema 2, which devices of before do not take.
    #[arg(long)]
    tenant: Option<TenantId>,
    /// Moment of its beginning, for example 2026-12-01T00:00:00+01:00; now when not given.
    #[arg(long, requires = "tenant")]
    valid_from: Option<Timestamp>,
    /// What the vault has for certain leaves the phone after so many days, also from the screen; 0: at once.
    #[arg(long, requires = "tenant")]
    history_days: Option<u16>,
    /// JSON file with rules for people (docs/formats/policy.md). With it the policy is of schema 3 or 4, which devices of before do not take.
    #[arg(long, requires = "tenant")]
    rules: Option<PathBuf>,
    /// File to write.
    #[arg(long)]
    out: PathBuf,
    /// Folder of a vault that keeps a copy for evidence bundles.
    #[arg(long)]
    dir: Option<PathBuf>,
}

/// The sections of a policy that are too long for options.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Rules {
    personal: Option<Personal>,
    disclaimer: Option<Disclaimer>,
    quiet_hours: Option<QuietHours>,
    blocked: BTreeSet<Feature>,
    capture: Option<Capture>,
    media: Option<Media>,
    backfill_days: Option<u16>,
}

pub(super) fn seal_config(command: SealConfigCommand) -> Result<Outcome, Failure> {
    let SealConfigCommand::Sign(args) = command;
    let root = root_key(&args.root_key)?;
    let vault = Vault::open(&args.dir, Arc::new(SystemClock))?;
    if root.public() != vault.root()? {
        return Err(VaultError::OtherSetting("root key").into());
    }
    let keys = FileKeys::load(&args.dir, COSIGNER_NAME)?;
    let now = SystemClock.now();
    let suite = keys.suite().byte();
    let config = SealConfig {
        schema: SCHEMA,
        tenant: args.tenant,
        version: args.version,
        suite,
        recipients: vec![RecipientKey::from(keys.recipient().clone())],
        // A day back, for devices whose clock is a little slow.
        valid_from: Millis(now.0.saturating_sub(DAY)),
        expires: Millis(now.0.saturating_add(u64::from(args.days) * DAY)),
        log: args.log_key.clone(),
        vault: keys.cosigner().vkey(),
        witnesses: (!args.witness.is_empty()).then_some(Witnesses {
            quorum: args.witness_quorum,
            keys: args.witness,
        }),
        gateways: args.gateway,
    };
    let signed = config.sign(&root)?;
    vault.pin_tenant_and_log(args.tenant, &args.log_key)?;
    write(&args.out, &signed)?;
    keep(&args.dir, &format!("seal-config-{}.json", args.version), &signed)?;
    say(&format!("seal configuration {} signed", args.version));
    Ok(Outcome::Clean)
}

pub(super) fn policy(command: PolicyCommand) -> Result<Outcome, Failure> {
    let PolicyCommand::Sign(args) = command;
    let root = root_key(&args.root_key)?;
    let now = SystemClock.now();
    let standard = standard(&args, now)?;
    let policy = Policy {
        segment_seconds: args.segment_seconds.unwrap_or(standard.segment_seconds),
        batch_max_events: args.batch_max_events.unwrap_or(standard.batch_max_events),
        batch_max_bytes: args.batch_max_bytes.unwrap_or(standard.batch_max_bytes),
        prune_after_seconds: args.prune_after_seconds.unwrap_or(standard.prune_after_seconds),
        outbox_limit_bytes: args.outbox_limit_bytes.unwrap_or(standard.outbox_limit_bytes),
        max_attachment_bytes: args.max_attachment_bytes.unwrap_or(standard.max_attachment_bytes),
        history_days: args.history_days,
        ..standard
    };
    let policy = match &args.rules {
        Some(path) => with_rules(policy, path)?,
        None => policy,
    };
    policy.check_beginning(now)?;
    let signed = policy.sign(&root)?;
    write(&args.out, &signed)?;
    if let Some(dir) = &args.dir {
        keep(dir, &format!("policy-{}.json", args.version), &signed)?;
    }
    say(&format!("policy {} signed", args.version));
    Ok(Outcome::Clean)
}

/// The policy that the options change: of schema 2 for an organisation, else of schema 1.
fn standard(args: &PolicyArgs, now: Millis) -> Result<Policy, Failure> {
    let standard = Policy::standard(&args.id, args.version);
    let Some(tenant) = args.tenant else {
        return Ok(standard);
    };
    let from = match args.valid_from {
        Some(from) => Millis(u64::try_from(from.as_millisecond()).map_err(|_| "before 1970")?),
        None => now,
    };
    Ok(standard.beginning(tenant, from))
}

/// The policy with the rules in a file. What the file has and nobody knows is refused, with its place.
fn with_rules(policy: Policy, path: &Path) -> Result<Policy, Failure> {
    let text = std::fs::read_to_string(path)?;
    let rules: Rules = serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    let policy = Policy {
        personal: rules.personal,
        disclaimer: rules.disclaimer,
        quiet_hours: rules.quiet_hours,
        blocked: rules.blocked,
        capture: rules.capture,
        media: rules.media,
        backfill_days: rules.backfill_days,
        ..policy
    };
    Ok(policy.in_least_schema())
}

fn root_key(path: &Path) -> Result<SigningKey, Failure> {
    let bytes = read_secret(path)?;
    let seed = bytes
        .as_slice()
        .try_into()
        .map_err(|_| "the file does not hold a root key")?;
    Ok(SigningKey::from_seed(seed))
}

/// A copy in the vault: evidence bundles carry what the root signed.
fn keep(dir: &Path, name: &str, document: &SignedDocument) -> Result<(), Failure> {
    let folder = dir.join("documents");
    std::fs::create_dir_all(&folder)?;
    write(&folder.join(name), document)
}

fn write(path: &Path, document: &SignedDocument) -> Result<(), Failure> {
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .open(path)?;
    file.write_all(&serde_json::to_vec(document)?)?;
    Ok(file.sync_all()?)
}

#[cfg(test)]
mod tests;
