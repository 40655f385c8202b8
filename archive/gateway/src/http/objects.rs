//! `PUT /v1/devices/{device}/objects/{epoch}/{seq}`: a sealed object in, a provisional receipt out.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use griffie_wire::{
    ids::{DeviceId, Epoch, Seq},
    note::LogKey,
    problem::ProblemKind,
    receipt::Receipt,
};
use rusqlite::Connection;
use tlog_tiles::{prove_record, tree_hash};

use super::{body, parameters::Parameters, refusal::Refusal, signed::SignedBy};
use crate::{
    gateway::Gateway,
    intake::{
        object::{self, Address, Expected},
        signers::Signer,
    },
    store::{StoreError, hashes::StoredHashes, objects},
    writer::{Outcome, Upload, UploadError},
};

/// Takes an object. Answers after it is on the disk.
pub(super) async fn put(
    State(gateway): State<Arc<Gateway>>,
    signed: SignedBy,
    body: Body,
) -> Result<Response, Refusal> {
    let address = address(signed.device(), &signed.parameters)?;
    let limit = gateway.settings.limits.object_bytes;
    let held = body::read_signed(&signed.headers, body, limit, &gateway.bodies, &signed.body).await?;
    take(&gateway, &signed.signer, address, held.bytes.clone()).await
}

/// Takes an object of this device, however it came. Answers after it is on the disk.
pub(super) async fn take(
    gateway: &Gateway,
    signer: &Signer,
    address: Address,
    bytes: Bytes,
) -> Result<Response, Refusal> {
    let expected = Expected {
        tenant: gateway.settings.tenant,
        key: &signer.device.public_key,
        suites: &signer.suites,
    };
    let leaf = object::check(&bytes, address, expected).map_err(object::Fault::kind)?;
    let outcome = gateway.writer.upload(Upload { leaf, bytes }).await;
    let (status, receipt) = match outcome.map_err(refusal)? {
        Outcome::New { index, path, note } => {
            (StatusCode::CREATED, Receipt::build(index, &path, &note, None))
        }
        Outcome::Same { index } => {
            let key = Arc::clone(&gateway.log_key);
            let again = gateway
                .readers
                .read(move |connection| given(connection, &key, index));
            (StatusCode::OK, again.await?)
        }
        Outcome::Equivocation => {
            tracing::warn!(device = %address.device, "two objects under one number");
            return Err(ProblemKind::Equivocation.into());
        }
        Outcome::Quota { retry_after_s } => return Err(Refusal::wait(ProblemKind::Quota, retry_after_s)),
    };
    Ok((
        status,
        [(header::CONTENT_TYPE, "text/plain; charset=utf-8")],
        receipt.text(),
    )
        .into_response())
}

/// The place of an object of this device, as the path names it.
pub(super) fn address(device: DeviceId, parameters: &Parameters) -> Result<Address, Refusal> {
    let epoch: Epoch = parameters.get("epoch")?;
    let seq: Seq = parameters.get("seq")?;
    // Numbers start at 1 and fit a database integer.
    if seq.0 == 0 || i64::try_from(seq.0).is_err() {
        return Err(ProblemKind::BadRequest.into());
    }
    Ok(Address { device, epoch, seq })
}

/// The provisional receipt of leaf `index`, byte for byte as it was given the first time: Ed25519 signs the same
/// checkpoint the same way.
fn given(connection: &Connection, key: &LogKey, index: u64) -> Result<Receipt, StoreError> {
    let damaged = |_| StoreError::Damaged("a proof cannot be made");
    let size = objects::receipt_size(connection, index)?;
    let stored = StoredHashes(connection);
    let path = prove_record(size, index, &stored).map_err(damaged)?;
    let root = tree_hash(size, &stored).map_err(damaged)?;
    Ok(Receipt::build(
        index,
        &path,
        &key.sign_checkpoint(size, root),
        None,
    ))
}

fn refusal(error: UploadError) -> Refusal {
    match error {
        UploadError::Busy => Refusal::busy(),
        UploadError::Store(error) => error.into(),
    }
}
