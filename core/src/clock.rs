//! The one place that asks the system for the time or waits for it; everything else is handed a [`Clock`] (house rule 10).

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use futures_util::future::BoxFuture;
use griffie_wire::ids::Millis;

/// Time as the core sees it. Order of records never depends on it: it only dates them and paces the loops.
pub trait Clock: Send + Sync {
    /// UTC milliseconds since 1970, as the device believes it to be.
    fn now(&self) -> Millis;

    /// Resolves after `duration`.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
}

/// The clock of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock {
    shift_ms: i64,
}

impl SystemClock {
    /// The system clock, wrong by `shift_ms`: how a device behaves whose clock was never set.
    pub fn shifted(shift_ms: i64) -> Self {
        Self { shift_ms }
    }
}

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the place where the system is asked"
    )]
    fn now(&self) -> Millis {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let millis = u64::try_from(since.as_millis()).unwrap_or(u64::MAX);
        Millis(millis.saturating_add_signed(self.shift_ms))
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "this is the place where the system is asked"
    )]
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// A clock that stands still until a test turns it; sleeping turns it too, so that no test waits.
#[cfg(test)]
#[derive(Debug, Clone)]
pub(crate) struct TestClock(std::sync::Arc<std::sync::atomic::AtomicU64>);

#[cfg(test)]
impl TestClock {
    pub(crate) fn at(now: Millis) -> Self {
        Self(std::sync::Arc::new(std::sync::atomic::AtomicU64::new(now.0)))
    }

    pub(crate) fn advance(&self, by: Duration) {
        let millis = u64::try_from(by.as_millis()).expect("tests advance by less than an age");
        self.0.fetch_add(millis, std::sync::atomic::Ordering::SeqCst);
    }
}

#[cfg(test)]
impl Clock for TestClock {
    fn now(&self) -> Millis {
        Millis(self.0.load(std::sync::atomic::Ordering::SeqCst))
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.advance(duration);
        Box::pin(tokio::task::yield_now())
    }
}
