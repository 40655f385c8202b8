//! Takes objects in: bytes to disk first, then one transaction in which each is opened, checked, kept, held or rejected.
//!
//! Idempotent: a crash at any point leaves either nothing or all of a group, and the same objects may come again.
//! `round` is the work of one transaction; `documents` takes the lines that are no objects; `again` says which bytes to ask for once more.

mod again;
pub(crate) mod documents;
mod round;

use griffie_wire::{
    DeviceId, Millis, Sha256, TenantId,
    api::{DeviceInfo, StoredObject},
};
use rusqlite::{Connection, TransactionBehavior};

pub(crate) use self::again::to_ask_again;
use self::round::Round;
use crate::{
    check::SessionCache,
    error::VaultError,
    fault::{Fault, Hold},
    keep::files::Files,
    keys::Custody,
    store::{
        StoreError, devices,
        faults::{self, About},
        objects, told, tree,
    },
    vault::Vault,
};

/// An object as the gateway gave it.
#[derive(Clone, Debug)]
pub struct Arriving {
    /// What the log says of it.
    pub listed: StoredObject,
    /// Its bytes; none when the gateway lists it and does not give it.
    pub bytes: Vec<u8>,
}

/// What became of the objects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ingested {
    /// Objects that were not here before.
    pub new: u64,
    /// Objects accepted, also ones that had waited.
    pub accepted: u64,
    /// Objects rejected.
    pub rejected: u64,
    /// Records kept.
    pub records: u64,
    /// Events among them.
    pub events: u64,
    /// Clear texts proven from their ciphertext.
    pub proven: u64,
    /// Faults that were not known before.
    pub new_faults: u64,
}

impl std::ops::AddAssign for Ingested {
    fn add_assign(&mut self, other: Self) {
        self.new += other.new;
        self.accepted += other.accepted;
        self.rejected += other.rejected;
        self.records += other.records;
        self.events += other.events;
        self.proven += other.proven;
        self.new_faults += other.new_faults;
    }
}

/// Pins the device at first sight. Another key or owner than then is a fault, and the first one stays.
///
/// # Errors
/// [`VaultError`] when the database does not do it.
pub fn pin_device(vault: &Vault, info: &DeviceInfo) -> Result<Ingested, VaultError> {
    let now = vault.clock.now();
    let pinned = devices::pin(&vault.store, info, now)?;
    if pinned == *info {
        return if info.revoked {
            name_unsent(vault, info.device)
        } else {
            Ok(Ingested::default())
        };
    }
    let about = About {
        device: Some(info.device),
        ..About::default()
    };
    let new = faults::insert(&vault.store, Fault::DeviceChanged, about, now)?;
    Ok(Ingested {
        new_faults: u64::from(new),
        ..Ingested::default()
    })
}

/// What a revoked device had told of and not sent is lost with it: one fault for each of its epochs.
fn name_unsent(vault: &Vault, device: DeviceId) -> Result<Ingested, VaultError> {
    let mut done = Ingested::default();
    for unsent in told::unsent(&vault.store, device)? {
        let about = About {
            device: Some(device),
            entry: Some(unsent.first.0),
            ..About::default()
        };
        let new = faults::insert(&vault.store, Fault::UnsentLost, about, vault.clock.now())?;
        done.new_faults += u64::from(new);
    }
    Ok(done)
}

/// Takes in objects in log order, right after those that are here; ones that are here already are passed over.
///
/// # Errors
/// [`VaultError`] when the vault itself cannot go on; then none of these objects was taken in.
pub fn ingest(vault: &mut Vault, objects: &[Arriving]) -> Result<Ingested, VaultError> {
    let next = tree::size(&vault.store)?;
    let fresh: Vec<&Arriving> = objects
        .iter()
        .filter(|object| object.listed.index >= next)
        .collect();
    if !fresh
        .iter()
        .zip(next..)
        .all(|(object, index)| object.listed.index == index)
    {
        faults::insert(&vault.store, Fault::LogHole, About::default(), vault.clock.now())?;
        return Err(VaultError::Log(Fault::LogHole));
    }
    keep_bytes(vault, fresh.iter().copied())?;
    in_transaction(parts(vault)?, |round| {
        for object in &fresh {
            round.enter(object)?;
        }
        Ok(())
    })
}

