//! The signature of a request, checked from its head alone, before a byte of the body is read.
//!
//! Order: device known, signature right, not withdrawn, in time, not repeated. Each is a different problem.

use std::sync::Arc;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, request::Parts},
};
use griffie_wire::{
    ids::{DeviceId, Sha256},
    problem::ProblemKind,
    request::{RequestError, Verified, verify_head},
};

use super::{
    parameters::{Parameters, single},
    refusal::Refusal,
};
use crate::{
    gateway::Gateway,
    intake::{nonces::Admission, signers::Signer},
};

/// A request that a registered device has signed, for its own path.
pub(crate) struct SignedBy {
    pub(crate) signer: Arc<Signer>,
    /// What the body must hash to.
    pub(crate) body: Sha256,
    pub(crate) request: Verified,
    pub(crate) headers: HeaderMap,
    pub(crate) parameters: Parameters,
}

impl SignedBy {
    pub(crate) fn device(&self) -> DeviceId {
        self.signer.device.device
    }
}

impl FromRequestParts<Arc<Gateway>> for SignedBy {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, gateway: &Arc<Gateway>) -> Result<Self, Refusal> {
        let parameters = Parameters::from_request_parts(parts, gateway).await?;
        let device: DeviceId = parameters.get("device")?;
        let signer = gateway
            .signers
            .find(device)
            .await?
            .ok_or(ProblemKind::DeviceUnknown)?;
        let (request, body) = verify(parts, &signer)?;
        if signer.device.revoked.is_some() {
            return Err(ProblemKind::DeviceRevoked.into());
        }
        let now = gateway.clock.now();
        if !request.is_timely(now) {
            return Err(Refusal::clock_skew(now));
        }
        match gateway.nonces.admit(&request, now.0 / 1000) {
            Admission::Fresh => Ok(Self {
                signer,
                body,
                request,
                headers: parts.headers.clone(),
                parameters,
            }),
            Admission::Replay => Err(ProblemKind::Replay.into()),
            Admission::Full => Err(Refusal::busy()),
        }
    }
}

fn verify(parts: &Parts, signer: &Signer) -> Result<(Verified, Sha256), Refusal> {
    let target = parts.uri.path_and_query().map_or("", |target| target.as_str());
    let header = |name: &str| single(&parts.headers, name);
    // Signed by another device than the path names is signed by the wrong key.
    let key = |signing: &DeviceId| (*signing == signer.device.device).then_some(signer.device.public_key);
    verify_head(parts.method.as_str(), target, header, key).map_err(|error| match error {
        RequestError::Target => ProblemKind::BadRequest.into(),
        _ => ProblemKind::Signature.into(),
    })
}
