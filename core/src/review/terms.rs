//! What the policy in force allows about labels.

use std::time::Duration;

use griffie_wire::{policy::Policy, record::Label};

use crate::store::{Connection, StoreError, config};

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
}

impl Terms {
    /// The terms of a policy; `None` when it knows no labels.
    pub(crate) fn of(policy: &Policy) -> Option<Self> {
        let personal = policy.personal.as_ref()?;
        let labels = [Label::Private, Label::Party].into_iter();
        Some(Self {
            window: personal.review(),
            labels: labels.filter(|label| personal.allows(*label)).collect(),
            needs_reason: personal.needs_reason,
        })
    }

    /// The terms in force.
    pub(crate) fn in_force(c: &Connection) -> Result<Option<Self>, StoreError> {
        if !config::says(c, "personal")? {
            return Ok(None);
        }
        Ok(config::policy(c)?.as_ref().and_then(Self::of))
    }

    pub(crate) fn allows(&self, label: Label) -> bool {
        label == Label::Business || self.labels.contains(&label)
    }
}
