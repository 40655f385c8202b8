//! What the policy in force allows about labels.

use std::time::Duration;

use griffie_wire::{
    policy::Policy,
    record::{Label, Scope},
};

use crate::store::{Connection, StoreError, config, identity};

/// Longest reason, in characters.
pub(crate) const LONGEST_REASON: usize = 500;

/// What policy allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Terms {
    /// So long after a record was made the user may say that it is private.
    pub(crate) window: Duration,
    /// Labels that may be given; `business` always may.
    pub(crate) labels: Vec<Label>,
    /// Whether a label needs a reason.
    pub(crate) needs_reason: bool,
    /// How much of this user's messages goes to the archive.
    pub(crate) scope: Scope,
}

impl Terms {
    /// The terms of a policy for this user; `None` when it knows no labels and lets everything go.
    pub(crate) fn of(policy: &Policy, user_id: &str) -> Option<Self> {
        let scope = policy.scope_of(user_id);
        let Some(personal) = &policy.personal else {
            return (!scope.is_all()).then_some(Self {
                window: Duration::ZERO,
                labels: Vec::new(),
                needs_reason: false,
                scope,
            });
        };
        let labels = [Label::Private, Label::Party].into_iter();
        Some(Self {
            window: personal.review(),
            labels: labels.filter(|label| personal.allows(*label)).collect(),
            needs_reason: personal.needs_reason,
            scope,
        })
    }

    /// The terms in force.
    pub(crate) fn in_force(c: &Connection) -> Result<Option<Self>, StoreError> {
        // A look that costs less than reading the policy: the names of fields without which it has no terms.
        if !config::says(c, ["personal", "key_functions"])? {
            return Ok(None);
        }
        let user = identity::user(c)?.ok_or(StoreError::NotSignedIn)?;
        Ok(config::policy(c)?.and_then(|policy| Self::of(&policy, &user)))
    }

    pub(crate) fn allows(&self, label: Label) -> bool {
        label == Label::Business || self.labels.contains(&label)
    }
}
