//! The sealing loop: seals when the policy says so, for as long as the core runs.

use std::{sync::Arc, time::Duration};

use tokio_util::sync::CancellationToken;

use super::next::{Outcome, SealingError, Urgency, seal_next};
use crate::{
    clock::Clock,
    engine::{changes::Changes, health::Health, wakes::Wakes},
    store::Store,
};

/// Appending wakes the loop; this is only the longest that a lost wake can cost.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// Seals until told to stop. A storage fault ends it (invariant 10).
pub(crate) async fn run(
    store: Store,
    clock: Arc<dyn Clock>,
    wakes: Arc<Wakes>,
    changes: Changes,
    health: Arc<Health>,
    stop: CancellationToken,
) -> Result<(), SealingError> {
    loop {
        let outcome = seal_next(&store, &clock, Urgency::WhenDue).await?;
        let wait = match outcome {
            Outcome::Sealed(_) => {
                health.well_all(&["seal"]);
                changes.archive();
                wakes.route.notify_one();
                continue;
            }
            Outcome::Wait(wait) => wait.min(LONGEST_WAIT),
            Outcome::ConfigNotValid => {
                health.ill("seal", "seal_config_not_valid");
                LONGEST_WAIT
            }
        };
        tokio::select! {
            () = stop.cancelled() => return Ok(()),
            () = wakes.seal.notified() => {}
            () = clock.sleep(wait) => {}
        }
    }
}
