//! Watches that no loop ends by itself: the first that does stops all, and why is kept for whoever asks.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::mpsc::UnboundedReceiver;
use tokio_util::sync::CancellationToken;

use super::{changes::Changes, health::Health};
use crate::{
    error::Error,
    tasks::{Ended, Report},
};

/// Why everything stopped, as a stable word.
#[derive(Debug, Default)]
pub(super) struct Failure(Mutex<Option<String>>);

impl Failure {
    pub(super) fn reason(&self) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn clear(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// The first failure stays: those after it are its consequences.
    pub(super) fn set(&self, reason: impl Into<String>) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get_or_insert_with(|| reason.into());
    }
}

/// Watches the ends of the loops.
pub(super) struct Watch {
    pub(super) health: Arc<Health>,
    pub(super) changes: Changes,
    pub(super) failure: Arc<Failure>,
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
                Ended::Done => "ended_early".to_owned(),
                Ended::Failed(text) => text,
                Ended::Panicked => "panicked".to_owned(),
            };
            tracing::error!(part = report.name, code, "a loop ended; everything stops");
            self.failure.set(code.clone());
            self.health.ill(report.name, code);
            stop.cancel();
            self.changes.bump();
        }
    }
}
