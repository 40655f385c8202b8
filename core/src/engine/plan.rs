//! What a background job does now, and when it looks again.

use super::Griffie;
use crate::{
    error::Error,
    platform::plan::{PhoneNow, RouteBacklog, RoutePlan, RouteRules, plan_route},
    store::{StoreError, backlog, config, metered},
};

impl Griffie {
    /// What to carry to the archive under these conditions and when to ask again, by the policy in force and by what waits. Needs no
    /// running core, changes nothing. `at_once`: the open segment ends now, whatever its age.
    ///
    /// # Errors
    /// [`Error::NotSignedIn`] before there is a policy, [`Error::Storage`].
    pub fn route_plan(&self, phone: &PhoneNow, at_once: bool) -> Result<RoutePlan, Error> {
        let now = self.parts.clock.now();
        let (rules, waiting) = self.parts.store.read(|c| {
            let policy = config::policy(c)?.ok_or(StoreError::NotSignedIn)?;
            let rules = RouteRules::of(&policy, metered::used(c, now)?, metered::renews_in(now));
            let waiting = backlog::backlog(c, now, policy.media().large_bytes)?;
            Ok((rules, waiting))
        })?;
        let backlog = RouteBacklog { at_once, ..waiting };
        Ok(plan_route(phone, &backlog, &rules))
    }
}
