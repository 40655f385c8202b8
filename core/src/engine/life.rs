//! Starts the loops and stops them. A loop that ends with an error takes all others with it: nothing is synced or sent that cannot be
//! journaled (invariant 10).

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use super::{Griffie, Parts, ends::Failure};
use crate::{
    error::Error,
    store::activation::{self, Step},
    tasks::Tasks,
};

/// How long a stop waits for loops to finish what they write.
const PATIENCE: Duration = Duration::from_secs(10);

/// The running loops, if any.
#[derive(Default)]
pub(super) struct Life {
    tasks: tokio::sync::Mutex<Option<Tasks>>,
    running: AtomicBool,
    failure: Arc<Failure>,
}

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
}

impl Griffie {
    /// Starts syncing, sending, sealing and routing; finishes an activation that was cut. Does nothing when running already, and
    /// starts again what had failed.
    ///
    /// # Errors
    /// [`Error::NotSignedIn`] before any activation; those of [`Griffie::activate`] while one is finished; [`Error::StorageFull`].
    pub async fn start(&self) -> Result<(), Error> {
        let parts = &self.parts;
        let mut tasks = parts.life.tasks.lock().await;
        if tasks.is_some() && parts.life.failure().is_none() {
            return Ok(());
        }
        if let Some(failed) = tasks.take() {
            failed.stop(parts.clock.sleep(PATIENCE)).await;
        }
        let step = parts
            .store
            .read(activation::read)?
            .ok_or(Error::NotSignedIn)?
            .step;
        if !matches!(step, Step::Active) {
            parts.finish_activation().await?;
        }
        let session = parts.session()?;
        parts.set_running(true).await?;
        parts.life.failure.clear();
        *tasks = Some(parts.spawn_loops(&session)?);
        parts.life.running.store(true, Ordering::Release);
        parts.changes.bump();
        Ok(())
    }

    /// Stops in an orderly way: what is being written is finished, nothing new begins.
    ///
    /// # Errors
    /// [`Error::Storage`], [`Error::StorageFull`] when the orderly stop cannot be noted.
    pub async fn stop(&self) -> Result<(), Error> {
        let parts = &self.parts;
        let mut tasks = parts.life.tasks.lock().await;
        let Some(running) = tasks.take() else {
            return Ok(());
        };
        running.stop(parts.clock.sleep(PATIENCE)).await;
        parts.life.running.store(false, Ordering::Release);
        parts.changes.bump();
        parts.set_running(false).await
    }
}

impl Parts {
    async fn set_running(&self, running: bool) -> Result<(), Error> {
        let unit = self.store.begin(if running { "start" } else { "stop" }).await?;
        activation::set_running(&unit, running)?;
        Ok(unit.commit().await?)
    }
}
