//! By whose keys a receipt is believed. Keys of log and vault are rotated, receipts are not: one made under an earlier seal
//! configuration stays true. Must not decide what a receipt proves; `outbox` does.

use griffie_wire::{gso1, receipt::ReceiptError};

use crate::{
    outbox::{Proof, check_receipt, leaf_of},
    store::{
        Connection, StoreError, config,
        identity::Identity,
        outbox::{self, OutboxRow},
    },
};

/// Whether a receipt proves our object `row` by the keys of a seal configuration that this device accepted: the one the object was
/// sealed under or a later one. The newest is asked first, so that before and long after a rotation one check is enough.
///
/// The inner error is what the newest says.
pub(super) fn check(
    c: &Connection,
    identity: &Identity,
    row: &OutboxRow,
    receipt: &str,
    proof: Proof,
) -> Result<Result<(), ReceiptError>, StoreError> {
    let leaf = leaf_of(row, identity.device, identity.epoch);
    let newest = config::accepted(c)?.ok_or(StoreError::NotSignedIn)?.seal_config;
    let Err(error) = check_receipt(receipt, &leaf, &newest.trust(), proof) else {
        return Ok(Ok(()));
    };
    for config in config::seal_configs_since(c, sealed_under(c, row)?)? {
        if check_receipt(receipt, &leaf, &config.trust(), proof).is_ok() {
            return Ok(Ok(()));
        }
    }
    Ok(Err(error))
}

/// The seal configuration that the object's own header names; of a pruned object, which has its final receipt, any will do.
fn sealed_under(c: &Connection, row: &OutboxRow) -> Result<u32, StoreError> {
    let Some(bytes) = outbox::bytes(c, row.seq)? else {
        return Ok(0);
    };
    let envelope = gso1::parse(&bytes).map_err(|_| StoreError::Malformed("sealed object"))?;
    Ok(envelope.header.seal_config_version)
}
