//! [`Timeline`]: what was said in a room, for a screen.

use std::sync::Arc;

use griffie_core::engine::TimelineWindow;

use crate::{
    call::to_its_end,
    error::GriffieError,
    listener::{TimelineListener, steps},
    rows::timeline::TimelineRow,
    subscription::Subscription,
};

/// The newest lines of a room, **oldest first**: fifty at first, more as somebody reads back, and what comes in later. Everybody who
/// watches the same `Timeline` sees the same lines. It does not keep the core open.
#[derive(uniffi::Object)]
pub struct Timeline(TimelineWindow);

impl Timeline {
    pub(crate) fn of(window: TimelineWindow) -> Arc<Self> {
        Arc::new(Self(window))
    }
}

#[uniffi::export]
impl Timeline {
    /// Watches the lines, oldest first: the first line of the list stands at the top of the screen, a new message comes last.
    ///
    /// Errors: `Rejected` with `closed` once the core is closed.
    pub fn watch(&self, listener: Box<dyn TimelineListener>) -> Result<Arc<Subscription>, GriffieError> {
        Ok(Subscription::of(self.0.watch(listener.told_by(steps))?))
    }

    /// Takes in at most `count` (1 to 1,000) lines before the first. Gives whether there are still earlier ones on this device; watchers
    /// get the lines as inserts.
    ///
    /// Errors: `StorageUnusable`; `Rejected` with `closed`.
    pub async fn load_earlier(&self, count: u32) -> Result<bool, GriffieError> {
        let window = self.0.clone();
        to_its_end(async move { Ok(window.load_earlier(count).await?) }).await
    }

    /// The lines as they are now, oldest first.
    ///
    /// Errors: as `loadEarlier`.
    pub async fn rows(&self) -> Result<Vec<TimelineRow>, GriffieError> {
        let window = self.0.clone();
        to_its_end(async move { Ok(steps(window.rows().await?)) }).await
    }
}
