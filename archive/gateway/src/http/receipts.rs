//! `GET /v1/devices/{device}/receipts?after=&limit=`: the vault's word on the device's objects.

use std::sync::Arc;

use axum::{Json, extract::State, http::Uri};
use griffie_wire::{
    api::{ReceiptItem, Receipts},
    ids::DeviceId,
    receipt::Receipt,
};
use rusqlite::Connection;
use serde::Deserialize;
use tlog_tiles::prove_record;

use super::{parameters, refusal::Refusal, signed::SignedBy};
use crate::{
    gateway::Gateway,
    limits::PAGE,
    store::{
        StoreError,
        hashes::StoredHashes,
        verdicts::{self, Delivered, Verdict},
    },
};

#[derive(Deserialize)]
struct Page {
    #[serde(default)]
    after: u64,
    limit: Option<u32>,
}

pub(super) async fn get(
    State(gateway): State<Arc<Gateway>>,
    uri: Uri,
    signed: SignedBy,
) -> Result<Json<Receipts>, Refusal> {
    page(&gateway, signed.device(), &uri).await
}

/// The page of a device's list that the query asks for.
pub(super) async fn page(gateway: &Gateway, device: DeviceId, uri: &Uri) -> Result<Json<Receipts>, Refusal> {
    let Page { after, limit } = parameters::query(uri)?;
    let limit = limit.unwrap_or(PAGE).min(PAGE);
    let read = gateway.readers.read(move |connection| {
        let delivered = verdicts::after(connection, device, after, limit)?;
        delivered
            .into_iter()
            .map(|delivered| item(connection, delivered))
            .collect::<Result<Vec<_>, _>>()
    });
    let items = read.await?;
    let next = items.last().map_or(after, |item| item.cursor);
    Ok(Json(Receipts { items, next }))
}

fn item(connection: &Connection, delivered: Delivered) -> Result<ReceiptItem, StoreError> {
    let Delivered {
        cursor,
        object,
        verdict,
    } = delivered;
    let (receipt, rejected) = match verdict {
        Verdict::Rejected(code) => (None, Some(code)),
        Verdict::Accepted { size, note, accept } => {
            let path = prove_record(size, object.index, &StoredHashes(connection))
                .map_err(|_| StoreError::Damaged("a proof cannot be made"))?;
            (
                Some(Receipt::build(object.index, &path, &note, Some(accept)).text()),
                None,
            )
        }
    };
    let (epoch, seq, object_id) = (object.epoch, object.seq, object.object_id);
    Ok(ReceiptItem {
        cursor,
        epoch,
        seq,
        object_id,
        receipt,
        rejected,
    })
}
