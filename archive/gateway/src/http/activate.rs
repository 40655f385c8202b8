//! `POST /v1/activate`: a code and a device key in, a grant out.

use std::sync::Arc;

use axum::{Json, body::Body, extract::State, http::HeaderMap};
use griffie_wire::{
    api::{ActivateRequest, Grant},
    ids::DeviceId,
    problem::ProblemKind,
};

use super::{body, config, parameters::Source, refusal::Refusal};
use crate::{
    activate::redeem::{Redeemed, redeem},
    gateway::Gateway,
    limits::JSON_BYTES,
    store::{codes, devices::Device},
};

/// Longest text a device may say about itself.
const ABOUT: usize = 200;

pub(super) async fn post(
    State(gateway): State<Arc<Gateway>>,
    source: Source,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Grant>, Refusal> {
    let held = body::read(&headers, body, JSON_BYTES, &gateway.bodies).await?;
    let request: ActivateRequest =
        serde_json::from_slice(&held.bytes).map_err(|_| Refusal::from(ProblemKind::BadRequest))?;
    if request.os.len() > ABOUT || request.core_version.len() > ABOUT {
        return Err(ProblemKind::BadRequest.into());
    }
    // Without configuration there is nothing to grant, and the code must stay good.
    config::current(&gateway, DeviceId::from_bytes([0; 16])).await?;
    // Guesses end here: they cost a look, not a turn of the writer.
    let hash = request.code.hash();
    let known = gateway
        .readers
        .read(move |connection| codes::find(connection, hash))
        .await?
        .is_some();
    if !known {
        return Err(unknown(&gateway, source));
    }
    let proven = request.verify().is_ok();
    let (fresh, now) = (DeviceId::from_bytes(random()?), gateway.clock.now());
    let redeemed = gateway
        .writer
        .write(move |transaction| redeem(transaction, &request, proven, fresh, now))
        .await?;
    match redeemed {
        Redeemed::Granted(device) => grant(&gateway, device).await.map(Json),
        Redeemed::Refused(kind) => Err(kind.into()),
        Redeemed::Unknown => Err(unknown(&gateway, source)),
    }
}

async fn grant(gateway: &Gateway, device: Device) -> Result<Grant, Refusal> {
    let jwt = gateway.jwt.issue(&device.localpart, gateway.clock.now());
    Ok(Grant {
        device: device.device,
        tenant: gateway.settings.tenant,
        user_id: gateway.settings.user_id(&device.localpart),
        homeserver: gateway.settings.homeserver.clone(),
        jwt: jwt.token,
        jwt_expires: jwt.expires,
        config: config::current(gateway, device.device).await?,
    })
}

fn unknown(gateway: &Gateway, Source(source): Source) -> Refusal {
    match gateway.throttle.unknown_code(source, gateway.clock.elapsed()) {
        Some(wait) => Refusal::wait(ProblemKind::CodeLocked, wait.as_secs()),
        None => ProblemKind::CodeUnknown.into(),
    }
}

fn random() -> Result<[u8; 16], Refusal> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| Refusal::from(ProblemKind::Internal))?;
    Ok(bytes)
}
