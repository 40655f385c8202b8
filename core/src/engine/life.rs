//! Starts the loops and stops them. A loop that ends with an error takes all others with it: nothing is synced or sent that cannot be
//! journaled (invariant 10).

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use tokio::sync::Notify;

use super::{Griffie, Parts, ends::Failure, phone::Attendant};
use crate::{
    clock::Clock,
    error::Error,
    platform::conduct::Room,
    store::activation::{self, Step},
    tasks::Tasks,
};

/// How long a stop waits for loops to finish what they write.
const PATIENCE: Duration = Duration::from_secs(10);

/// The running loops, if any.
#[derive(Default)]
pub(super) struct Life {
    /// Whoever holds this decides what runs.
    pub(super) tasks: tokio::sync::Mutex<Option<Tasks>>,
    running: AtomicBool,
    failure: Arc<Failure>,
    interrupt: Notify,
    /// The core should run, as far as the app is concerned.
    wanted: AtomicBool,
    attendant: Mutex<Option<Attendant>>,
}

/// Why nothing runs on a disk without room.
const NO_ROOM: &str = "storage_full";

impl Life {
    pub(super) fn is_running(&self) -> bool {
        self.running.load(Ordering::Acquire)
    }

    /// Why a loop ended and took the others with it.
    pub(super) fn failure(&self) -> Option<String> {
        self.failure.reason()
    }

    /// Where the watch over the loops writes that.
    pub(super) fn failure_mark(&self) -> Arc<Failure> {
        self.failure.clone()
    }

    /// Resolves when somebody wants the core to stop.
    pub(super) async fn interrupted(&self) {
        self.interrupt.notified().await;
    }

    /// Tells loops to end, and waits until they have.
    pub(super) async fn let_end(&self, tasks: Tasks, clock: &dyn Clock) {
        tasks.stop(clock.sleep(PATIENCE)).await;
    }

    /// Keeps the task that asks the phone for as long as the core lives.
    pub(super) fn attended_by(&self, attendant: Attendant) {
        *self.attendant.lock().unwrap_or_else(PoisonError::into_inner) = Some(attendant);
    }

    /// Nothing runs for want of room, whoever found out.
    pub(super) fn out_of_room(&self) {
        self.failure.set(NO_ROOM);
        self.running.store(false, Ordering::Release);
    }

    /// The core should run and does not, for want of room alone.
    pub(super) fn waits_for_room(&self) -> bool {
        self.wanted.load(Ordering::Acquire) && self.failure().as_deref() == Some(NO_ROOM)
    }

    /// Nothing runs and nothing has failed, as before any activation.
    pub(super) fn is_over(&self) {
        self.wanted.store(false, Ordering::Release);
        self.running.store(false, Ordering::Release);
        self.failure.clear();
    }
}

impl Griffie {
    /// Starts syncing, sending, sealing and routing; finishes an activation or a sign-out that was cut. Does nothing when running
    /// already, and starts again what had failed.
    ///
    /// # Errors
    /// [`Error::NotSignedIn`] before any activation; those of [`Griffie::activate`] while one is finished; [`Error::StorageFull`].
    pub async fn start(&self) -> Result<(), Error> {
        self.parts.start().await
    }

    /// Stops in an orderly way: what is being written is finished, nothing new begins.
    ///
    /// # Errors
    /// [`Error::Storage`], [`Error::StorageFull`] when the orderly stop cannot be noted.
    pub async fn stop(&self) -> Result<(), Error> {
        self.parts.stop().await
    }
}

impl Parts {
    pub(super) async fn start(&self) -> Result<(), Error> {
        let mut tasks = self.life.tasks.lock().await;
        if tasks.is_some() && self.life.failure().is_none() {
            return Ok(());
        }
        if let Some(failed) = tasks.take() {
            self.life.let_end(failed, &*self.clock).await;
        }
        self.go_on_leaving_alone(&mut tasks).await?;
        let step = self.store.read(activation::read)?.ok_or(Error::NotSignedIn)?.step;
        if !matches!(step, Step::Active) {
            self.finish_activation().await?;
        }
        let session = self.session()?;
        self.life.wanted.store(true, Ordering::Release);
        if self.wakes.conditions.now().room == Room::TooLittle {
            self.life.out_of_room();
            return Err(Error::StorageFull);
        }
        self.set_running(true).await?;
        self.life.failure.clear();
        self.health.well_all(&["storage"]);
        *tasks = Some(self.spawn_loops(&session)?);
        self.life.running.store(true, Ordering::Release);
        self.changes.bump();
        Ok(())
    }

    pub(super) async fn stop(&self) -> Result<(), Error> {
        self.life.wanted.store(false, Ordering::Release);
        self.life.interrupt.notify_waiters();
        let mut tasks = self.life.tasks.lock().await;
        let Some(running) = tasks.take() else {
            return Ok(());
        };
        self.life.let_end(running, &*self.clock).await;
        self.life.running.store(false, Ordering::Release);
        self.changes.bump();
        self.set_running(false).await
    }

    pub(super) async fn set_running(&self, running: bool) -> Result<(), Error> {
        let unit = self.store.begin(if running { "start" } else { "stop" }).await?;
        activation::set_running(&unit, running)?;
        Ok(unit.commit().await?)
    }
}
