//! What a watcher holds, and how it ends.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    thread::{self, ThreadId},
    time::Duration,
};

use parking_lot::{Condvar, Mutex};
use tokio_util::sync::CancellationToken;

/// How long [`Subscription::cancel`] waits for a delivery that is going on.
const PATIENCE: Duration = Duration::from_millis(100);

/// The other side did not take the news: it threw. It gets the whole state with the next try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the listener did not take the news")]
pub struct DeliveryFailed;

/// Somebody looks. Ends with [`Subscription::cancel`] or when it is dropped.
#[derive(Debug)]
#[must_use = "a subscription ends when it is dropped"]
pub struct Subscription {
    gate: Arc<Gate>,
}

impl Subscription {
    pub(super) fn new(gate: Arc<Gate>) -> Self {
        Self { gate }
    }

    /// Ends it. When this returns no delivery begins any more. One that is going on is given a moment to end, no longer: it may
    /// itself be waiting for the caller, or be the caller.
    pub fn cancel(&self) {
        self.gate.close();
        self.gate.wait_for_the_last();
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.gate.close();
    }
}

/// Through here every delivery goes, one at a time, and none once it is closed.
#[derive(Debug, Default)]
pub(super) struct Gate {
    inside: Mutex<Inside>,
    left: Condvar,
    closed: CancellationToken,
}

#[derive(Debug, Default)]
struct Inside {
    closed: bool,
    delivering: Option<ThreadId>,
}

impl Gate {
    /// Delivers, unless it is closed: then `None`. A panic inside counts as [`DeliveryFailed`].
    pub(super) fn pass(
        &self,
        deliver: impl FnOnce() -> Result<(), DeliveryFailed>,
    ) -> Option<Result<(), DeliveryFailed>> {
        {
            let mut inside = self.inside.lock();
            if inside.closed {
                return None;
            }
            inside.delivering = Some(thread::current().id());
        }
        // What a panic leaves half done is the listener's own; the next delivery starts over with the whole state.
        let delivered = catch_unwind(AssertUnwindSafe(deliver)).unwrap_or(Err(DeliveryFailed));
        self.inside.lock().delivering = None;
        self.left.notify_all();
        Some(delivered)
    }

    /// Resolves when it is closed.
    pub(super) async fn closed(&self) {
        self.closed.cancelled().await;
    }

    fn close(&self) {
        self.inside.lock().closed = true;
        self.closed.cancel();
    }

    fn wait_for_the_last(&self) {
        let mut inside = self.inside.lock();
        if inside.delivering == Some(thread::current().id()) {
            return;
        }
        let delivering = |inside: &mut Inside| inside.delivering.is_some();
        // Over time or not: whatever is going on has begun, and nothing new begins.
        let _ = self.left.wait_while_for(&mut inside, delivering, PATIENCE);
    }
}
