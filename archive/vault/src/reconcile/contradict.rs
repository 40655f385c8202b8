//! What the vault has and the homeserver's list contradicts: an event that is not listed, or with another time. Either a device made it
//! up, or the homeserver told the device one thing and the witness another (docs/threat-model.md).

use std::collections::BTreeSet;

use griffie_wire::Millis;
use rusqlite::Connection;

use super::report::{Contradiction, Contradicts, ScopeOf};
use crate::{
    ledger::rows::events,
    store::{StoreError, reconciling},
};

/// Compares every event that the vault keeps with the list; in order of person and event, each once.
///
/// The list may be behind: what came to the vault within `scope.grace` is not judged.
pub(super) fn contradictions(
    ledger: &Connection,
    vault: &Connection,
    scope: &ScopeOf,
    now: Millis,
) -> Result<Vec<Contradiction>, StoreError> {
    let mut found = BTreeSet::new();
    reconciling::each_origin(vault, |kept| {
        let is_asked = scope.user.as_ref().is_none_or(|user| *user == kept.user)
            && scope.room.as_ref().is_none_or(|room| *room == kept.room)
            && scope.from.is_none_or(|from| kept.at >= from)
            && scope.to.is_none_or(|to| kept.at < to);
        if !is_asked || now.0 < kept.fetched.0.saturating_add(scope.grace) {
            return Ok(());
        }
        let listed_at = events::time(ledger, kept.event_id)?;
        let what = match listed_at {
            None => Contradicts::NotListed,
            Some(listed) if listed != kept.at => Contradicts::OtherTime,
            Some(_) => return Ok(()),
        };
        found.insert(Contradiction {
            user: kept.user.to_owned(),
            event: kept.event_id.to_owned(),
            room: kept.room.to_owned(),
            what,
            at: kept.at,
            listed_at,
        });
        Ok(())
    })?;
    Ok(found.into_iter().collect())
}
