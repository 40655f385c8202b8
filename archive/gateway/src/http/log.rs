//! `GET …/checkpoint` and `GET …/log/tile/{path}`: the log as C2SP tlog-tiles, for anyone.
//!
//! Hash tiles only. Entry bundles would tell the world which device was active when.

use std::sync::Arc;

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use griffie_wire::problem::ProblemKind;
use tlog_tiles::HashReader as _;

use super::{parameters::Parameters, refusal::Refusal};
use crate::{
    gateway::Gateway,
    log::TileAddress,
    store::{StoreError, hashes::StoredHashes},
    writer::Signed,
};

/// The checkpoint of the last full second.
pub(super) async fn checkpoint(State(gateway): State<Arc<Gateway>>) -> Response {
    note(&gateway.published.borrow())
}

/// The checkpoint of the last commit, for the vault.
pub(super) async fn newest(State(gateway): State<Arc<Gateway>>) -> Response {
    note(&gateway.writer.signed())
}

fn note(signed: &Signed) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, signed.note.to_string()).into_response()
}

/// One tile.
pub(super) async fn tile(
    State(gateway): State<Arc<Gateway>>,
    parameters: Parameters,
) -> Result<Response, Refusal> {
    let path: String = parameters.get("path")?;
    let tile = TileAddress::parse(&path).ok_or(ProblemKind::NotFound)?;
    let indexes = tile
        .hash_indexes(gateway.writer.signed().size)
        .ok_or(ProblemKind::NotFound)?;
    let hashes = gateway.readers.read(move |connection| {
        let hashes = StoredHashes(connection).read_hashes(&indexes);
        hashes.map_err(|_| StoreError::Damaged("the log lacks a hash that its size requires"))
    });
    let bytes: Vec<u8> = hashes.await?.iter().flat_map(|hash| hash.0).collect();
    let cache = if tile.is_full() {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream"),
        (header::CACHE_CONTROL, cache),
    ];
    Ok((headers, bytes).into_response())
}
