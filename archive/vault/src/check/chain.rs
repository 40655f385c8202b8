//! Object after object and entry after entry, without a hole and never backwards.

use griffie_wire::{Commitment, EntryNo, ObjectId, Seq, gso1::Header};

use crate::{
    error::Stop,
    fault::{Fault, Hold},
    open::Opened,
    store::chains::Head,
};

/// Whether the object stands right behind `head`.
pub(super) fn check_place(header: &Header, head: &Head) -> Result<(), Stop> {
    if Some(header.seq.0) != head.seq.0.checked_add(1) {
        return Err(if header.seq > head.seq {
            Hold::Predecessor.into()
        } else {
            Fault::ChainBroken.into()
        });
    }
    if header.prev_object_id != head.object {
        return Err(Fault::ChainBroken.into());
    }
    if header.seal_config_version < head.seal_config_version || header.policy_version < head.policy_version {
        return Err(Fault::SealConfigRollback.into());
    }
    Ok(())
}

/// Whether its entries continue where the last ones ended.
pub(super) fn check_entries(header: &Header, opened: &Opened, head: &Head) -> Result<(), Fault> {
    let Some(prev) = opened.prev else { return Ok(()) };
    if Some(header.first_entry.0) != head.entry.0.checked_add(1) {
        return Err(Fault::EntryGap);
    }
    let numbered =
        (header.first_entry.0..=header.last_entry.0).eq(opened.entries.iter().map(|entry| entry.seq.0));
    if !numbered {
        return Err(Fault::EntryGap);
    }
    if prev == head.commitment {
        Ok(())
    } else {
        Err(Fault::CommitmentMismatch)
    }
}

/// What the next object must build on.
pub(super) fn next_head(header: &Header, object: ObjectId, head: &Head, commitment: Commitment) -> Head {
    let entry = if header.n_entries == 0 {
        head.entry
    } else {
        header.last_entry
    };
    Head {
        seq: Seq(header.seq.0),
        object,
        entry: EntryNo(entry.0),
        commitment,
        seal_config_version: header.seal_config_version,
        policy_version: header.policy_version,
    }
}
