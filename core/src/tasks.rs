//! Spawned tasks with a name, an owner and an end (house rule 25): an early return or a panic is reported, dropping the owner cancels.
//! Knows nothing of what the tasks do.

use std::{fmt::Display, future::Future};

use futures_util::future::join_all;
use tokio::{
    sync::mpsc,
    task::{AbortHandle, JoinHandle},
};
use tokio_util::sync::CancellationToken;

/// How a task ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ended {
    /// It returned because it was told to stop, or its work was finished.
    Done,
    /// It returned an error. The text is the error's `Display`, which by house rule 19 holds no content.
    Failed(String),
    /// It panicked.
    Panicked,
}

/// A task's name and how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Report {
    pub(crate) name: &'static str,
    pub(crate) ended: Ended,
}

/// A group of tasks that live and stop together.
pub(crate) struct Tasks {
    stop: CancellationToken,
    // Unbounded on purpose: one report per task, and tasks are counted on fingers.
    reports: mpsc::UnboundedSender<Report>,
    running: Vec<AbortHandle>,
    told: Vec<JoinHandle<()>>,
}

impl Tasks {
    /// An empty group, and the channel on which each task's end is told.
    pub(crate) fn new() -> (Self, mpsc::UnboundedReceiver<Report>) {
        let (reports, ends) = mpsc::unbounded_channel();
        (
            Self {
                stop: CancellationToken::new(),
                reports,
                running: Vec::new(),
                told: Vec::new(),
            },
            ends,
        )
    }

    /// The token that tells the tasks to stop.
    pub(crate) fn stop_token(&self) -> CancellationToken {
        self.stop.clone()
    }

    /// Starts `task` under `name`. Its end is sent to the channel of [`Tasks::new`], also when it panics.
    pub(crate) fn spawn<E: Display + Send + 'static>(
        &mut self,
        name: &'static str,
        task: impl Future<Output = Result<(), E>> + Send + 'static,
    ) {
        let work = tokio::spawn(task);
        self.running.push(work.abort_handle());
        let reports = self.reports.clone();
        self.told.push(tokio::spawn(async move {
            let ended = match work.await {
                Ok(Ok(())) => Ended::Done,
                Ok(Err(error)) => Ended::Failed(error.to_string()),
                Err(join) if join.is_cancelled() => Ended::Done,
                Err(_) => Ended::Panicked,
            };
            // The receiver is gone only when nobody is left to be told.
            drop(reports.send(Report { name, ended }));
        }));
    }

    /// Tells all tasks to stop and waits until they have; those that have not when `patience` is over are cancelled.
    pub(crate) async fn stop(mut self, patience: impl Future<Output = ()>) {
        self.stop.cancel();
        let told = join_all(std::mem::take(&mut self.told));
        tokio::select! {
            _ = told => {}
            () = patience => {}
        }
    }
}

impl Drop for Tasks {
    fn drop(&mut self) {
        self.stop.cancel();
        for task in &self.running {
            task.abort();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_an_error_and_an_end_are_all_told() {
        let (mut tasks, mut ends) = Tasks::new();
        tasks.spawn::<String>("ends", async { Ok(()) });
        assert_eq!(
            ends.recv().await,
            Some(Report {
                name: "ends",
                ended: Ended::Done
            })
        );
        tasks.spawn("errs", async { Err("no room") });
        assert_eq!(
            ends.recv().await.map(|r| r.ended),
            Some(Ended::Failed("no room".into()))
        );
        tasks.spawn::<String>("panics", async { panic!("on purpose") });
        assert_eq!(ends.recv().await.map(|r| r.ended), Some(Ended::Panicked));
    }

    #[tokio::test]
    async fn a_stop_lets_a_task_finish_what_it_does_and_cancels_one_that_does_not_listen() {
        let (mut tasks, mut ends) = Tasks::new();
        let stop = tasks.stop_token();
        tasks.spawn::<String>("listens", async move {
            stop.cancelled().await;
            Ok(())
        });
        tasks.stop(std::future::pending()).await;
        assert_eq!(
            ends.recv().await,
            Some(Report {
                name: "listens",
                ended: Ended::Done
            })
        );
        let (mut tasks, mut ends) = Tasks::new();
        tasks.spawn::<String>("deaf", std::future::pending());
        tasks.stop(std::future::ready(())).await;
        assert_eq!(ends.recv().await.map(|r| r.name), Some("deaf"));
    }

    #[tokio::test]
    async fn dropping_the_owner_ends_a_task_that_never_would() {
        let (mut tasks, mut ends) = Tasks::new();
        tasks.spawn::<String>("endless", std::future::pending());
        drop(tasks);
        assert_eq!(ends.recv().await.map(|r| r.name), Some("endless"));
    }
}
