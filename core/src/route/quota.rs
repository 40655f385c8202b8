//! So many bytes of evidence a day travel where somebody pays by the byte; what has waited a day goes all the same (issue 5.5,
//! docs/decisions/0034). The background job plans by the same numbers (`platform::plan`).

use griffie_wire::ids::Seq;

use super::contact::Visit;
use crate::{
    platform::plan::DEADLINE,
    store::{StoreError, config, metered, outbox},
};

/// Whether an object, or a file it speaks of, waits on: the day's quota is used up here, and it has not waited a day.
pub(super) fn holds(visit: &Visit<'_>, object: Seq) -> Result<bool, StoreError> {
    if !visit.conduct.metered {
        return Ok(false);
    }
    let now = visit.clock.now();
    visit.store.read(|c| {
        if now.0.abs_diff(outbox::created(c, object)?.0) >= DEADLINE {
            return Ok(false);
        }
        let quota = config::policy(c)?.and_then(|policy| policy.media().metered_bytes_per_day);
        Ok(match quota {
            Some(quota) => metered::used(c, now)? >= quota,
            None => false,
        })
    })
}

/// So many bytes went. A kill before this forgets them: a quota is the organisation's money, not its evidence.
pub(super) async fn note(visit: &Visit<'_>, bytes: u64) -> Result<(), StoreError> {
    if !visit.conduct.metered {
        return Ok(());
    }
    let unit = visit.store.begin("metered bytes").await?;
    unit.write(|c| metered::add(c, visit.clock.now(), bytes))?;
    unit.commit().await
}
