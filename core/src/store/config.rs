//! The seal configuration and the policy that this device accepted last, and the seal configurations before. A version never goes
//! back: triggers refuse it, and keep the history.
//!
//! Must not decide what to accept: callers bring documents that `griffie-wire` accepted by the root's signature.

use griffie_wire::{
    ids::Millis,
    policy::Policy,
    record::ConfigFact,
    seal_config::SealConfig,
    signed::{DocumentKind, SignedDocument},
};
use rusqlite::{Connection, OptionalExtension, named_params};
use serde::de::DeserializeOwned;

use super::{StoreError, Unit};

/// Both documents in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Accepted {
    pub(crate) seal_config: SealConfig,
    pub(crate) policy: Policy,
}

/// What is in force; `None` before activation.
pub(crate) fn accepted(c: &Connection) -> Result<Option<Accepted>, StoreError> {
    let (Some(seal_config), Some(policy)) = (read(c, DocumentKind::SealConfig)?, policy(c)?) else {
        return Ok(None);
    };
    Ok(Some(Accepted { seal_config, policy }))
}

/// The policy in force; `None` before activation.
pub(crate) fn policy(c: &Connection) -> Result<Option<Policy>, StoreError> {
    read(c, DocumentKind::Policy)
}

/// Whether a field of one of these names is written in the policy in force: a look that costs less than reading it.
pub(crate) fn says(c: &Connection, [one, other]: [&str; 2]) -> Result<bool, StoreError> {
    Ok(c.prepare_cached(
        "SELECT 1 FROM accepted_config WHERE kind = 'policy'
             AND (instr(document, :one) > 0 OR instr(document, :other) > 0)",
    )?
    .exists(named_params! { ":one": one, ":other": other })?)
}

/// The seal configurations that were ever in force here, from version `since` on, newest first.
pub(crate) fn seal_configs_since(c: &Connection, since: u32) -> Result<Vec<SealConfig>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT document FROM seal_config_history WHERE version >= :since ORDER BY version DESC",
    )?;
    let texts = statement.query_map(named_params! { ":since": since }, |row| row.get::<_, String>(0))?;
    texts
        .map(|text| {
            let document: SignedDocument = serde_json::from_str(&text?)?;
            Ok(serde_json::from_str(&document.payload)?)
        })
        .collect()
}

/// The document last accepted, with its signature.
pub(crate) fn document(c: &Connection, kind: DocumentKind) -> Result<Option<SignedDocument>, StoreError> {
    let text: Option<String> = c
        .prepare_cached("SELECT document FROM accepted_config WHERE kind = :kind")?
        .query_row(named_params! { ":kind": kind.name() }, |row| row.get(0))
        .optional()?;
    Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
}

/// Puts an accepted document in force.
pub(crate) fn put(
    unit: &Unit,
    kind: DocumentKind,
    version: u32,
    document: &SignedDocument,
) -> Result<(), StoreError> {
    let text = serde_json::to_string(document)?;
    unit.write(|c| put_text(c, kind, version, &text))
}

fn put_text(c: &Connection, kind: DocumentKind, version: u32, text: &str) -> Result<(), StoreError> {
    c.prepare_cached(
        "INSERT INTO accepted_config (kind, version, document) VALUES (:kind, :version, :document)
         ON CONFLICT (kind) DO UPDATE SET version = excluded.version, document = excluded.document",
    )?
    .execute(named_params! { ":kind": kind.name(), ":version": version, ":document": text })?;
    Ok(())
}

/// Keeps an accepted policy until it begins. A newer one takes its place.
pub(crate) fn put_next(
    unit: &Unit,
    version: u32,
    from: Millis,
    document: &SignedDocument,
) -> Result<(), StoreError> {
    let text = serde_json::to_string(document)?;
    unit.write(|c| {
        c.prepare_cached(
            "INSERT INTO next_policy (id, version, valid_from, document) VALUES (1, :version, :from, :document)
             ON CONFLICT (id) DO UPDATE SET version = excluded.version, valid_from = excluded.valid_from,
                 document = excluded.document",
        )?
        .execute(named_params! { ":version": version, ":from": from.0, ":document": text })?;
        Ok(())
    })
}

/// A policy that was to begin later is overtaken by the one in force.
pub(crate) fn drop_next(c: &Connection) -> Result<(), StoreError> {
    c.prepare_cached("DELETE FROM next_policy")?.execute([])?;
    Ok(())
}

/// The policy accepted last, whether it has begun or not.
pub(crate) fn newest_policy(c: &Connection) -> Result<Option<SignedDocument>, StoreError> {
    let text: Option<String> = c
        .prepare_cached("SELECT document FROM next_policy")?
        .query_row([], |row| row.get(0))
        .optional()?;
    match text {
        Some(text) => Ok(Some(serde_json::from_str(&text)?)),
        None => document(c, DocumentKind::Policy),
    }
}

/// Whether a policy begins now. Who leaves needs none any more.
pub(crate) fn is_beginning(c: &Connection, now: Millis) -> Result<bool, StoreError> {
    Ok(c.prepare_cached(
        "SELECT 1 FROM next_policy WHERE valid_from <= :now AND NOT EXISTS (SELECT 1 FROM leaving)",
    )?
    .exists(named_params! { ":now": now.0 })?)
}

/// Puts the policy in force whose moment has come. Says what is in force then; nothing when none begins.
pub(crate) fn begin(c: &Connection, now: Millis) -> Result<Option<ConfigFact>, StoreError> {
    let due: Option<(u32, String)> = c
        .prepare_cached("DELETE FROM next_policy WHERE valid_from <= :now RETURNING version, document")?
        .query_row(named_params! { ":now": now.0 }, |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let Some((version, text)) = due else {
        return Ok(None);
    };
    put_text(c, DocumentKind::Policy, version, &text)?;
    let seal_config: Option<SealConfig> = read(c, DocumentKind::SealConfig)?;
    Ok(Some(ConfigFact {
        policy_version: version,
        seal_config_version: seal_config.ok_or(StoreError::NotSignedIn)?.version,
    }))
}

fn read<T: DeserializeOwned>(c: &Connection, kind: DocumentKind) -> Result<Option<T>, StoreError> {
    let Some(document) = document(c, kind)? else {
        return Ok(None);
    };
    Ok(Some(serde_json::from_str(&document.payload)?))
}
