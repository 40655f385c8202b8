//! Takes objects in: bytes to disk first, then one transaction in which each is opened, checked, kept, held or rejected.
//!
//! Idempotent: a crash at any point leaves either nothing or all of a group, and the same objects may come again.

use griffie_wire::{
    Millis, Seq, Sha256, TenantId,
    api::{DeviceInfo, StoredObject},
};
use rusqlite::{Connection, TransactionBehavior};

use crate::{
    check::{self, Past, SessionCache},
    error::{Stop, VaultError},
    fault::{Fault, Hold},
    keep::{files::Files, rows, settle::settle},
    keys::Custody,
    open,
    store::{
        StoreError,
        chains::{self, Chain},
        devices,
        faults::{self, About},
        objects::{self, ObjectRow},
        tree,
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
        return Ok(Ingested::default());
    }
    let about = About { device: Some(info.device), ..About::default() };
    let new = faults::insert(&vault.store, Fault::DeviceChanged, about, now)?;
    Ok(Ingested { new_faults: u64::from(new), ..Ingested::default() })
}

/// Takes in objects in log order, right after those that are here; ones that are here already are passed over.
///
/// # Errors
/// [`VaultError`] when the vault itself cannot go on; then none of these objects was taken in.
pub fn ingest(vault: &mut Vault, objects: &[Arriving]) -> Result<Ingested, VaultError> {
    let next = objects::count(&vault.store)?;
    let fresh: Vec<&Arriving> = objects.iter().filter(|object| object.listed.index >= next).collect();
    if !fresh.iter().zip(next..).all(|(object, index)| object.listed.index == index) {
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
            let row = objects::get(round.connection, object.listed.index)?.ok_or(StoreError::Row("object"))?;
            round.process(row, &object.bytes)?;
        }
        Ok(())
    })
}

fn keep_bytes<'a>(vault: &Vault, objects: impl Iterator<Item = &'a Arriving>) -> Result<(), VaultError> {
    let given = objects.filter(|object| !object.bytes.is_empty());
    let all = given.map(|object| (object.listed.index, object.listed.object_id, object.bytes.as_slice()));
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
    in_transaction(parts, |round| objects.iter().try_for_each(|object| round.enter(object)))
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
    let Vault { store, files, keys, sessions, .. } = vault;
    Ok(Parts { store, files, keys: &**keys, sessions, tenant, now })
}

fn in_transaction(
    parts: Parts<'_>,
    work: impl FnOnce(&mut Round<'_>) -> Result<(), VaultError>,
) -> Result<Ingested, VaultError> {
    let Parts { store, files, keys, sessions, tenant, now } = parts;
    let unit = store.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut round =
        Round { connection: &unit, files, keys, sessions, tenant, now, done: Ingested::default() };
    let result = work(&mut round).map(|()| round.done);
    let result = result.and_then(|done| unit.commit().map(|()| done).map_err(VaultError::from));
    if result.is_err() {
        sessions.clear();
    }
    result
}

/// One transaction's worth of work.
struct Round<'a> {
    connection: &'a Connection,
    files: &'a Files,
    keys: &'a dyn Custody,
    sessions: &'a mut SessionCache,
    tenant: Option<TenantId>,
    now: Millis,
    done: Ingested,
}

