//! A clock that stands still until the play turns it, forwards or back: waits of hours take no time, and every run sees the same times.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use futures_util::future::BoxFuture;
use griffie_core::clock::{Clock, SystemClock};
use griffie_wire::Millis;
use tokio::sync::watch;

/// The clock of one phone.
pub struct Calendar {
    /// What the phone believes.
    now: AtomicU64,
    /// Milliseconds that have gone by, whatever the phone believes.
    passed: watch::Sender<u64>,
    wakes: AtomicU64,
}

impl Calendar {
    /// A clock that shows what the system's shows now.
    #[must_use]
    pub fn new() -> Self {
        Self {
            now: AtomicU64::new(SystemClock::default().now().0),
            passed: watch::Sender::new(0),
            wakes: AtomicU64::new(0),
        }
    }

    /// Time goes by; whoever slept that long wakes.
    pub fn pass(&self, time: Duration) {
        let millis = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        self.now.fetch_add(millis, Ordering::SeqCst);
        self.passed.send_modify(|passed| *passed += millis);
    }

    /// Somebody sets the clock; no time goes by.
    pub fn set_by(&self, millis: i64) {
        let now = self.now.load(Ordering::SeqCst).saturating_add_signed(millis);
        self.now.store(now, Ordering::SeqCst);
    }

    /// How often a sleep has come to its end.
    #[must_use]
    pub fn wakes(&self) -> u64 {
        self.wakes.load(Ordering::SeqCst)
    }
}

impl Default for Calendar {
    fn default() -> Self {
        Self::new()
    }
}

/// The clock as the core is handed it.
#[derive(Clone)]
pub struct Handed(pub std::sync::Arc<Calendar>);

impl Clock for Handed {
    fn now(&self) -> Millis {
        Millis(self.0.now.load(Ordering::SeqCst))
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let calendar = self.0.clone();
        let mut passed = calendar.passed.subscribe();
        let until =
            (*passed.borrow()).saturating_add(u64::try_from(duration.as_millis()).unwrap_or(u64::MAX));
        Box::pin(async move {
            // The sender lives in the calendar that this future holds.
            if passed.wait_for(|passed| *passed >= until).await.is_ok() {
                calendar.wakes.fetch_add(1, Ordering::SeqCst);
            }
        })
    }
}
