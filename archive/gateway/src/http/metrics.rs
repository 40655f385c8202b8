//! `GET /health` and `GET /metrics`. On the public face health says no more than that we are here.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};

use super::refusal::Refusal;
use crate::{gateway::Gateway, store::counts};

/// Internal health: what `status` asks a running gateway.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Health {
    pub(crate) log_size: u64,
    pub(crate) queued: u64,
}

pub(super) async fn public_health() -> &'static str {
    "ok\n"
}

pub(super) async fn health(State(gateway): State<Arc<Gateway>>) -> Json<Health> {
    Json(Health {
        log_size: gateway.writer.signed().size,
        queued: gateway.writer.queued() as u64,
    })
}

pub(super) async fn metrics(State(gateway): State<Arc<Gateway>>) -> Result<Response, Refusal> {
    let now = gateway.clock.now().0;
    let counts = gateway
        .readers
        .read(move |connection| counts::all(connection, now))
        .await?;
    let text = gateway.metrics.text(&[
        ("queued", gateway.writer.queued() as u64),
        ("log_size", counts.log_size),
        ("accepted", counts.accepted),
        ("rejected", counts.rejected),
        ("holes", counts.holes),
        ("equivocations", counts.equivocations),
        ("devices", counts.devices),
        ("segments", counts.segments),
    ]);
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response())
}
