//! What a background job does now, and when it looks again.

use super::Griffie;
use crate::{
    error::Error,
    platform::plan::{PhoneNow, RouteBacklog, RoutePlan, RouteRules, plan_route},
    store::{StoreError, backlog, config},
};

impl Griffie {
    /// What to carry to the archive under these conditions and when to ask again, by the policy in force and by what waits. Needs no
    /// running core, changes nothing. `at_once`: the open segment ends now, whatever its age.
    ///
    /// # Errors
    /// [`Error::NotSignedIn`] before there is a policy, [`Error::Storage`].
    pub fn route_plan(&self, phone: &PhoneNow, at_once: bool) -> Result<RoutePlan, Error> {
        let now = self.parts.clock.now();
        let (policy, waiting) = self
            .parts
            .store
            .read(|c| Ok((config::policy(c)?, backlog::backlog(c, now)?)))?;
        let rules = RouteRules::of(&policy.ok_or(StoreError::NotSignedIn)?);
        let backlog = RouteBacklog { at_once, ..waiting };
        Ok(plan_route(phone, &backlog, &rules))
    }
}
