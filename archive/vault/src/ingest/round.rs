//! One transaction: objects through open, check and keep, as far as each goes; the only place that decides a verdict.

use griffie_wire::{Millis, Seq, Sha256, TenantId};
use rusqlite::Connection;

use super::{Arriving, Ingested};
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
};

/// One transaction's worth of work.
pub(super) struct Round<'a> {
    pub(super) connection: &'a Connection,
    pub(super) files: &'a Files,
    pub(super) keys: &'a dyn Custody,
    pub(super) sessions: &'a mut SessionCache,
    pub(super) tenant: Option<TenantId>,
    pub(super) now: Millis,
    pub(super) done: Ingested,
}

impl Round<'_> {
    /// Enters a new object and takes it, and what waited for it, as far as it goes.
    pub(super) fn enter(&mut self, object: &Arriving) -> Result<(), VaultError> {
        let digest = Sha256::of(&object.bytes);
        let earlier = objects::named(self.connection, object.listed.object_id)?;
        if !objects::insert(
            self.connection,
            &object.listed,
            digest,
            Hold::Predecessor,
            self.now,
        )? {
            return Ok(());
        }
        self.done.new += 1;
        tree::append(self.connection, object.listed.index, object.listed.leaf().hash())?;
        let row = objects::get(self.connection, object.listed.index)?.ok_or(StoreError::Row("object"))?;
        if object.bytes.is_empty() {
            objects::hold(self.connection, object.listed.index, Hold::Missing)?;
            let about = About {
                log_index: Some(object.listed.index),
                ..About::default()
            };
            return self.fault(Fault::ObjectMissing, about);
        }
        // The same bytes at another place of the log are no second object.
        if earlier.is_some_and(|earlier| earlier.claims && earlier.digest == digest) {
            return self.reject(&row, Fault::Replayed, None, None);
        }
        self.process(row, &object.bytes)
    }

    pub(super) fn stored(&self, row: &ObjectRow) -> Result<Vec<u8>, VaultError> {
        let bytes = self.files.read_object(row.listed.index, row.listed.object_id)?;
        bytes.ok_or(VaultError::Malformed("stored object"))
    }

    /// Takes an object as far as it goes, and after it those that waited for it.
    pub(super) fn process(&mut self, row: ObjectRow, bytes: &[u8]) -> Result<(), VaultError> {
        if !self.step(&row, bytes)? {
            return Ok(());
        }
        let mut seq = row.listed.seq.0;
        loop {
            seq += 1;
            let next = objects::at_place(self.connection, row.listed.device, row.listed.epoch, Seq(seq))?;
            let Some(next) = next.filter(|next| next.state == objects::State::Held) else {
                return Ok(());
            };
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
                self.alarm_of(hold, row)?;
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
        let envelope = open::identify(bytes, listed).ok_or(Hold::Missing)?;
        let device = devices::get(self.connection, listed.device)?.ok_or(Hold::DeviceUnknown)?;
        let chain = chain.ok_or(Hold::DeviceUnknown)?;
        open::authenticate(&envelope, bytes.len(), listed, &device)?;
        if let Some(other) = objects::at_place(self.connection, listed.device, listed.epoch, listed.seq)?
            && other.listed.index != listed.index
        {
            let same = other.listed.object_id == listed.object_id;
            return Err(if same {
                Fault::Replayed
            } else {
                Fault::Equivocation
            }
            .into());
        }
        objects::claim(self.connection, listed.index)?;
        if chain.broken_at.is_some_and(|broken| broken < listed.seq) {
            return Err(Hold::PredecessorRejected.into());
        }
        if listed.seq.0 > chain.head.seq.0.saturating_add(1) {
            return Err(Hold::Predecessor.into());
        }
        let opened = open::unseal(
            &envelope,
            self.tenant.unwrap_or(device.tenant),
            self.keys.opener(),
        )?;
        let mut past = Past::new(self.connection, chain, self.sessions);
        let checked = check::check(&envelope.header, envelope.object_id, opened, &device, &mut past)?;
        let kept = rows::keep(
            self.connection,
            chain,
            listed,
            &envelope.header,
            &checked,
            self.now,
        )?;
        self.done.records += kept.records;
        self.done.events += kept.events;
        self.done.proven += kept.proven;
        self.done.new_faults += kept.new_faults;
        objects::hold(self.connection, listed.index, Hold::Attachments)?;
        Ok(self.settle(Some(listed.index))?)
    }

    pub(super) fn settle(&mut self, only: Option<u64>) -> Result<(), VaultError> {
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
        let about = About {
            log_index: Some(row.listed.index),
            entry,
            device: Some(row.listed.device),
        };
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

    /// Some waits are somebody's fault.
    fn alarm_of(&mut self, hold: Hold, row: &ObjectRow) -> Result<(), VaultError> {
        match hold {
            Hold::DeviceUnknown => self.fault(
                Fault::DeviceUnknown,
                About {
                    device: Some(row.listed.device),
                    ..About::default()
                },
            ),
            Hold::Missing => self.fault(
                Fault::ListingMismatch,
                About {
                    log_index: Some(row.listed.index),
                    ..About::default()
                },
            ),
            _ => Ok(()),
        }
    }

    fn fault(&mut self, fault: Fault, about: About) -> Result<(), VaultError> {
        self.done.new_faults += u64::from(faults::insert(self.connection, fault, about, self.now)?);
        Ok(())
    }
}