/// Takes in the bytes of objects that were missing.
///
/// # Errors
/// As [`ingest`].
pub fn supply(vault: &mut Vault, objects: &[Arriving]) -> Result<Ingested, VaultError> {
    keep_bytes(vault, objects.iter())?;
    in_transaction(parts(vault)?, |round| {
        for object in objects.iter().filter(|object| !object.bytes.is_empty()) {
            objects::supply(round.connection, object.listed.index, Sha256::of(&object.bytes))?;
            let row =
                objects::get(round.connection, object.listed.index)?.ok_or(StoreError::Row("object"))?;
            round.process(row, &object.bytes)?;
        }
        Ok(())
    })
}

fn keep_bytes<'a>(vault: &Vault, objects: impl Iterator<Item = &'a Arriving>) -> Result<(), VaultError> {
    let given = objects.filter(|object| !object.bytes.is_empty());
    let all = given.map(|object| {
        (
            object.listed.index,
            object.listed.object_id,
            object.bytes.as_slice(),
        )
    });
    Ok(vault.files.keep_objects(all)?)
}

/// Tries again what waits for its device or for a newer program, and settles what waits for files.
///
/// # Errors
/// As [`ingest`].
pub fn retry(vault: &mut Vault) -> Result<Ingested, VaultError> {
    in_transaction(parts(vault)?, |round| {
        for reason in [Hold::DeviceUnknown, Hold::NewerSchema] {
            for row in objects::held(round.connection, reason)? {
                let bytes = round.stored(&row)?;
                round.process(row, &bytes)?;
            }
        }
        round.settle(None)
    })
}

/// Takes in objects whose bytes are on disk already, into any database: how `verify` computes everything again.
pub(crate) fn replay(parts: Parts<'_>, objects: &[Arriving]) -> Result<Ingested, VaultError> {
    in_transaction(parts, |round| {
        objects.iter().try_for_each(|object| round.enter(object))
    })
}

/// As [`retry`], into any database.
pub(crate) fn settle_all(parts: Parts<'_>) -> Result<Ingested, VaultError> {
    in_transaction(parts, |round| round.settle(None))
}

/// What taking in needs.
pub(crate) struct Parts<'a> {
    pub(crate) store: &'a mut Connection,
    pub(crate) files: &'a Files,
    pub(crate) keys: &'a dyn Custody,
    pub(crate) sessions: &'a mut SessionCache,
    pub(crate) tenant: Option<TenantId>,
    pub(crate) now: Millis,
}

fn parts(vault: &mut Vault) -> Result<Parts<'_>, VaultError> {
    let tenant = vault.tenant()?;
    let now = vault.clock.now();
    let Vault {
        store,
        files,
        keys,
        sessions,
        ..
    } = vault;
    Ok(Parts {
        store,
        files,
        keys: &**keys,
        sessions,
        tenant,
        now,
    })
}

fn in_transaction(
    parts: Parts<'_>,
    work: impl FnOnce(&mut Round<'_>) -> Result<(), VaultError>,
) -> Result<Ingested, VaultError> {
    let Parts {
        store,
        files,
        keys,
        sessions,
        tenant,
        now,
    } = parts;
    let unit = store.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut round = Round {
        connection: &unit,
        files,
        keys,
        sessions,
        tenant,
        now,
        done: Ingested::default(),
    };
    let result = work(&mut round).map(|()| round.done);
    let result = result.and_then(|done| unit.commit().map(|()| done).map_err(VaultError::from));
    if result.is_err() {
        sessions.clear();
    }
    result
}
