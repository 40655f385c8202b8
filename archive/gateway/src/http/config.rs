//! `GET /v1/devices/{device}/config`: the signed documents in force, each with its line in the log, and what the gateway misses.

use std::sync::Arc;

use axum::{Json, extract::State};
use griffie_wire::{
    api::{DeviceConfig, DocumentLines},
    ids::{DeviceId, Millis},
    problem::ProblemKind,
    receipt::Receipt,
    signed::{DocumentKind, SignedDocument},
};
use rusqlite::Connection;
use tlog_tiles::prove_record;

use super::{refusal::Refusal, signed::SignedBy};
use crate::{
    gateway::Gateway,
    limits::RESEND_RANGES,
    store::{StoreError, hashes::StoredHashes, holes, lines, recalls},
    writer::Signed,
};

pub(super) async fn get(
    State(gateway): State<Arc<Gateway>>,
    signed: SignedBy,
) -> Result<Json<DeviceConfig>, Refusal> {
    current(&gateway, signed.device()).await.map(Json)
}

/// What a device is to know now.
pub(super) async fn current(gateway: &Gateway, device: DeviceId) -> Result<DeviceConfig, Refusal> {
    let now = gateway.clock.now();
    let before = Millis(
        now.0
            .saturating_sub(gateway.settings.limits.hole_seconds.saturating_mul(1000)),
    );
    // A document that was set a moment ago: nobody gets it before its line in the log.
    if gateway.readers.read(lines::any_pending).await? {
        gateway.writer.log_documents().await?;
    }
    let signed = gateway.writer.signed();
    let found = gateway.readers.read(move |connection| {
        Ok((
            logged(connection, DocumentKind::SealConfig, &signed)?,
            logged(connection, DocumentKind::Policy, &signed)?,
            holes::due(connection, device, before, RESEND_RANGES)?,
            recalls::of(connection, device, now)?,
        ))
    });
    let (Some(seal_config), Some(policy), resend, recalls) = found.await? else {
        tracing::error!("no configuration yet: run griffie-gateway config set");
        return Err(ProblemKind::Internal.into());
    };
    Ok(DeviceConfig {
        seal_config: seal_config.document,
        policy: policy.document,
        resend,
        server_time: now,
        lines: Some(DocumentLines {
            seal_config: seal_config.line,
            policy: policy.line,
        }),
        recalls,
    })
}

/// A document and the proof of its line.
struct Logged {
    document: SignedDocument,
    line: String,
}

fn logged(
    connection: &Connection,
    kind: DocumentKind,
    signed: &Signed,
) -> Result<Option<Logged>, StoreError> {
    let Some(stored) = lines::newest(connection, kind, signed.size)? else {
        return Ok(None);
    };
    let path = prove_record(signed.size, stored.index, &StoredHashes(connection))
        .map_err(|_| StoreError::Damaged("a proof cannot be made"))?;
    Ok(Some(Logged {
        document: stored.document,
        line: Receipt::build(stored.index, &path, &signed.note, None).text(),
    }))
}
