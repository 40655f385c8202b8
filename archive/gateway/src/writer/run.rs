//! The writer's loop: wait for work, gather what else is waiting, do it.

use std::sync::Arc;

use tokio::sync::{mpsc, oneshot, watch};

use super::{
    Job, Unit,
    group::State,
    upload::{Outcome, Upload},
};
use crate::store::StoreError;

type Waiting = (Upload, oneshot::Sender<Result<Outcome, Arc<StoreError>>>);

/// Works until all handles are gone, or until an error after which only the disk knows the state.
pub(super) fn run(
    mut state: State,
    mut queue: mpsc::Receiver<Job>,
    stopped: &watch::Sender<Option<Arc<StoreError>>>,
) {
    while let Some(job) = queue.blocking_recv() {
        let (group, unit) = gather(job, &mut queue, state.parts.limits.group);
        let fatal =
            commit(&mut state, group).or_else(|| unit.and_then(|unit| unit(&mut state).map(Arc::new)));
        if let Some(error) = fatal {
            tracing::error!(%error, "the writer stops");
            stopped.send_replace(Some(error));
            return;
        }
    }
}

/// Takes uploads that are waiting, up to `limit`, and stops at the first other unit, which then follows the group.
fn gather(first: Job, queue: &mut mpsc::Receiver<Job>, limit: usize) -> (Vec<Waiting>, Option<Unit>) {
    let mut group = Vec::new();
    let mut next = Some(first);
    while let Some(job) = next.take() {
        match job {
            Job::Unit(unit) => return (group, Some(unit)),
            Job::Upload(upload, answer) => group.push((upload, answer)),
        }
        if group.len() < limit {
            next = queue.try_recv().ok();
        }
    }
    (group, None)
}

fn commit(state: &mut State, group: Vec<Waiting>) -> Option<Arc<StoreError>> {
    if group.is_empty() {
        return None;
    }
    let (uploads, answers): (Vec<_>, Vec<_>) = group.into_iter().unzip();
    // A device that has hung up will ask again and get the same receipt.
    match state.commit(&uploads) {
        Ok(outcomes) => {
            for (answer, outcome) in answers.into_iter().zip(outcomes) {
                let _ = answer.send(Ok(outcome));
            }
            None
        }
        Err(error) => {
            let error = Arc::new(error);
            for answer in answers {
                let _ = answer.send(Err(Arc::clone(&error)));
            }
            error.is_fatal().then_some(error)
        }
    }
}
