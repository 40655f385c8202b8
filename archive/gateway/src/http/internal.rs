//! What the vault reads over the internal socket: objects, attachments, devices, proofs.

use std::{io, path::PathBuf, sync::Arc};

use axum::{
    Json,
    body::Body,
    extract::State,
    http::{Uri, header},
    response::{IntoResponse, Response},
};
use griffie_wire::{
    api::{DeviceInfo, Proof, StoredDocument, StoredObject},
    ids::{DeviceId, Sha256},
    problem::ProblemKind,
};
use serde::Deserialize;
use tlog_tiles::prove_record;
use tokio::{
    fs::File,
    io::{AsyncReadExt as _, AsyncSeekExt as _},
};
use tokio_util::io::ReaderStream;

use super::{
    parameters::{self, Parameters},
    refusal::Refusal,
};
use crate::{
    gateway::Gateway,
    limits::PAGE,
    store::{StoreError, attachments, devices, hashes::StoredHashes, lines, objects, segment},
};

#[derive(Deserialize)]
struct Page {
    /// Last index the caller has; -1 for none.
    after: Option<i64>,
    limit: Option<u32>,
}

#[derive(Deserialize)]
struct Wanted {
    index: u64,
    size: u64,
}

/// `GET /objects?after=&limit=`
pub(super) async fn objects(
    State(gateway): State<Arc<Gateway>>,
    uri: Uri,
) -> Result<Json<Vec<StoredObject>>, Refusal> {
    let (first, limit) = page(&uri)?;
    let list = gateway
        .readers
        .read(move |connection| objects::from_leaf(connection, first, limit));
    Ok(Json(list.await?))
}

/// `GET /documents?after=&limit=`
pub(super) async fn documents(
    State(gateway): State<Arc<Gateway>>,
    uri: Uri,
) -> Result<Json<Vec<StoredDocument>>, Refusal> {
    let (first, limit) = page(&uri)?;
    let list = gateway
        .readers
        .read(move |connection| lines::from_leaf(connection, first, limit));
    Ok(Json(list.await?))
}

fn page(uri: &Uri) -> Result<(u64, u32), Refusal> {
    let Page { after, limit } = parameters::query(uri)?;
    let first = u64::try_from(after.unwrap_or(-1).saturating_add(1))
        .map_err(|_| Refusal::from(ProblemKind::BadRequest))?;
    Ok((first, limit.unwrap_or(PAGE).min(PAGE)))
}

/// `GET /objects/{index}`: the bytes, streamed from their segment.
pub(super) async fn object(
    State(gateway): State<Arc<Gateway>>,
    parameters: Parameters,
) -> Result<Response, Refusal> {
    let index: u64 = parameters.get("index")?;
    let place = gateway
        .readers
        .read(move |connection| objects::place(connection, index))
        .await?;
    let place = place.ok_or(ProblemKind::NotFound)?;
    stream(
        segment::path(&gateway.dir, place.segment),
        place.offset,
        Some(place.size),
    )
    .await
}

/// `GET /attachments/{sha256}`: the bytes of a whole attachment.
pub(super) async fn attachment(
    State(gateway): State<Arc<Gateway>>,
    parameters: Parameters,
) -> Result<Response, Refusal> {
    let sha256: Sha256 = parameters.get("sha256")?;
    stream(attachments::path(&gateway.dir, sha256), 0, None).await
}

/// `GET /devices/{device}`
pub(super) async fn device(
    State(gateway): State<Arc<Gateway>>,
    parameters: Parameters,
) -> Result<Json<DeviceInfo>, Refusal> {
    let device: DeviceId = parameters.get("device")?;
    let found = gateway
        .readers
        .read(move |connection| devices::find(connection, device))
        .await?;
    let found = found.ok_or(ProblemKind::NotFound)?;
    Ok(Json(DeviceInfo {
        device,
        tenant: gateway.settings.tenant,
        user_id: gateway.settings.user_id(&found.localpart),
        public_key: found.public_key,
        revoked: found.revoked.is_some(),
    }))
}

/// `GET /proof?index=&size=`
pub(super) async fn proof(State(gateway): State<Arc<Gateway>>, uri: Uri) -> Result<Json<Proof>, Refusal> {
    let Wanted { index, size } = parameters::query(&uri)?;
    if index >= size || size > gateway.writer.signed().size {
        return Err(ProblemKind::NotFound.into());
    }
    let path = gateway.readers.read(move |connection| {
        let path = prove_record(size, index, &StoredHashes(connection));
        path.map_err(|_| StoreError::Damaged("a proof cannot be made"))
    });
    let path = path
        .await?
        .iter()
        .map(|hash| Sha256::from_bytes(hash.0))
        .collect();
    Ok(Json(Proof { index, size, path }))
}

/// `size` bytes of a file from `offset` on, or all that follow.
async fn stream(path: PathBuf, offset: u64, size: Option<u64>) -> Result<Response, Refusal> {
    let missing = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Refusal::from(ProblemKind::NotFound),
        _ => StoreError::from(error).into(),
    };
    let mut file = File::open(path).await.map_err(missing)?;
    let length = match size {
        Some(size) => size,
        None => file.metadata().await.map_err(missing)?.len(),
    };
    file.seek(io::SeekFrom::Start(offset)).await.map_err(missing)?;
    let body = Body::from_stream(ReaderStream::with_capacity(file.take(length), 256 << 10));
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_LENGTH, length.to_string()),
    ];
    Ok((headers, body).into_response())
}
