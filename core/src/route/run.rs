//! The routing loop: visits the gateway when there is something to carry or to fetch, for as long as the core runs.

use std::{path::PathBuf, sync::Arc, time::Duration};

use tokio_util::sync::CancellationToken;

use super::{
    RouteError,
    contact::{Visit, Visited, visit},
    pace::{poll_in, retry_in},
};
use crate::{
    clock::Clock,
    engine::{changes::Changes, health::Health, wakes::Wakes},
    net::gateway::Gateway,
    store::{Store, identity},
};

/// A halt is for a person to lift; the loop only looks whether that was done.
const HALTED: Duration = Duration::from_secs(3600);

/// What the loop uses.
pub(crate) struct Routing {
    pub(crate) store: Store,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) gateway: Arc<Gateway>,
    pub(crate) data_dir: PathBuf,
    pub(crate) wakes: Arc<Wakes>,
    pub(crate) changes: Changes,
    pub(crate) health: Arc<Health>,
}

/// Routes until told to stop. A storage fault ends it (invariant 10); whatever the gateway does only delays.
pub(crate) async fn run(routing: Routing, stop: CancellationToken) -> Result<(), RouteError> {
    let (mut failures, mut idle_visits) = (0_u32, 0_u32);
    loop {
        if !routing.wakes.conditions.network(&stop).await {
            return Ok(());
        }
        let visited = tokio::select! {
            () = stop.cancelled() => return Ok(()),
            visited = go(&routing) => visited,
        };
        let wait = match visited {
            Ok(visited) => {
                failures = 0;
                idle_visits = if visited.moved {
                    0
                } else {
                    idle_visits.saturating_add(1)
                };
                after_visit(&routing, visited, idle_visits)
            }
            Err(RouteError::Store(error)) => return Err(error.into()),
            Err(error) => {
                failures = failures.saturating_add(1);
                after_failure(&routing, &error, failures)
            }
        };
        tokio::select! {
            () = stop.cancelled() => return Ok(()),
            () = routing.clock.sleep(wait) => {}
            () = routing.wakes.route.notified(), if failures == 0 => idle_visits = 0,
            () = routing.wakes.route_now.notified() => idle_visits = 0,
        }
    }
}

async fn go(routing: &Routing) -> Result<Visited, RouteError> {
    let parts = Visit {
        store: &routing.store,
        clock: &*routing.clock,
        gateway: &routing.gateway,
        data_dir: &routing.data_dir,
        identity: routing.store.read(identity::require)?,
        conduct: routing.wakes.conditions.now(),
    };
    visit(&parts).await
}

fn after_visit(routing: &Routing, visited: Visited, idle_visits: u32) -> Duration {
    let news = routing.health.well("route");
    if visited.recalled {
        routing.wakes.recall.notify_one();
    }
    if visited.forgot {
        routing.changes.bump();
    }
    if visited.moved || news {
        routing.changes.archive();
    }
    if visited.moved {
        // Alarms and configuration are records too.
        routing.wakes.seal.notify_one();
    }
    poll_in(visited.left, idle_visits)
}

fn after_failure(routing: &Routing, error: &RouteError, failures: u32) -> Duration {
    let code = error.code();
    tracing::warn!(code, failures, "gateway visit ended early");
    routing.health.ill("route", code);
    routing.changes.archive();
    routing.wakes.seal.notify_one();
    match error {
        RouteError::Halted(_) => HALTED,
        RouteError::Gateway(error) => retry_in(failures, jitter(), error.retry_after()),
        _ => retry_in(failures, jitter(), None),
    }
}

fn jitter() -> u16 {
    let mut bytes = [0; 2];
    // Without randomness the fleet is not spread, which is no reason to stop.
    if getrandom::fill(&mut bytes).is_err() {
        return u16::MAX / 2;
    }
    u16::from_ne_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;
    use griffie_wire::key::SigningKey;

    use super::*;
    use crate::{
        engine::changes::Interest,
        net::{
            gateway::{GatewayError, Way},
            http::Http,
        },
        route::{
            pace::Left,
            tests::kit::{DEVICE, Device},
        },
    };

    /// The light is made of complaints too: one that ends is told though nothing was carried.
    #[tokio::test]
    async fn a_visit_that_ends_a_complaint_is_told_to_who_looks_at_the_archive() {
        let device = Device::new().await;
        let way = Way::new(Http::new(None).unwrap(), device.clock(), Vec::new(), 0);
        let routing = Routing {
            store: device.store.clone(),
            clock: device.clock(),
            gateway: Arc::new(Gateway::new(way, DEVICE, SigningKey::from_seed(&[1; 32]))),
            data_dir: device.data_dir().to_owned(),
            wakes: Arc::default(),
            changes: Changes::new(),
            health: Arc::default(),
        };
        let bell = routing.changes.listen(Interest::Archive);
        let rings = || bell.rings().now_or_never().is_some();
        let nothing = Visited {
            moved: false,
            forgot: false,
            recalled: false,
            left: Left::Nothing,
        };
        after_visit(&routing, nothing, 0);
        assert!(!rings(), "nothing happened");
        after_failure(&routing, &RouteError::Gateway(GatewayError::Address), 1);
        assert!(rings());
        after_visit(&routing, nothing, 0);
        assert!(rings(), "the complaint is over");
        after_visit(&routing, nothing, 0);
        assert!(!rings());
    }
}
