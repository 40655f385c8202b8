//! Fetches the vault's word on our objects. A final receipt is stored only if it proves our own leaf; a false one is an alarm, moves
//! no cursor and prunes nothing.

use griffie_wire::{
    api::{ReceiptItem, Receipts},
    receipt::ReceiptError,
};

use super::{RouteError, contact::Visit, trust};
use crate::{
    clock::Clock,
    net::gateway::GatewayError,
    outbox::Proof,
    store::{Unit, identity::Identity, outbox, routing},
};

const PAGE: u32 = 200;
/// Most of a refusal's code that is kept.
const CODE: usize = 64;

/// Fetches all there is after the cursor. Gives how many items were taken.
pub(super) async fn fetch(visit: &Visit<'_>) -> Result<u64, RouteError> {
    let mut taken = 0;
    loop {
        let after = visit.store.read(routing::routing)?.receipts_after;
        let page = visit.gateway.receipts(after, PAGE).await?;
        if page.items.is_empty() {
            return Ok(taken);
        }
        let before = taken;
        taken += take_page(visit, page, after).await?;
        let now = visit.store.read(routing::routing)?.receipts_after;
        if taken == before || now <= after {
            return Ok(taken);
        }
    }
}

async fn take_page(visit: &Visit<'_>, mut page: Receipts, after: u64) -> Result<u64, RouteError> {
    // What no column holds would else be a storage fault, and those end the core.
    let wild = |number: u64| i64::try_from(number).is_err();
    if page
        .items
        .iter()
        .any(|item| wild(item.cursor) || wild(item.seq.0))
    {
        return Err(GatewayError::Malformed.into());
    }
    page.items.sort_by_key(|item| item.cursor);
    let unit = visit.store.begin("receipts").await?;
    let (mut taken, mut cursor, mut first_fault) = (0, after, None);
    for item in &page.items {
        match take(visit.clock, &visit.identity, &unit, item)? {
            Ok(()) => taken += 1,
            Err(fault) => first_fault = first_fault.or(Some(fault)),
        }
        if first_fault.is_none() {
            cursor = cursor.max(item.cursor);
        }
    }
    routing::set_cursor(&unit, cursor)?;
    unit.commit().await?;
    match first_fault {
        Some(fault) => Err(fault),
        None => Ok(taken),
    }
}

/// Takes one item, however it came: the inner result says whether it is to be believed.
pub(crate) fn take(
    clock: &dyn Clock,
    identity: &Identity,
    unit: &Unit,
    item: &ReceiptItem,
) -> Result<Result<(), RouteError>, RouteError> {
    if item.epoch != identity.epoch {
        // Of a journal that this device had before; nothing here to prune or to miss.
        return Ok(Ok(()));
    }
    let ours = unit
        .write(|c| outbox::row(c, item.seq))?
        .filter(|row| row.object_id == item.object_id);
    let Some(row) = ours else {
        let detail = "the gateway speaks of an object under our number that this device never made";
        routing::alarm(unit, clock, "other_object", Some(item.seq), detail)?;
        return Ok(Err(RouteError::OtherObject));
    };
    if let Some(code) = &item.rejected {
        let code: String = code
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '_')
            .take(CODE)
            .collect();
        outbox::put_rejected(unit, row.seq, &code)?;
        routing::alarm(unit, clock, "object_rejected", Some(row.seq), &code)?;
    }
    let Some(receipt) = &item.receipt else {
        return Ok(Ok(()));
    };
    match unit.write(|c| trust::check(c, identity, &row, receipt, Proof::Final))? {
        Ok(()) => {
            outbox::put_final(unit, row.seq, receipt, clock.now())?;
            Ok(Ok(()))
        }
        Err(error) => Ok(Err(false_receipt(clock, unit, &row, error)?)),
    }
}

fn false_receipt(
    clock: &dyn Clock,
    unit: &Unit,
    row: &outbox::OutboxRow,
    error: ReceiptError,
) -> Result<RouteError, RouteError> {
    let detail = "a final receipt does not prove that the vault keeps the object; nothing was pruned";
    routing::alarm(unit, clock, "false_receipt", Some(row.seq), detail)?;
    Ok(RouteError::FalseReceipt(error))
}
