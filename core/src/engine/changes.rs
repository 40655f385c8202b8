//! Tells readers that something they may show has changed. A number that rises: readers look again at the state, so a reader that
//! lags skips pictures, never facts (design section 4, invariant 6 is about evidence, which does not pass here).

use std::sync::Arc;

use tokio::sync::watch;

/// Bumped after every commit that changed a projection. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Changes(Arc<watch::Sender<u64>>);

impl Changes {
    pub(crate) fn new() -> Self {
        Self(Arc::new(watch::Sender::new(0)))
    }

    /// Something changed.
    pub(crate) fn bump(&self) {
        self.0.send_modify(|count| *count = count.wrapping_add(1));
    }

    /// Resolves at each bump after now; bumps that nobody awaited run together.
    pub(crate) fn subscribe(&self) -> watch::Receiver<u64> {
        self.0.subscribe()
    }
}