impl Round<'_> {
    /// Enters a new object and takes it, and what waited for it, as far as it goes.
    fn enter(&mut self, object: &Arriving) -> Result<(), VaultError> {
        let digest = Sha256::of(&object.bytes);
        let earlier = objects::named(self.connection, object.listed.object_id)?;
        if !objects::insert(self.connection, &object.listed, digest, Hold::Predecessor, self.now)? {
            return Ok(());
        }
        self.done.new += 1;
        tree::append(self.connection, object.listed.index, &object.listed.leaf())?;
        let row = objects::get(self.connection, object.listed.index)?
            .ok_or(StoreError::Row("object"))?;
        if object.bytes.is_empty() {
            objects::hold(self.connection, object.listed.index, Hold::Missing)?;
            let about = About { log_index: Some(object.listed.index), ..About::default() };
            return self.fault(Fault::ObjectMissing, about);
        }
        // The same bytes at another place of the log are no second object.
        if earlier.is_some_and(|earlier| earlier.claims && earlier.digest == digest) {
            return self.reject(&row, Fault::Replayed, None, None);
        }
        self.process(row, &object.bytes)
    }

    fn stored(&self, row: &ObjectRow) -> Result<Vec<u8>, VaultError> {
        let bytes = self.files.read_object(row.listed.index, row.listed.object_id)?;
        bytes.ok_or(VaultError::Malformed("stored object"))
    }

    /// Takes an object as far as it goes, and after it those that waited for it.
    fn process(&mut self, row: ObjectRow, bytes: &[u8]) -> Result<(), VaultError> {
        if !self.step(&row, bytes)? {
            return Ok(());
        }
        let mut seq = row.listed.seq.0;
        loop {
            seq += 1;
            let next = objects::at_place(self.connection, row.listed.device, row.listed.epoch, Seq(seq))?;
            let Some(next) = next.filter(|next| next.state == objects::State::Held) else { return Ok(()) };
            let bytes = self.stored(&next)?;
            if !self.step(&next, &bytes)? {
                return Ok(());
            }
        }
    }

    /// Whether the object was kept, so that the next one has its turn.
    fn step(&mut self, row: &ObjectRow, bytes: &[u8]) -> Result<bool, VaultError> {
        let chain = match devices::get(self.connection, row.listed.device)? {
            Some(_) => Some(chains::of(self.connection, row.listed.device, row.listed.epoch)?),
            None => None,
        };
        match self.take(row, bytes, chain.as_ref()) {
            Ok(()) => Ok(true),
            Err(Stop::Hold(hold)) => {
                objects::hold(self.connection, row.listed.index, hold)?;
                if hold == Hold::DeviceUnknown {
                    self.fault(Fault::DeviceUnknown, About { device: Some(row.listed.device), ..About::default() })?;
                }
                Ok(false)
            }
            Err(Stop::Fault { fault, entry }) => {
                self.reject(row, fault, entry, chain.as_ref())?;
                Ok(false)
            }
            Err(Stop::Error(error)) => Err(error),
        }
    }

    fn take(&mut self, row: &ObjectRow, bytes: &[u8], chain: Option<&Chain>) -> Result<(), Stop> {
        let listed = &row.listed;
        let device = devices::get(self.connection, listed.device)?.ok_or(Hold::DeviceUnknown)?;
        let chain = chain.ok_or(Hold::DeviceUnknown)?;
        let envelope = open::authenticate(bytes, listed, &device)?;
        if let Some(other) = objects::at_place(self.connection, listed.device, listed.epoch, listed.seq)?
            && other.listed.index != listed.index
        {
            let same = other.listed.object_id == listed.object_id;
            return Err(if same { Fault::Replayed } else { Fault::Equivocation }.into());
        }
        objects::claim(self.connection, listed.index)?;
        if chain.broken_at.is_some_and(|broken| broken < listed.seq) {
            return Err(Hold::PredecessorRejected.into());
        }
        if listed.seq.0 > chain.head.seq.0.saturating_add(1) {
            return Err(Hold::Predecessor.into());
        }
        let opened = open::unseal(&envelope, self.tenant.unwrap_or(device.tenant), self.keys.opener())?;
        let mut past = Past::new(self.connection, chain, self.sessions);
        let checked = check::check(&envelope.header, envelope.object_id, opened, &device, &mut past)?;
        let kept = rows::keep(self.connection, chain, listed, &envelope.header, &checked, self.now)?;
        self.done.records += kept.records;
        self.done.events += kept.events;
        self.done.proven += kept.proven;
        self.done.new_faults += kept.new_faults;
        objects::hold(self.connection, listed.index, Hold::Attachments)?;
        Ok(self.settle(Some(listed.index))?)
    }

    fn settle(&mut self, only: Option<u64>) -> Result<(), VaultError> {
        let settled = settle(self.connection, self.files, self.keys, only, self.now)?;
        self.done.accepted += settled.accepted;
        self.done.rejected += settled.rejected;
        self.done.new_faults += settled.new_faults;
        Ok(())
    }

    fn reject(
        &mut self,
        row: &ObjectRow,
        fault: Fault,
        entry: Option<u64>,
        chain: Option<&Chain>,
    ) -> Result<(), VaultError> {
        objects::reject(self.connection, row.listed.index, fault)?;
        self.done.rejected += 1;
        let about = About { log_index: Some(row.listed.index), entry, device: Some(row.listed.device) };
        self.fault(fault, about)?;
        let Some(chain) = chain else { return Ok(()) };
        self.sessions.forget(chain.id);
        // Only an object that took its place can break the chain; a forgery or a second one cannot.
        let placed = objects::get(self.connection, row.listed.index)?.is_some_and(|row| row.claims);
        if placed {
            chains::stop(self.connection, chain.id, row.listed.seq)?;
            objects::strand(self.connection, row.listed.device, row.listed.epoch)?;
        }
        Ok(())
    }

    fn fault(&mut self, fault: Fault, about: About) -> Result<(), VaultError> {
        self.done.new_faults += u64::from(faults::insert(self.connection, fault, about, self.now)?);
        Ok(())
    }
}
