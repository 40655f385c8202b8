//! What people may keep out of the archive as not the organisation's (D11, D12, 000-GE-08, decision 18).

use std::{collections::BTreeSet, time::Duration};

use serde::{Deserialize, Serialize};

use crate::record::Label;

const MOST_SECONDS: u32 = 90 * 86_400;

/// A label that keeps content on the phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonalLabel {
    Private,
    Party,
}

/// Labels and the time to give them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Personal {
    /// How long a record stays on the phone so that its user can still say that it is private, up to 90 days; 0: only rooms that
    /// have a label keep theirs.
    pub review_seconds: u32,
    /// The labels that there are, at least one.
    pub labels: BTreeSet<PersonalLabel>,
    /// Whether a reason must be given with a label.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub needs_reason: bool,
}

impl Personal {
    /// The review window.
    pub fn review(&self) -> Duration {
        Duration::from_secs(u64::from(self.review_seconds))
    }

    /// Whether the user may give this label. Business is always there.
    pub fn allows(&self, label: Label) -> bool {
        match label {
            Label::Business => true,
            Label::Private => self.labels.contains(&PersonalLabel::Private),
            Label::Party => self.labels.contains(&PersonalLabel::Party),
        }
    }

    /// The value that is outside its limits.
    pub(super) fn outside(&self) -> Option<&'static str> {
        if self.review_seconds > MOST_SECONDS {
            return Some("personal.review_seconds");
        }
        self.labels.is_empty().then_some("personal.labels")
    }
}
