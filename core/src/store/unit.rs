//! A named unit of work: what is written through it, and what the Olm machine writes, is committed together or not at
//! all (design D2, invariant 3).
//!
//! Dropping a unit without `commit` rolls back and drops the machine, because its memory may be ahead of the disk; the
//! next unit opens it again from there. So does an error of COMMIT itself: the store fails closed.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use matrix_sdk_crypto::OlmMachine;
use ruma::{DeviceId, UserId};
use rusqlite::Connection;
use tokio::sync::OwnedMutexGuard;

use super::{
    crypto_store::{SqlCryptoStore, account},
    error::StoreError,
    writer::Writer,
};

/// The place of the one Olm machine, beside the writer.
#[derive(Default)]
pub(crate) struct MachineSlot {
    machine: Option<OlmMachine>,
    /// Whether the machine's crypto store may touch the database: only while a unit runs, and never again once the
    /// machine was dropped (somebody may still hold a clone).
    open: Arc<AtomicBool>,
}

impl MachineSlot {
    fn drop_machine(&mut self) {
        self.open.store(false, Ordering::Release);
        *self = Self::default();
    }
}

/// Holds the writer from [`super::Store::begin`] until `commit` or drop.
#[must_use = "a unit that is not committed is rolled back"]
pub(crate) struct Unit {
    name: &'static str,
    writer: Arc<Writer>,
    slot: OwnedMutexGuard<MachineSlot>,
    committed: bool,
}

impl Unit {
    /// Begins the transaction and opens the machine if there is an account. Everything after the first line is
    /// undone by `Drop` if it fails or if the caller goes away meanwhile.
    pub(super) async fn start(
        name: &'static str,
        writer: Arc<Writer>,
        slot: OwnedMutexGuard<MachineSlot>,
    ) -> Result<Self, StoreError> {
        let mut unit = Self {
            name,
            writer,
            slot,
            committed: false,
        };
        unit.writer.begin()?;
        if unit.slot.machine.is_some() {
            unit.slot.open.store(true, Ordering::Release);
        } else if let Some((user, device)) = unit.write(account::owner)? {
            unit.open_machine(&user, &device).await?;
        }
        Ok(unit)
    }

    /// Runs SQL inside the unit; also the way to read what the unit itself wrote. An error makes the unit impossible
    /// to commit, so an answer that is expected ("no such row") belongs in the value, not in the error. Calls may nest.
    pub(crate) fn write<T>(
        &self,
        sql: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.writer.step(self.name, sql)
    }

    /// The one Olm machine. Its writes are part of this unit.
    pub(crate) fn machine(&self) -> Result<&OlmMachine, StoreError> {
        self.slot.machine.as_ref().ok_or(StoreError::NotSignedIn)
    }

    /// Creates the Olm account of a new Matrix device, or opens the one there is for the same user and device.
    pub(crate) async fn create_machine(
        &mut self,
        user: &UserId,
        device: &DeviceId,
    ) -> Result<(), StoreError> {
        if let Some(machine) = &self.slot.machine
            && machine.user_id() == user
            && machine.device_id() == device
        {
            return Ok(());
        }
        self.open_machine(user, device).await
    }

    /// Lets the machine go: the account is no more, and nobody may write it back.
    pub(super) fn forget_machine(&mut self) {
        self.slot.drop_machine();
    }

    /// COMMIT. There is no point to interrupt inside: a caller that goes away either never started it or has it done.
    #[allow(
        clippy::unused_async,
        reason = "the contract leaves room for a commit off the async threads"
    )]
    pub(crate) async fn commit(mut self) -> Result<(), StoreError> {
        self.slot.open.store(false, Ordering::Release);
        self.writer.commit(self.name)?;
        self.committed = true;
        Ok(())
    }

    async fn open_machine(&mut self, user: &UserId, device: &DeviceId) -> Result<(), StoreError> {
        self.slot.drop_machine();
        self.slot.open.store(true, Ordering::Release);
        let store = SqlCryptoStore::new(Arc::clone(&self.writer), Arc::clone(&self.slot.open));
        let machine = OlmMachine::with_store(user, device, store, None).await?;
        self.slot.machine = Some(machine);
        Ok(())
    }
}

impl Drop for Unit {
    fn drop(&mut self) {
        if !self.committed {
            self.slot.drop_machine();
            self.writer.roll_back();
        }
    }
}
