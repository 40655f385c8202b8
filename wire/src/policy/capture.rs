//! Whose messages go to the archive: everybody's, or those of key functions (000-GE-07, decision 34).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::record::Scope;

const MOST_PEOPLE: usize = 1000;
/// Longest user id, in bytes (Matrix specification, appendix "Identifier grammar").
const LONGEST_ID: usize = 255;

/// Key functions and all others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Capture {
    /// User ids of those whose messages all go to the archive, up to 1,000.
    pub key_functions: BTreeSet<String>,
    /// What holds for everybody else.
    pub others: Scope,
}

impl Capture {
    /// What holds for this user.
    pub fn scope_of(&self, user_id: &str) -> Scope {
        if self.key_functions.contains(user_id) {
            Scope::All
        } else {
            self.others
        }
    }

    /// The value that is outside its limits.
    pub(super) fn outside(&self) -> Option<&'static str> {
        let is_id = |id: &String| {
            let named = id.strip_prefix('@').and_then(|id| id.split_once(':'));
            id.len() <= LONGEST_ID
                && named.is_some_and(|(name, server)| !name.is_empty() && !server.is_empty())
        };
        let fits = self.key_functions.len() <= MOST_PEOPLE && self.key_functions.iter().all(is_id);
        (!fits).then_some("capture.key_functions")
    }
}
