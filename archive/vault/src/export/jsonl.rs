//! Every record on a line: canonical JSON `{"proof":{..},"record":{..}}`.
//!
//! The record is embedded byte for byte, so a reader can check the commitment:
//! `SHA-256("griffie-entry\0" || commitment of the entry before || salt || record)`.

use std::{
    fs::{self, File},
    io::{BufWriter, Write as _},
};

use griffie_wire::{Commitment, DeviceId, EntryNo, Epoch, ObjectId, canonical::to_canonical};
use serde::Serialize;

use super::{Options, Written, outside};
use crate::{
    error::VaultError,
    store::{StoreError, reading},
    vault::Vault,
};

/// What proves a record.
#[derive(Serialize)]
struct Proof {
    commitment: Commitment,
    device: DeviceId,
    entry: EntryNo,
    epoch: Epoch,
    log_index: u64,
    object_id: ObjectId,
    object_state: String,
    salt: String,
    unproven: bool,
}

/// Writes `records.jsonl`.
///
/// # Errors
/// [`VaultError`] when the vault cannot be read or the file not be written.
pub fn export(vault: &Vault, options: &Options) -> Result<Written, VaultError> {
    // One moment, though `serve` may take in more meanwhile.
    let _moment = vault.store.unchecked_transaction()?;
    let path = options.out.join("records.jsonl");
    fs::create_dir_all(&options.out).map_err(outside(&path))?;
    let mut file = BufWriter::new(File::create(&path).map_err(outside(&path))?);
    let mut written = Written { files: 1, records: 0 };
    let rooms: Vec<Option<&str>> = match options.rooms.as_slice() {
        [] => vec![None],
        rooms => rooms.iter().map(|room| Some(room.as_str())).collect(),
    };
    for room in rooms {
        reading::each_record(&vault.store, room, |kept| -> Result<(), VaultError> {
            let proof = Proof {
                commitment: kept.commitment,
                device: kept.device,
                entry: EntryNo(kept.entry),
                epoch: kept.epoch,
                log_index: kept.log_index,
                object_id: kept.object_id,
                object_state: kept.state,
                salt: hex::encode(kept.salt),
                unproven: kept.unproven,
            };
            let proof = to_canonical(&proof).map_err(|_| StoreError::Row("record"))?;
            written.records += 1;
            [
                b"{\"proof\":".as_slice(),
                &proof,
                b",\"record\":",
                &kept.body,
                b"}\n",
            ]
            .iter()
            .try_for_each(|part| file.write_all(part))
            .map_err(outside(&path))
        })?;
    }
    let file = file
        .into_inner()
        .map_err(|error| outside(&path)(error.into_error()))?;
    file.sync_all().map_err(outside(&path))?;
    Ok(written)
}
