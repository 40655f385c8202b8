//! Looks again when its bell rings, and hands over what is new since the last time.
//!
//! Looking and handing over happen on a thread of their own that lives as long as that takes: a listener that blocks holds up nobody
//! else, and at rest there is no thread. A listener that fails gets the whole state again, later and later, until it takes it.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    thread,
    time::Duration,
};

use parking_lot::Mutex;
use tokio::{runtime::Handle, sync::oneshot};

use super::subscription::{DeliveryFailed, Gate, Subscription};
use crate::{
    clock::Clock,
    engine::changes::{Bell, Touched},
    error::Error,
};

const FIRST_WAIT: Duration = Duration::from_secs(1);
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// What a watcher runs on.
pub(crate) struct Watcher {
    /// Where the waiting happens; whoever watches need not be in an async context.
    pub(crate) runtime: Handle,
    pub(crate) clock: Arc<dyn Clock>,
    /// Rings when there may be something new.
    pub(crate) bell: Arc<Bell>,
    /// Changes that come closer together than this are looked at together.
    pub(crate) pause: Duration,
}

/// Looks: the picture before, what was touched since, and the picture now. `None` when there is nothing left to look at.
pub(super) type Look<P> = Box<dyn FnMut(Option<&P>, &Touched) -> Option<Result<P, Error>> + Send>;
/// What is new in the second picture; `None` when nothing is. Without a first picture everything is.
pub(super) type Compare<P, N> = fn(Option<&P>, &P) -> Option<N>;
/// Hands news over; may block for as long as it likes.
pub(super) type Deliver<N> = Box<dyn FnMut(N) -> Result<(), DeliveryFailed> + Send>;

/// The work of one subscription.
pub(super) struct Courier<P, N> {
    pub(super) look: Look<P>,
    pub(super) compare: Compare<P, N>,
    pub(super) deliver: Deliver<N>,
    /// What was handed over last.
    pub(super) last: Option<P>,
}

/// How a round ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Round {
    /// The listener has the state as it was when the round began.
    UpToDate,
    /// It has not: look again, also if nothing changes.
    Again,
    /// The subscription or the core is gone.
    Over,
}

impl Watcher {
    /// Begins to watch; the first delivery follows at once.
    pub(super) fn start<P: Send + 'static, N: 'static>(self, courier: Courier<P, N>) -> Subscription {
        let gate = Arc::<Gate>::default();
        let runtime = self.runtime.clone();
        // Its owner is the subscription: it ends when the gate closes, and with the core.
        runtime.spawn(self.run(Arc::new(Mutex::new(courier)), gate.clone()));
        Subscription::new(gate)
    }

    async fn run<P: Send + 'static, N: 'static>(self, courier: Arc<Mutex<Courier<P, N>>>, gate: Arc<Gate>) {
        let mut failures: u32 = 0;
        loop {
            match self.round(&courier, &gate).await {
                Round::Over => return,
                Round::UpToDate => failures = 0,
                Round::Again => {
                    failures = failures.saturating_add(1);
                    self.bell.put_back();
                    tracing::warn!(failures, "a listener could not be told");
                }
            }
            let wait = wait(failures);
            let retry = async {
                match wait {
                    Some(wait) => self.clock.sleep(wait).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                biased;
                () = gate.closed() => return,
                () = self.bell.rings(), if wait.is_none() => {}
                () = retry => {}
            }
            tokio::select! {
                biased;
                () = gate.closed() => return,
                () = self.clock.sleep(self.pause) => {}
            }
        }
    }

    /// One round, on a thread of its own.
    async fn round<P: Send + 'static, N: 'static>(
        &self,
        courier: &Arc<Mutex<Courier<P, N>>>,
        gate: &Arc<Gate>,
    ) -> Round {
        let (done, ended) = oneshot::channel();
        let (courier, gate, bell) = (courier.clone(), gate.clone(), self.bell.clone());
        let started = thread::Builder::new()
            .name("griffie-watch".to_owned())
            .spawn(move || {
                let round = catch_unwind(AssertUnwindSafe(|| courier.lock().go(&bell, &gate)));
                // What a listener holds is freed here rather than where the async tasks run.
                drop((courier, gate, bell));
                // Nobody waits when the runtime is gone.
                let _ = done.send(round.unwrap_or(Round::Again));
            });
        match started {
            Ok(_) => ended.await.unwrap_or(Round::Again),
            // The system has no thread to give now.
            Err(_) => Round::Again,
        }
    }
}

impl<P, N> Courier<P, N> {
    fn go(&mut self, bell: &Bell, gate: &Gate) -> Round {
        let touched = bell.take();
        let now = match (self.look)(self.last.as_ref(), &touched) {
            None => return Round::Over,
            Some(Err(error)) => {
                tracing::error!(code = error.code(), "a screen could not be read");
                return Round::Again;
            }
            Some(Ok(now)) => now,
        };
        let Some(news) = (self.compare)(self.last.as_ref(), &now) else {
            self.last = Some(now);
            return Round::UpToDate;
        };
        // Until it is taken, nobody knows what the listener has.
        self.last = None;
        match gate.pass(|| (self.deliver)(news)) {
            None => Round::Over,
            Some(Err(DeliveryFailed)) => Round::Again,
            Some(Ok(())) => {
                self.last = Some(now);
                Round::UpToDate
            }
        }
    }
}

/// The wait after so many failures; none after none.
fn wait(failures: u32) -> Option<Duration> {
    let doublings = failures.checked_sub(1)?.min(16);
    Some(FIRST_WAIT.saturating_mul(1 << doublings).min(LONGEST_WAIT))
}
