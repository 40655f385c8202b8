//! The one place that asks the system for the time or waits for it (house rule 10).

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use futures_util::future::BoxFuture;
use griffie_wire::Millis;

/// Time as the vault sees it. It dates rows and paces the loop; the order of evidence never depends on it.
pub trait Clock: Send + Sync {
    /// UTC milliseconds since 1970.
    fn now(&self) -> Millis;

    /// Resolves after `duration`.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
}

/// The clock of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the place where the system is asked"
    )]
    fn now(&self) -> Millis {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Millis(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "this is the place where the system is asked"
    )]
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// A clock that stands still; sleeping does not wait.
#[cfg(test)]
#[derive(Debug, Clone, Copy)]
pub(crate) struct StandingClock(pub(crate) Millis);

#[cfg(test)]
impl Clock for StandingClock {
    fn now(&self) -> Millis {
        self.0
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::ready(()))
    }
}
