//! `POST /v1/devices/{device}/login`: a fresh homeserver login for an activated device.

use std::sync::Arc;

use axum::{Json, body::Body, extract::State};
use griffie_wire::{api::Login, ids::Millis, problem::ProblemKind};

use super::{body, refusal::Refusal, signed::SignedBy};
use crate::{
    gateway::Gateway,
    limits::{JSON_BYTES, SIGNATURE_WINDOW},
    store::nonces,
};

pub(super) async fn post(
    State(gateway): State<Arc<Gateway>>,
    signed: SignedBy,
    body: Body,
) -> Result<Json<Login>, Refusal> {
    body::read_signed(&signed.headers, body, JSON_BYTES, &gateway.bodies, &signed.body).await?;
    let (nonce, now) = (signed.request.nonce, gateway.clock.now());
    let forget = Millis((signed.request.created_s + SIGNATURE_WINDOW + 1).saturating_mul(1000));
    let fresh = gateway
        .writer
        .write(move |transaction| nonces::remember(transaction, &nonce, now, forget))
        .await?;
    if !fresh {
        return Err(ProblemKind::Replay.into());
    }
    let jwt = gateway.jwt.issue(&signed.signer.device.localpart, now);
    Ok(Json(Login {
        jwt: jwt.token,
        jwt_expires: jwt.expires,
        homeserver: gateway.settings.homeserver.clone(),
    }))
}
