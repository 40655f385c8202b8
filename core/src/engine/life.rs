//! Starts the loops, watches that none of them ends, stops them. A loop that ends with an error takes all others with it: nothing is
//! synced or sent that cannot be journaled (invariant 10).

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use tokio::sync::mpsc::UnboundedReceiver;
use tokio_util::sync::CancellationToken;

use super::{Griffie, Parts, changes::Changes, health::Health, login, session::Session};
use crate::{
    chat::{
        media,
        queue::{self, QueueParts},
    },
    error::Error,
    fill,
    net::matrix::Matrix,
    route::{self, Routing},
    seal,
    store::{
        activation::{self, Step},
        check,
    },
    sync::{self, SyncParts},
    tasks::{Ended, Report, Tasks},
};

/// How long a stop waits for loops to finish what they write.
const PATIENCE: Duration = Duration::from_secs(10);

/// The running loops, if any.
#[derive(Default)]
pub(super) struct Life {
    tasks: tokio::sync::Mutex<Option<Tasks>>,
    running: AtomicBool,
    failed: Arc<AtomicBool>,
}

impl Life {
    pub(super) fn is_running(&self) -> bool {
        self.running.load(Ordering::Acquire)
    }

    pub(super) fn has_failed(&self) -> bool {
        self.failed.load(Ordering::Acquire)
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
        if tasks.is_some() && !parts.life.has_failed() {
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
        parts.life.failed.store(false, Ordering::Release);
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

    fn spawn_loops(&self, session: &Session) -> Result<Tasks, Error> {
        let (mut tasks, ends) = Tasks::new();
        let stop = tasks.stop_token();
        let watch = Watch {
            health: self.health.clone(),
            changes: self.changes.clone(),
            failed: self.life.failed.clone(),
        };
        tasks.spawn("watch", watch.run(ends, stop.clone()));
        tasks.spawn("check", check::run(self.store.clone(), stop.clone()));
        self.spawn_archive(&mut tasks, session, &stop);
        self.spawn_matrix(&mut tasks, &session.matrix, &stop);
        self.spawn_sending(&mut tasks, &session.matrix, &stop)?;
        Ok(tasks)
    }

    fn spawn_archive(&self, tasks: &mut Tasks, session: &Session, stop: &CancellationToken) {
        let sealing = seal::run(
            self.store.clone(),
            self.clock.clone(),
            self.wakes.clone(),
            self.changes.clone(),
            self.health.clone(),
            stop.clone(),
        );
        tasks.spawn("seal", sealing);
        let routing = Routing {
            store: self.store.clone(),
            clock: self.clock.clone(),
            gateway: session.gateway.clone(),
            data_dir: self.data_dir.clone(),
            wakes: self.wakes.clone(),
            changes: self.changes.clone(),
            health: self.health.clone(),
        };
        tasks.spawn("route", route::run(routing, stop.clone()));
    }

    fn spawn_matrix(&self, tasks: &mut Tasks, matrix: &Arc<Matrix>, stop: &CancellationToken) {
        let login = login::Login {
            store: self.store.clone(),
            http: self.http.clone(),
            clock: self.clock.clone(),
            matrix: matrix.clone(),
            wakes: self.wakes.clone(),
            health: self.health.clone(),
        };
        tasks.spawn("login", login::run(login, stop.clone()));
        let reading = SyncParts {
            store: self.store.clone(),
            matrix: matrix.clone(),
            clock: self.clock.clone(),
            wakes: self.wakes.clone(),
            changes: self.changes.clone(),
            health: self.health.clone(),
        };
        tasks.spawn("sync", sync::run(reading.clone(), stop.clone()));
        tasks.spawn("fill", fill::run(reading, stop.clone()));
    }

    fn spawn_sending(
        &self,
        tasks: &mut Tasks,
        matrix: &Arc<Matrix>,
        stop: &CancellationToken,
    ) -> Result<(), Error> {
        let queue = QueueParts {
            store: self.store.clone(),
            matrix: matrix.clone(),
            clock: self.clock.clone(),
            wakes: self.wakes.clone(),
            changes: self.changes.clone(),
            dir: self.dir.clone(),
        };
        tasks.spawn("queue", queue::run(queue, stop.clone()));
        tasks.spawn("media", media::run(self.media_parts()?, stop.clone()));
        Ok(())
    }
}

/// Watches the ends of the loops.
pub(super) struct Watch {
    pub(super) health: Arc<Health>,
    pub(super) changes: Changes,
    pub(super) failed: Arc<AtomicBool>,
}

impl Watch {
    pub(super) async fn run(
        self,
        mut ends: UnboundedReceiver<Report>,
        stop: CancellationToken,
    ) -> Result<(), Error> {
        loop {
            let report = tokio::select! {
                biased;
                report = ends.recv() => report,
                () = stop.cancelled() => return Ok(()),
            };
            let Some(report) = report else { return Ok(()) };
            if stop.is_cancelled() && report.ended == Ended::Done {
                continue;
            }
            let code = match report.ended {
                Ended::Done => "ended early".to_owned(),
                Ended::Failed(text) => text,
                Ended::Panicked => "panicked".to_owned(),
            };
            tracing::error!(part = report.name, code, "a loop ended; everything stops");
            self.health.ill(report.name, code);
            self.failed.store(true, Ordering::Release);
            stop.cancel();
            self.changes.bump();
        }
    }
}
