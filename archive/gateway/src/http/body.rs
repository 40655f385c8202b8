//! Reads a body: bounded in size, in time and in the memory that all bodies take together.

use std::sync::Arc;

use axum::{body::Body, http::HeaderMap};
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt as _;
use griffie_wire::{ids::Sha256, problem::ProblemKind};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

use super::{parameters::single, refusal::Refusal};
use crate::{
    gateway::BODY_UNIT,
    limits::{BODY, IDLE},
};

/// A body in memory, and the room it takes until it is dropped.
pub(crate) struct Held {
    pub(crate) bytes: Bytes,
    _room: OwnedSemaphorePermit,
}

/// Reads up to `limit` bytes.
pub(crate) async fn read(
    headers: &HeaderMap,
    body: Body,
    limit: u64,
    room: &Arc<Semaphore>,
) -> Result<Held, Refusal> {
    let announced = single(headers, "content-length").and_then(|length| length.parse().ok());
    let expected: u64 = announced.unwrap_or(limit);
    if expected > limit {
        // Who is only a little over the limit gets to read the answer: an early close could cut it off.
        if expected <= limit.saturating_mul(2) {
            let _ = timeout(BODY, discard(body)).await;
        }
        return Err(ProblemKind::TooLarge.into());
    }
    let units = u32::try_from(expected.div_ceil(BODY_UNIT)).unwrap_or(u32::MAX);
    let permit = timeout(IDLE, Arc::clone(room).acquire_many_owned(units)).await;
    let permit = permit
        .map_err(|_| Refusal::busy())?
        .map_err(|_| Refusal::from(ProblemKind::Internal))?;
    let bytes = timeout(
        BODY,
        gather(body, usize::try_from(expected).unwrap_or(usize::MAX)),
    )
    .await;
    let bytes = bytes.map_err(|_| Refusal::from(ProblemKind::BadRequest))??;
    Ok(Held { bytes, _room: permit })
}

/// Reads a body of a signed request, whose digest is known from its head.
pub(crate) async fn read_signed(
    headers: &HeaderMap,
    body: Body,
    limit: u64,
    room: &Arc<Semaphore>,
    digest: &Sha256,
) -> Result<Held, Refusal> {
    let held = read(headers, body, limit, room).await?;
    // Another body under a good signature is a wrong signature.
    if Sha256::of(&held.bytes) == *digest {
        Ok(held)
    } else {
        Err(ProblemKind::Signature.into())
    }
}

async fn discard(body: Body) {
    let mut stream = body.into_data_stream();
    while let Ok(Some(Ok(_))) = timeout(IDLE, stream.next()).await {}
}

async fn gather(body: Body, limit: usize) -> Result<Bytes, Refusal> {
    let mut stream = body.into_data_stream();
    let mut all = BytesMut::new();
    loop {
        let next = timeout(IDLE, stream.next())
            .await
            .map_err(|_| Refusal::from(ProblemKind::BadRequest))?;
        let Some(piece) = next else {
            return Ok(all.freeze());
        };
        // Cut off or not in the announced transfer coding.
        let piece = piece.map_err(|_| Refusal::from(ProblemKind::BadRequest))?;
        if all.len() + piece.len() > limit {
            return Err(ProblemKind::TooLarge.into());
        }
        all.extend_from_slice(&piece);
    }
}
