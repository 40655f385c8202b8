//! People whom the user ignores: the homeserver gives this account nothing of what they say (Matrix, "Ignoring Users"), so each is a
//! gap from the moment it is known here until the user ignores them no longer. The user cannot have seen what is withheld either.

use std::collections::BTreeSet;

use griffie_wire::record::{Fact, GapCause, GapClosedFact, GapFact};

use super::intake::{CaptureError, Intake};
use crate::store::{
    gap::{self, NewGap},
    journal,
};

const CAUSE: GapCause = GapCause::IgnoredUser;

impl Intake<'_> {
    /// Opens a gap for each who is ignored from now on, and closes those of the others.
    pub(crate) fn take_ignored(&mut self, users: &BTreeSet<String>) -> Result<(), CaptureError> {
        let known = self.unit.write(|c| gap::open_by_code(c, CAUSE))?;
        for user in users.iter().filter(|user| !known.contains_key(*user)) {
            self.ignored_from_now(user)?;
        }
        for (_, gap_id) in known.into_iter().filter(|(user, _)| !users.contains(user)) {
            let at = self.received_at;
            self.unit.write(|c| gap::close(c, &gap_id, 0, at))?;
            let fact = GapClosedFact { gap_id, events: 0 };
            journal::append(self.unit, self.clock, None, Fact::GapClosed(fact))?;
        }
        Ok(())
    }

    fn ignored_from_now(&mut self, user: &str) -> Result<(), CaptureError> {
        let gap_id = self.new_gap_id()?;
        let row = NewGap {
            gap_id: &gap_id,
            room_id: None,
            cause: CAUSE,
            event_id: None,
            code: Some(user),
            token: None,
            segment: None,
            until_join: false,
            opened_at: self.received_at,
        };
        self.unit.write(|c| gap::open(c, &row))?;
        let fact = GapFact {
            gap_id,
            cause: CAUSE,
            event_id: None,
            session_id: None,
            from: None,
            to: None,
            code: Some(user.to_owned()),
        };
        journal::append(self.unit, self.clock, None, Fact::Gap(fact))?;
        self.counts.gaps += 1;
        Ok(())
    }
}
