//! The one place of the bench that asks the system how time goes by.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use griffie_wire::Millis;

/// Runs from the moment it is made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stopwatch(Instant);

impl Stopwatch {
    #[expect(clippy::disallowed_methods, reason = "measuring time is what a bench is for")]
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    pub(crate) fn read(self) -> Duration {
        self.0.elapsed()
    }
}

/// UTC, for what is signed with a date.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the place where the system is asked"
)]
pub(crate) fn now() -> Millis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Millis(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
}

/// Lets a process that was just started come up.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the place where the system is asked"
)]
pub(crate) fn pause(duration: Duration) {
    std::thread::sleep(duration);
}

/// As a number of milliseconds.
pub(crate) fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
