//! `POST /verdicts`: the vault's decisions. Nothing is kept that a device would refuse.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use griffie_wire::{
    api::{StoredObject, Verdicts},
    note::{Checkpointed, add_signature, open_checkpoint},
    problem::ProblemKind,
    receipt::{LogTrust, Receipt, verify_final},
    seal_config::SealConfig,
    signed::DocumentKind,
};
use rusqlite::Connection;
use tlog_tiles::{prove_record, tree_hash};

use super::{body, refusal::Refusal};
use crate::{
    gateway::Gateway,
    limits::VERDICT_BYTES,
    store::{StoreError, config, hashes::StoredHashes, objects, verdicts},
};

/// Longest code of a refusal.
const CODE: usize = 64;

/// Verdicts that have been checked.
struct Checked {
    state: Checkpointed,
    note: String,
    accepted: Vec<(StoredObject, griffie_wire::key::Signature)>,
    rejected: Vec<(StoredObject, String)>,
}

pub(super) async fn post(
    State(gateway): State<Arc<Gateway>>,
    headers: HeaderMap,
    body: Body,
) -> Result<StatusCode, Refusal> {
    let held = body::read(&headers, body, VERDICT_BYTES, &gateway.bodies).await?;
    let given: Verdicts =
        serde_json::from_slice(&held.bytes).map_err(|_| Refusal::from(ProblemKind::BadRequest))?;
    let in_task = Arc::clone(&gateway);
    let checked = gateway
        .readers
        .read(move |connection| Ok(check(&in_task, connection, given)))
        .await??;
    let counts = (checked.accepted.len(), checked.rejected.len());
    gateway
        .writer
        .write(move |transaction| keep(transaction, &checked))
        .await?;
    tracing::info!(accepted = counts.0, rejected = counts.1, "verdicts");
    Ok(StatusCode::NO_CONTENT)
}

fn keep(connection: &Connection, checked: &Checked) -> Result<(), StoreError> {
    if !checked.accepted.is_empty() {
        verdicts::insert_cosigned(connection, checked.state.size, &checked.note)?;
    }
    for (object, accept) in &checked.accepted {
        verdicts::accept(connection, object, checked.state.size, accept)?;
    }
    for (object, code) in &checked.rejected {
        verdicts::reject(connection, object, code)?;
    }
    Ok(())
}

fn check(gateway: &Gateway, connection: &Connection, given: Verdicts) -> Result<Checked, Refusal> {
    let trust = LogTrust {
        log: gateway.log_key.vkey(),
        vault: Some(vault(connection)?),
        witnesses: None,
    };
    let note = add_signature(&given.checkpoint, &given.cosignature).map_err(|_| ProblemKind::BadRequest)?;
    let state = open_checkpoint(&note, gateway.log_key.verifier()).map_err(|_| ProblemKind::Signature)?;
    let stored = StoredHashes(connection);
    if state.size > gateway.writer.signed().size
        || tree_hash(state.size, &stored).ok().as_ref() != Some(&state.root)
    {
        // Our key has signed another log than the one here: somebody restored an old copy of one of them.
        tracing::error!("a checkpoint with our signature does not fit the log");
        return Err(ProblemKind::Equivocation.into());
    }
    let object = |index: u64| -> Result<StoredObject, Refusal> {
        let found = objects::at_leaf(connection, index)?.filter(|object| object.index < state.size);
        found.ok_or_else(|| ProblemKind::NotFound.into())
    };
    let mut accepted = Vec::with_capacity(given.accepted.len());
    for verdict in given.accepted {
        let object = object(verdict.index)?;
        let path = prove_record(state.size, object.index, &stored).map_err(|_| ProblemKind::NotFound)?;
        let receipt = Receipt::build(object.index, &path, &note, Some(verdict.accept));
        verify_final(&receipt, &object.leaf(), &trust).map_err(|_| ProblemKind::Signature)?;
        accepted.push((object, verdict.accept));
    }
    let mut rejected = Vec::with_capacity(given.rejected.len());
    for verdict in given.rejected {
        if !is_code(&verdict.code) {
            return Err(ProblemKind::BadRequest.into());
        }
        rejected.push((object(verdict.index)?, verdict.code));
    }
    Ok(Checked {
        state,
        note,
        accepted,
        rejected,
    })
}

/// Refusals are stable codes, not texts; `accepted` is none.
fn is_code(code: &str) -> bool {
    (1..=CODE).contains(&code.len())
        && code != verdicts::ACCEPTED
        && code
            .bytes()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'_')
}

/// The vault's verifier key, from the configuration that the root signed.
fn vault(connection: &Connection) -> Result<String, Refusal> {
    let document = config::newest(connection, DocumentKind::SealConfig)?.ok_or(ProblemKind::Internal)?;
    // Its signature was checked when it was set; the database is ours.
    let config: SealConfig = serde_json::from_str(&document.payload).map_err(|_| ProblemKind::Internal)?;
    Ok(config.vault)
}
