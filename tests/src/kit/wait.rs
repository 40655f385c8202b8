//! Waiting for something to become true, with an end. The only place of the kit that lets time pass.

use std::{
    future::Future,
    time::{Duration, Instant},
};

use super::{Outcome, failure};

const STEP: Duration = Duration::from_millis(100);

/// Asks again until the answer is `Some`, or says what did not happen in time.
pub async fn until<T, F, Fut>(what: &str, limit: Duration, mut ask: F) -> Outcome<T>
where
    F: FnMut() -> Fut,
    Fut: Future<Output = Outcome<Option<T>>>,
{
    let started = now();
    loop {
        let answer = ask().await;
        match answer {
            Ok(Some(value)) => return Ok(value),
            Ok(None) if started.elapsed() < limit => pause(STEP).await,
            Ok(None) => {
                return Err(failure(format!(
                    "{what} did not happen within {} s",
                    limit.as_secs()
                )));
            }
            Err(error) if started.elapsed() >= limit => return Err(error),
            Err(_) => pause(STEP).await,
        }
    }
}

/// Lets time pass: for play in which a real person would wait, never to hide a race.
#[expect(
    clippy::disallowed_methods,
    reason = "the kit drives processes that live in real time"
)]
pub async fn pause(time: Duration) {
    tokio::time::sleep(time).await;
}

/// The monotonic clock, for durations in reports.
#[expect(
    clippy::disallowed_methods,
    reason = "the kit measures processes that live in real time"
)]
pub fn now() -> Instant {
    Instant::now()
}
