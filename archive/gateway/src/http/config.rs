//! `GET /v1/devices/{device}/config`: the signed documents in force and what the gateway misses.

use std::sync::Arc;

use axum::{Json, extract::State};
use griffie_wire::{
    api::DeviceConfig,
    ids::{DeviceId, Millis},
    problem::ProblemKind,
};

use super::{refusal::Refusal, signed::SignedBy};
use crate::{
    gateway::Gateway,
    limits::RESEND_RANGES,
    store::{
        config::{self, ConfigKind},
        holes,
    },
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
    let found = gateway.readers.read(move |connection| {
        Ok((
            config::newest(connection, ConfigKind::SealConfig)?,
            config::newest(connection, ConfigKind::Policy)?,
            holes::due(connection, device, before, RESEND_RANGES)?,
        ))
    });
    let (Some(seal_config), Some(policy), resend) = found.await? else {
        tracing::error!("no configuration yet: run griffie-gateway config set");
        return Err(ProblemKind::Internal.into());
    };
    Ok(DeviceConfig {
        seal_config,
        policy,
        resend,
        server_time: now,
    })
}
