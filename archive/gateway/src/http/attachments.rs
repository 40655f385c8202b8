//! `HEAD` and `PUT /v1/devices/{device}/attachments/{sha256}`: ciphertext of files, in resumable pieces.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use griffie_wire::{
    ids::{DeviceId, Sha256},
    problem::ProblemKind,
};

use super::{
    body, parameters,
    refusal::{Refusal, UPLOAD_OFFSET},
    signed::SignedBy,
};
use crate::{
    gateway::Gateway,
    store::{
        StoreError,
        attachments::{self, Appended, Held, Piece},
        usage::{self, Usage},
    },
};

/// Says how much is here: 200 whole, 206 up to `Upload-Offset`, 404 nothing.
pub(super) async fn head(State(gateway): State<Arc<Gateway>>, signed: SignedBy) -> Result<Response, Refusal> {
    let sha256: Sha256 = signed.parameters.get("sha256")?;
    held(&gateway, signed.device(), sha256).await
}

/// How much is here of a file that this device brings.
pub(super) async fn held(gateway: &Gateway, device: DeviceId, sha256: Sha256) -> Result<Response, Refusal> {
    let dir = gateway.dir.clone();
    match off_thread(move || attachments::held(&dir, device, sha256)).await? {
        Held::Whole { size } => Ok(offset(StatusCode::OK, size)),
        Held::Part { offset: at } => Ok(offset(StatusCode::PARTIAL_CONTENT, at)),
        Held::Nothing => Err(ProblemKind::NotFound.into()),
    }
}

/// Takes the piece that begins at `Upload-Offset`.
pub(super) async fn put(
    State(gateway): State<Arc<Gateway>>,
    signed: SignedBy,
    body: Body,
) -> Result<Response, Refusal> {
    let limits = &gateway.settings.limits;
    let range = Range::read(&gateway, &signed.headers, signed.parameters.get("sha256")?)?;
    let held = body::read_signed(
        &signed.headers,
        body,
        limits.chunk_bytes,
        &gateway.bodies,
        &signed.body,
    )
    .await?;
    append(&gateway, signed.device(), range, held).await
}

/// Where a piece belongs.
pub(super) struct Range {
    sha256: Sha256,
    from: u64,
    length: u64,
}

impl Range {
    /// The place of a piece as its request names it.
    pub(super) fn read(gateway: &Gateway, headers: &HeaderMap, sha256: Sha256) -> Result<Self, Refusal> {
        let range = Self {
            sha256,
            from: parameters::header(headers, "upload-offset")?,
            length: parameters::header(headers, "upload-length")?,
        };
        if range.length > gateway.settings.limits.attachment_bytes {
            return Err(ProblemKind::TooLarge.into());
        }
        Ok(range)
    }
}

/// Takes a piece of a file that this device brings, however it came.
pub(super) async fn append(
    gateway: &Gateway,
    device: DeviceId,
    range: Range,
    held: body::Held,
) -> Result<Response, Refusal> {
    let Range { sha256, from, length } = range;
    let place = gateway.places.take((device, sha256)).ok_or_else(Refusal::busy)?;
    let dir = gateway.dir.clone();
    let before = off_thread(move || attachments::held(&dir, device, sha256)).await?;
    if let Held::Whole { size } = before {
        return Ok(offset(StatusCode::CREATED, size));
    }
    count(gateway, device, held.bytes.len() as u64).await?;
    let dir = gateway.dir.clone();
    let appended = off_thread(move || {
        let _until_done = place;
        attachments::append(
            &dir,
            &Piece {
                device,
                sha256,
                offset: from,
                length,
                bytes: &held.bytes,
            },
        )
    });
    match appended.await? {
        Appended::Part { offset: at } => Ok(offset(StatusCode::NO_CONTENT, at)),
        Appended::Whole => Ok(offset(StatusCode::CREATED, length)),
        Appended::WrongOffset { offset } => Err(Refusal::wrong_offset(offset)),
        Appended::WrongHash => Err(ProblemKind::MalformedObject.into()),
    }
}

/// Adds the piece to what the device has brought today.
async fn count(gateway: &Gateway, device: DeviceId, bytes: u64) -> Result<(), Refusal> {
    let (now, limits) = (gateway.clock.now(), gateway.settings.limits.clone());
    let within = gateway.writer.write(move |transaction| {
        let sum = usage::today(transaction, device, now)?.plus(Usage { objects: 0, bytes }, &limits);
        sum.map(|sum| usage::set_today(transaction, device, sum, now))
            .transpose()
    });
    match within.await? {
        Some(()) => Ok(()),
        None => Err(Refusal::wait(ProblemKind::Quota, usage::until_tomorrow(now))),
    }
}

fn offset(status: StatusCode, at: u64) -> Response {
    (status, [(UPLOAD_OFFSET, at.to_string())]).into_response()
}

async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| StoreError::Stopped)?
}
