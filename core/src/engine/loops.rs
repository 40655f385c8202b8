//! What runs while the core runs: one task per loop, and one that watches their ends.

use std::{future::Future, sync::Arc};

use tokio_util::sync::CancellationToken;

use super::{Parts, ends::Watch, login, session::Session};
use crate::{
    chat::{
        media,
        queue::{self, QueueParts},
    },
    error::Error,
    fill,
    net::matrix::Matrix,
    recall, recovery,
    route::{self, Routing},
    seal,
    store::check,
    sync::{self, SyncParts},
    tasks::Tasks,
    verify,
};

impl Parts {
    /// Starts all of them.
    pub(super) fn spawn_loops(&self, session: &Session) -> Result<Tasks, Error> {
        let mut tasks = self.spawn_closing_loops(session)?;
        let stop = tasks.stop_token();
        let reading = self.sync_parts(&session.matrix);
        tasks.spawn("verify", worded(verify::run(reading.clone(), stop.clone())));
        tasks.spawn("sync", worded(sync::run(reading, stop)));
        Ok(tasks)
    }

    /// Starts all but the sync: nothing new comes in, what is here goes on its way.
    pub(super) fn spawn_closing_loops(&self, session: &Session) -> Result<Tasks, Error> {
        let (mut tasks, ends) = Tasks::new();
        let stop = tasks.stop_token();
        let watch = Watch {
            health: self.health.clone(),
            changes: self.changes.clone(),
            failure: self.life.failure_mark(),
        };
        tasks.spawn("watch", watch.run(ends, stop.clone()));
        tasks.spawn("check", worded(check::run(self.store.clone(), stop.clone())));
        self.spawn_archive(&mut tasks, session, &stop);
        self.spawn_login(&mut tasks, &session.matrix, &stop);
        let reading = self.sync_parts(&session.matrix);
        tasks.spawn("fill", worded(fill::run(reading.clone(), stop.clone())));
        tasks.spawn("recall", worded(recall::run(reading.clone(), stop.clone())));
        tasks.spawn("backup", worded(recovery::run(reading, stop.clone())));
        self.spawn_sending(&mut tasks, &session.matrix, &stop)?;
        Ok(tasks)
    }

    /// What reads from the homeserver.
    pub(super) fn sync_parts(&self, matrix: &Arc<Matrix>) -> SyncParts {
        SyncParts {
            store: self.store.clone(),
            matrix: matrix.clone(),
            clock: self.clock.clone(),
            wakes: self.wakes.clone(),
            changes: self.changes.clone(),
            health: self.health.clone(),
        }
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
        tasks.spawn("seal", worded(sealing));
        let routing = Routing {
            store: self.store.clone(),
            clock: self.clock.clone(),
            gateway: session.gateway.clone(),
            data_dir: self.data_dir.clone(),
            wakes: self.wakes.clone(),
            changes: self.changes.clone(),
            health: self.health.clone(),
        };
        tasks.spawn("route", worded(route::run(routing, stop.clone())));
    }

    fn spawn_login(&self, tasks: &mut Tasks, matrix: &Arc<Matrix>, stop: &CancellationToken) {
        let login = login::Login {
            store: self.store.clone(),
            http: self.http.clone(),
            clock: self.clock.clone(),
            matrix: matrix.clone(),
            wakes: self.wakes.clone(),
            changes: self.changes.clone(),
            health: self.health.clone(),
        };
        tasks.spawn("login", worded(login::run(login, stop.clone())));
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
            transfers: self.transfers.clone(),
            in_clear: Arc::default(),
        };
        tasks.spawn("queue", worded(queue::run(queue, stop.clone())));
        tasks.spawn("media", worded(media::run(self.media_parts()?, stop.clone())));
        Ok(())
    }
}

/// A loop whose error is told as the stable word that an app gets to know.
async fn worded<E: Into<Error>>(work: impl Future<Output = Result<(), E>>) -> Result<(), String> {
    work.await.map_err(|error| {
        let error = error.into();
        error.code().unwrap_or_else(|| error.kind()).to_owned()
    })
}
