//! What policy forbids is refused here, before anything is written or sent.

use griffie_wire::policy::Feature;

use super::Parts;
use crate::{error::Error, store::config};

impl Parts {
    /// Refuses with `blocked_by_policy` what the policy in force does not allow.
    pub(super) fn allow(&self, feature: Feature) -> Result<(), Error> {
        match self.store.read(config::policy)? {
            Some(policy) if !policy.allows(feature) => Err(Error::Rejected {
                code: "blocked_by_policy".to_owned(),
            }),
            _ => Ok(()),
        }
    }

    /// Refuses people of another homeserver when policy does not allow them.
    pub(super) fn allow_people<'a>(&self, people: impl IntoIterator<Item = &'a str>) -> Result<(), Error> {
        let me = self.session()?.user_id.clone();
        let others = people.into_iter().any(|user| server(user) != server(me.as_str()));
        if others {
            self.allow(Feature::ExternalPeople)?;
        }
        Ok(())
    }
}

fn server(user_id: &str) -> Option<&str> {
    user_id.split_once(':').map(|(_, server)| server)
}
