//! People whom the user ignores: the homeserver gives this account nothing of what they say (Matrix, "Ignoring Users"), so each is a
//! gap from the moment it is known here until the user ignores them no longer. The user cannot have seen what is withheld either.

use std::collections::BTreeSet;

use griffie_wire::record::{Fact, GapCause, GapClosedFact};

use super::intake::{CaptureError, Intake};
use crate::store::{gap, journal};

const CAUSE: GapCause = GapCause::IgnoredUser;

impl Intake<'_> {
    /// Opens a gap for each who is ignored from now on, and closes those of the others.
    pub(crate) fn take_ignored(&mut self, users: &BTreeSet<String>) -> Result<(), CaptureError> {
        let known = self.unit.write(|c| gap::open_by_code(c, CAUSE))?;
        for user in users.iter().filter(|user| !known.contains_key(*user)) {
            self.record_gap(None, CAUSE, None, None, user)?;
        }
        for (_, gap_id) in known.into_iter().filter(|(user, _)| !users.contains(user)) {
            let at = self.received_at;
            self.unit.write(|c| gap::close(c, &gap_id, 0, at))?;
            let fact = GapClosedFact { gap_id, events: 0 };
            journal::append(self.unit, self.clock, None, Fact::GapClosed(fact))?;
        }
        Ok(())
    }
}
