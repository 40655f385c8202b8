//! What came on a stick: the same checks, log and receipts as over the network, for who may reach the internal socket.
//!
//! No request is signed here: the device is not there. Each object carries its own signature; for files the device signed the manifest,
//! which `griffie-gateway take` checks before it asks. A withdrawn device is refused on either road.

use std::sync::Arc;

use axum::{
    Json,
    body::Body,
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use griffie_wire::{api::Receipts, ids::DeviceId, problem::ProblemKind};

use super::{
    attachments::{self, Range},
    body, objects,
    parameters::Parameters,
    receipts,
    refusal::Refusal,
};
use crate::{gateway::Gateway, intake::signers::Signer};

/// `PUT /carried/{device}/objects/{epoch}/{seq}`
pub(super) async fn object(
    State(gateway): State<Arc<Gateway>>,
    parameters: Parameters,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refusal> {
    let signer = signer(&gateway, &parameters).await?;
    let address = objects::address(signer.device.device, &parameters)?;
    let limit = gateway.settings.limits.object_bytes;
    let held = body::read(&headers, body, limit, &gateway.bodies).await?;
    objects::take(&gateway, &signer, address, held.bytes.clone()).await
}

/// `HEAD /carried/{device}/files/{sha256}`
pub(super) async fn held(
    State(gateway): State<Arc<Gateway>>,
    parameters: Parameters,
) -> Result<Response, Refusal> {
    let signer = signer(&gateway, &parameters).await?;
    attachments::held(&gateway, signer.device.device, parameters.get("sha256")?).await
}

/// `PUT /carried/{device}/files/{sha256}`: the piece that begins at `Upload-Offset`.
pub(super) async fn file(
    State(gateway): State<Arc<Gateway>>,
    parameters: Parameters,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refusal> {
    let signer = signer(&gateway, &parameters).await?;
    let range = Range::read(&gateway, &headers, parameters.get("sha256")?)?;
    let limit = gateway.settings.limits.chunk_bytes;
    let held = body::read(&headers, body, limit, &gateway.bodies).await?;
    attachments::append(&gateway, signer.device.device, range, held).await
}

/// `GET /carried/{device}/receipts?after=&limit=`
pub(super) async fn receipts(
    State(gateway): State<Arc<Gateway>>,
    parameters: Parameters,
    uri: Uri,
) -> Result<Json<Receipts>, Refusal> {
    receipts::page(&gateway, parameters.get("device")?, &uri).await
}

/// The device, if it may write.
async fn signer(gateway: &Gateway, parameters: &Parameters) -> Result<Arc<Signer>, Refusal> {
    let device: DeviceId = parameters.get("device")?;
    let signer = gateway.signers.find(device).await?;
    let signer = signer.ok_or(ProblemKind::DeviceUnknown)?;
    if signer.device.revoked.is_some() {
        return Err(ProblemKind::DeviceRevoked.into());
    }
    Ok(signer)
}
