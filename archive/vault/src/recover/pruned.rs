//! Which lost objects their device has pruned, as it says itself.
//!
//! The answer stands in an object behind the lost one in the chain, and that one waits for its predecessor and is not kept. So it is opened here
//! to read this one thing: signed by the device and sealed to the archive as any other, and believed of the device itself alone.

use std::collections::BTreeSet;

use griffie_wire::{DeviceId, Epoch, Fact, Seq};

use crate::{
    error::{Stop, VaultError},
    fault::Hold,
    open,
    store::{devices, objects, objects::ObjectRow},
    vault::Vault,
};

/// Code of the alarm that says so; its detail is the number of the object.
pub(super) const PRUNED: &str = "resend_pruned";

/// An object by its place in the life of a journal.
pub(super) type Place = (DeviceId, Epoch, Seq);

/// Objects that devices say are gone from them, of the journals of `lost`.
///
/// # Errors
/// [`VaultError`] when the vault cannot be read or its key holder does not answer.
pub(super) fn pruned(vault: &Vault, lost: &[ObjectRow]) -> Result<BTreeSet<Place>, VaultError> {
    let journals: BTreeSet<(DeviceId, Epoch)> = lost
        .iter()
        .map(|row| (row.listed.device, row.listed.epoch))
        .collect();
    let mut told = BTreeSet::new();
    if journals.is_empty() {
        return Ok(told);
    }
    for row in objects::held(&vault.store, Hold::Predecessor)? {
        let (device, epoch) = (row.listed.device, row.listed.epoch);
        if journals.contains(&(device, epoch)) {
            told.extend(read(vault, &row)?.into_iter().map(|seq| (device, epoch, seq)));
        }
    }
    Ok(told)
}

/// What one waiting object says; nothing when it is not its device's or does not open. Its turn to be judged comes.
fn read(vault: &Vault, row: &ObjectRow) -> Result<Vec<Seq>, VaultError> {
    let listed = &row.listed;
    let (Some(bytes), Some(device)) = (
        vault.files.read_object(listed.index, listed.object_id)?,
        devices::get(&vault.store, listed.device)?,
    ) else {
        return Ok(Vec::new());
    };
    let Some(envelope) = open::identify(&bytes, listed) else {
        return Ok(Vec::new());
    };
    if open::authenticate(&envelope, bytes.len(), listed, &device).is_err() {
        return Ok(Vec::new());
    }
    let tenant = vault.tenant()?.unwrap_or(device.tenant);
    let opened = match open::unseal(&envelope, tenant, vault.keys.opener()) {
        Ok(opened) => opened,
        Err(Stop::Error(error)) => return Err(error),
        Err(Stop::Hold(_) | Stop::Fault { .. }) => return Ok(Vec::new()),
    };
    let records = opened.entries.iter().filter_map(|entry| entry.read().ok());
    Ok(records
        .filter_map(|record| match record.fact {
            Fact::Alarm(alarm) if alarm.code == PRUNED => alarm.detail.parse().ok().map(Seq),
            _ => None,
        })
        .collect())
}
