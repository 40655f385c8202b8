//! The only place that asks the system for the time and that waits (house rule 10).

use std::{
    sync::LazyLock,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use futures_util::future::BoxFuture;
use griffie_wire::ids::Millis;

/// Where time comes from. Tests turn it by hand.
pub(crate) trait Clock: Send + Sync {
    /// UTC now.
    fn now(&self) -> Millis;
    /// Monotonic time since the process started, for measuring durations.
    fn elapsed(&self) -> Duration;
    /// Completes after `time`.
    fn sleep(&self, time: Duration) -> BoxFuture<'static, ()>;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct SystemClock;

static STARTED: LazyLock<Instant> = LazyLock::new(start);

#[allow(clippy::disallowed_methods, reason = "this is clock.rs")]
fn start() -> Instant {
    Instant::now()
}

#[allow(clippy::disallowed_methods, reason = "this is clock.rs")]
impl Clock for SystemClock {
    fn now(&self) -> Millis {
        // A clock before 1970 reads as 1970: every signed request is then refused as clock skew, which is right.
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Millis(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
    }

    fn elapsed(&self) -> Duration {
        STARTED.elapsed()
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(time))
    }
}
