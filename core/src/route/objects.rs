//! Sends the outbox, oldest first, as far as the quota reaches, and stores the provisional receipts. A refusal is an alarm and holds nothing else up; an
//! equivocation stops everything.

use griffie_wire::{ids::Seq, problem::ProblemKind};

use super::{RouteError, attachments, contact::Visit, quota, trust};
use crate::{
    outbox::Proof,
    store::{
        StoreError,
        outbox::{self, OutboxRow},
        routing,
    },
};

/// Sends every object that waits. Gives their count.
pub(super) async fn send_all(visit: &Visit<'_>) -> Result<u64, RouteError> {
    let mut sent = 0;
    while let Some(row) = next(visit)? {
        send(visit, &row).await?;
        sent += 1;
    }
    Ok(sent)
}

/// The object that goes next; `None` when there is none, or it waits for a quota or a better network.
pub(super) fn next(visit: &Visit<'_>) -> Result<Option<OutboxRow>, StoreError> {
    let Some(row) = visit.store.read(|c| outbox::unsent(c, 1))?.pop() else {
        return Ok(None);
    };
    Ok((!quota::holds(visit, row.seq)?).then_some(row))
}

/// Sends one object with the small files it speaks of. What comes back is stored, also when it is a refusal.
pub(super) async fn send(visit: &Visit<'_>, row: &OutboxRow) -> Result<(), RouteError> {
    attachments::upload_small(visit, row.seq).await?;
    let bytes = visit
        .store
        .read(|c| outbox::bytes(c, row.seq))?
        .ok_or(StoreError::Malformed("outbox"))?;
    match visit
        .gateway
        .put_object(visit.epoch(), row.seq, bytes.into())
        .await
    {
        Ok(receipt) => {
            quota::note(visit, row.size).await?;
            keep_receipt(visit, row, &receipt).await
        }
        Err(error) => match error.problem() {
            Some(ProblemKind::Equivocation) => {
                halt(visit, row.seq, "equivocation").await?;
                Err(RouteError::Halted("equivocation".to_owned()))
            }
            Some(
                kind @ (ProblemKind::TooLarge
                | ProblemKind::MalformedObject
                | ProblemKind::UnknownSuite
                | ProblemKind::BadRequest),
            ) => refused(visit, row.seq, kind.code()).await,
            _ => Err(error.into()),
        },
    }
}

async fn keep_receipt(visit: &Visit<'_>, row: &OutboxRow, receipt: &str) -> Result<(), RouteError> {
    let unit = visit.store.begin("provisional receipt").await?;
    let checked = unit.write(|c| trust::check(c, &visit.identity, row, receipt, Proof::Provisional))?;
    match &checked {
        Ok(()) => outbox::put_provisional(&unit, row.seq, receipt)?,
        Err(_) => {
            let detail = "the gateway's receipt for an object does not prove that it is held";
            routing::alarm(&unit, visit.clock, "false_receipt", Some(row.seq), detail)?;
        }
    }
    unit.commit().await?;
    checked.map_err(RouteError::FalseReceipt)
}

/// Marks the object as refused and tells it. It is kept, and the next ones go on: the gateway remembers the hole.
pub(super) async fn refused(visit: &Visit<'_>, seq: Seq, code: &str) -> Result<(), RouteError> {
    let unit = visit.store.begin("object refused").await?;
    outbox::put_rejected(&unit, seq, code)?;
    routing::alarm(&unit, visit.clock, "object_refused", Some(seq), code)?;
    Ok(unit.commit().await?)
}

async fn halt(visit: &Visit<'_>, seq: Seq, code: &str) -> Result<(), RouteError> {
    let unit = visit.store.begin("halt routing").await?;
    routing::halt(&unit, code)?;
    let detail = "the gateway holds another object under this number: the journal may be a restored copy";
    routing::alarm(&unit, visit.clock, code, Some(seq), detail)?;
    Ok(unit.commit().await?)
}
