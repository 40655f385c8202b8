//! Carries the Olm machine's own requests to the homeserver and their answers back: keys up, keys asked, messages to devices.

use matrix_sdk_crypto::types::requests::{
    AnyOutgoingRequest, KeysQueryRequest, OutgoingRequest, ToDeviceRequest,
};
use ruma::{
    TransactionId,
    api::client::{keys::get_keys, to_device::send_event_to_device},
};

use super::{E2eeError, forgotten};
use crate::{
    net::matrix::{Matrix, MatrixError},
    store::{Store, Unit},
};

/// Requests follow from answers (a key query from an upload); a machine that never has enough is a bug, not a reason to spin.
const ROUNDS: usize = 8;

/// Sends all requests that the machine has. Each answer is taken in by a unit of its own, so nothing is asked twice after a crash.
/// Says whether the badge of somebody is another by them.
pub(crate) async fn pump(store: &Store, matrix: &Matrix) -> Result<bool, E2eeError> {
    let _one_at_a_time = matrix.key_traffic().await;
    pump_alone(store, matrix).await
}

/// [`pump`] for who holds the key traffic already.
pub(super) async fn pump_alone(store: &Store, matrix: &Matrix) -> Result<bool, E2eeError> {
    let mut changed = false;
    for _ in 0..ROUNDS {
        let unit = store.begin("outgoing requests").await?;
        let requests = unit.machine()?.outgoing_requests().await?;
        unit.commit().await?;
        if requests.is_empty() {
            return Ok(changed);
        }
        let mut refused = None;
        for request in requests {
            // One request that the homeserver will not take must not hold up the others.
            match send(store, matrix, &request).await {
                Err(E2eeError::Matrix(error)) => refused = refused.or(Some(error)),
                other => changed |= other?,
            }
        }
        if let Some(error) = refused {
            return Err(error.into());
        }
    }
    Ok(changed)
}

/// [`pump_alone`] for who can go on when the homeserver refuses some request for good: what is missing then shows in what follows.
pub(super) async fn pump_what_goes(store: &Store, matrix: &Matrix) -> Result<(), E2eeError> {
    match pump_alone(store, matrix).await {
        Err(E2eeError::Matrix(error @ MatrixError::Refused { .. })) if !error.is_passing() => {
            tracing::warn!(code = %error, "key requests");
            Ok(())
        }
        other => other.map(drop),
    }
}

/// Sends one; says whether the badge of somebody is another by it.
pub(super) async fn send(
    store: &Store,
    matrix: &Matrix,
    request: &OutgoingRequest,
) -> Result<bool, E2eeError> {
    let id = request.request_id();
    match request.request() {
        AnyOutgoingRequest::KeysUpload(upload) => {
            let answer = matrix.upload_keys(upload.clone()).await?;
            let unit = answered(store).await?;
            unit.machine()?.mark_request_as_sent(id, &answer).await?;
            unit.commit().await?;
        }
        AnyOutgoingRequest::KeysQuery(query) => return query_keys(store, matrix, id, query).await,
        AnyOutgoingRequest::KeysClaim(claim) => {
            let answer = matrix.claim_keys(claim.clone()).await?;
            let unit = answered(store).await?;
            unit.machine()?.mark_request_as_sent(id, &answer).await?;
            unit.commit().await?;
        }
        AnyOutgoingRequest::ToDeviceRequest(request) => to_device(store, matrix, request).await?,
        AnyOutgoingRequest::SignatureUpload(upload) => {
            let answer = matrix.upload_signatures(upload.clone()).await?;
            let unit = answered(store).await?;
            unit.machine()?.mark_request_as_sent(id, &answer).await?;
            unit.commit().await?;
        }
        // Verification inside a room is a message of the user: it must go through the send queue, which journals it. The machine is
        // given no such events, so it has nothing to answer.
        AnyOutgoingRequest::RoomMessage(_) => tracing::warn!("verification in a room was not sent"),
    }
    Ok(false)
}

pub(super) async fn query_keys(
    store: &Store,
    matrix: &Matrix,
    id: &TransactionId,
    query: &KeysQueryRequest,
) -> Result<bool, E2eeError> {
    let mut request = get_keys::v3::Request::new();
    request.timeout = query.timeout;
    request.device_keys.clone_from(&query.device_keys);
    let answer = matrix.query_keys(request.clone()).await?;
    let unit = answered(store).await?;
    unit.machine()?.mark_request_as_sent(id, &answer).await?;
    let forgotten = forgotten::forgotten(unit.machine()?, &request, &answer).await?;
    let users = query.device_keys.keys().map(|user| &**user);
    let changed = super::refresh_trust(&unit, users).await?;
    unit.commit().await?;
    if let Some(keys) = forgotten {
        forgotten::put_up(matrix, &keys).await?;
    }
    Ok(changed)
}

pub(super) async fn to_device(
    store: &Store,
    matrix: &Matrix,
    request: &ToDeviceRequest,
) -> Result<(), E2eeError> {
    let answer = send_to_device(matrix, request).await?;
    let unit = answered(store).await?;
    unit.machine()?
        .mark_request_as_sent(&request.txn_id, &answer)
        .await?;
    Ok(unit.commit().await?)
}

pub(super) async fn send_to_device(
    matrix: &Matrix,
    request: &ToDeviceRequest,
) -> Result<send_event_to_device::v3::Response, E2eeError> {
    let (event_type, txn_id) = (request.event_type.clone(), request.txn_id.clone());
    Ok(matrix
        .send_to_device(event_type, txn_id, request.messages.clone())
        .await?)
}

pub(super) async fn answered(store: &Store) -> Result<Unit, E2eeError> {
    Ok(store.begin("answer to outgoing request").await?)
}
