//! The one thread that writes: it takes uploads in groups and other units of work one by one.
//!
//! It must not know HTTP, and it checks no signatures: what reaches it has been checked by the request's task.
//!
//! - [`upload`]  what goes in and comes out
//! - [`group`]   a group of uploads in one transaction and two disk syncs
//! - [`lines`]   documents into the log
//! - [`run`]     the thread's loop

mod group;
mod lines;
mod run;
mod upload;

use std::{path::PathBuf, sync::Arc, thread};

use griffie_wire::note::LogKey;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use tokio::sync::{mpsc, oneshot, watch};

pub(crate) use upload::{Outcome, Upload};

use crate::{
    clock::Clock,
    limits::Limits,
    metrics::Metrics,
    store::{StoreError, open, recover},
};

/// A unit of work other than an upload. Says with which error the writer must stop, if it must.
type Unit = Box<dyn FnOnce(&mut group::State) -> Option<StoreError> + Send>;

enum Job {
    Upload(Upload, oneshot::Sender<Result<Outcome, Arc<StoreError>>>),
    Unit(Unit),
}

/// The checkpoint after the last commit.
#[derive(Clone, Debug)]
pub(crate) struct Signed {
    pub(crate) size: u64,
    pub(crate) note: Arc<str>,
}

/// Hands work to the writer thread. Cheap to clone; the thread ends when the last handle is gone.
#[derive(Clone)]
pub(crate) struct Writer {
    jobs: mpsc::Sender<Job>,
    signed: watch::Receiver<Signed>,
    stopped: watch::Receiver<Option<Arc<StoreError>>>,
}

/// Why an upload has no outcome.
#[derive(Debug)]
pub(crate) enum UploadError {
    /// The queue is full: the device should come back in a moment.
    Busy,
    Store(Arc<StoreError>),
}

/// What the thread works with.
pub(crate) struct WriterParts {
    pub(crate) dir: PathBuf,
    pub(crate) log_key: Arc<LogKey>,
    pub(crate) limits: Limits,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) metrics: Arc<Metrics>,
}

impl Writer {
    /// Recovers from disk and starts the thread.
    pub(crate) fn start(parts: WriterParts) -> Result<Self, StoreError> {
        let connection = open::writer(&parts.dir)?;
        let recovered = recover::recover(&parts.dir, &connection)?;
        // Overflow policy: an upload that finds no room is refused with 429, any other unit waits.
        let (jobs, queue) = mpsc::channel(parts.limits.queue);
        let first = group::sign(&parts.log_key, &recovered.edge)?;
        let (signed, signed_seen) = watch::channel(first);
        let (stopped, stopped_seen) = watch::channel(None);
        let mut state = group::State {
            connection,
            recovered,
            parts,
            signed,
        };
        // Documents that were set while nothing ran.
        state.log_documents()?;
        thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || run::run(state, queue, &stopped))?;
        Ok(Self {
            jobs,
            signed: signed_seen,
            stopped: stopped_seen,
        })
    }

    /// Adds an object to the log. Answers after it is on the disk.
    pub(crate) async fn upload(&self, upload: Upload) -> Result<Outcome, UploadError> {
        let (answer, outcome) = oneshot::channel();
        self.jobs
            .try_send(Job::Upload(upload, answer))
            .map_err(|error| match error {
                mpsc::error::TrySendError::Full(_) => UploadError::Busy,
                mpsc::error::TrySendError::Closed(_) => UploadError::Store(Arc::new(StoreError::Stopped)),
            })?;
        let stopped = |_| UploadError::Store(Arc::new(StoreError::Stopped));
        outcome.await.map_err(stopped)?.map_err(UploadError::Store)
    }

    /// Runs `work` in a transaction of its own and commits it when it is `Ok`.
    pub(crate) async fn write<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        self.unit(|state| in_transaction(&mut state.connection, work))
            .await
    }

    /// Gives documents that wait for their line in the log one. Says how many.
    pub(crate) async fn log_documents(&self) -> Result<usize, StoreError> {
        self.unit(group::State::log_documents).await
    }

    async fn unit<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&mut group::State) -> Result<T, StoreError> + Send + 'static,
    {
        let (answer, result) = oneshot::channel();
        let unit: Unit = Box::new(move |state| {
            let result = work(state);
            // Who asked may have gone; the work is done all the same.
            match result {
                Err(error) if error.is_fatal() => {
                    let _ = answer.send(Err(StoreError::Stopped));
                    Some(error)
                }
                other => {
                    let _ = answer.send(other);
                    None
                }
            }
        });
        self.jobs
            .send(Job::Unit(unit))
            .await
            .map_err(|_| StoreError::Stopped)?;
        result.await.map_err(|_| StoreError::Stopped)?
    }

    /// The newest signed checkpoint.
    pub(crate) fn signed(&self) -> Signed {
        self.signed.borrow().clone()
    }

    /// Uploads and units waiting.
    pub(crate) fn queued(&self) -> usize {
        self.jobs.max_capacity() - self.jobs.capacity()
    }

    /// Completes when the thread has stopped on an error that only a new start can mend.
    pub(crate) async fn stopped(&self) -> Arc<StoreError> {
        let mut stopped = self.stopped.clone();
        let error = stopped
            .wait_for(Option::is_some)
            .await
            .ok()
            .and_then(|error| error.clone());
        error.unwrap_or_else(|| Arc::new(StoreError::Stopped))
    }
}

/// Runs `work` in an immediate transaction; what is not committed never happened.
pub(crate) fn in_transaction<T>(
    connection: &mut Connection,
    work: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let value = work(&transaction)?;
    transaction.commit()?;
    Ok(value)
}
