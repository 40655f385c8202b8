//! Goes through the ledger room by room and asks for every event whether each person who should have it has it.

use std::{collections::BTreeMap, path::Path};

use griffie_wire::Millis;

use super::{
    cause::cause,
    contradict::contradictions,
    expect::Joined,
    held::{Held, Holding, Person},
    report::{Counts, LedgerOf, Line, Missing, PersonOf, Point, Report, SCHEMA, ScopeOf, VaultOf},
};
use crate::{
    error::VaultError,
    ledger::{
        self, LedgerError,
        rows::{events, walks},
    },
    store::{StoreError, objects, tree, withheld::Stays},
    vault::Vault,
};

/// Clocks of devices and homeserver may differ by this much before "later" means later, milliseconds.
const SLACK: u64 = 5 * 60_000;

/// What to reconcile.
pub type Scope = ScopeOf;

/// Why no report could be made.
#[derive(Debug, thiserror::Error)]
pub enum ReconcileError {
    /// The vault.
    #[error("vault")]
    Vault(#[from] VaultError),
    /// The ledger.
    #[error("ledger")]
    Ledger(#[from] LedgerError),
    /// Either database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Compares the ledger in `ledger_dir` with the vault.
///
/// # Errors
/// [`ReconcileError`]; nothing was changed anywhere.
pub fn reconcile(vault: &Vault, ledger_dir: &Path, scope: &Scope) -> Result<Report, ReconcileError> {
    let now = vault.clock.now();
    let ledger = ledger::open_reading(ledger_dir)?;
    // One picture of each side, taken at its first query. The ledger's first: what is listed later is not asked for.
    let listing = ledger.unchecked_transaction().map_err(StoreError::from)?;
    let rooms = events::rooms(&listing)?;
    let keeping = vault.store.unchecked_transaction().map_err(StoreError::from)?;
    let held = Held::read(&keeping, scope.user.as_deref())?;
    let mut lines = Vec::new();
    for (room, room_id) in rooms {
        if scope.room.as_ref().is_none_or(|wanted| *wanted == room_id) {
            lines.extend(of_room(&listing, (room.id, &room_id), &held, scope, now)?);
        }
    }
    lines.sort_by(|a, b| (&a.user, &a.room).cmp(&(&b.user, &b.room)));
    let mut total = Counts::default();
    lines.iter().for_each(|line| total += &line.counts);
    let (events, odd) = events::counts(&listing)?;
    Ok(Report {
        schema: SCHEMA,
        made_at: now,
        organisation: vault.tenant()?.map(|tenant| tenant.to_string()),
        scope: scope.clone(),
        ledger: LedgerOf {
            events,
            odd,
            compared_at: walks::last_walk(&listing)?,
        },
        vault: VaultOf {
            objects: objects::count(&keeping)?,
            checkpoint: tree::last_cosigned(&keeping)?.map(|signed| signed.note + &signed.cosignature),
        },
        total,
        lines,
        people: held.people.into_iter().map(person).collect(),
        contradictions: contradictions(&listing, &keeping, scope, now)?,
        recovery: Vec::new(),
    })
}

/// The lines of one room: of everyone whom the archive knows and who ever was in it.
fn of_room(
    ledger: &rusqlite::Connection,
    (room, room_id): (i64, &str),
    held: &Held,
    scope: &Scope,
    now: Millis,
) -> Result<Vec<Line>, StoreError> {
    let mut joined = Joined::default();
    let mut open = BTreeMap::<usize, Open>::new();
    let mut position = 0;
    events::each_of_room(ledger, room, |line| {
        position += 1;
        let expecting = joined.expecting(&line, |user| held.number(user));
        let in_period = scope.from.is_none_or(|from| line.origin_server_ts >= from)
            && scope.to.is_none_or(|to| line.origin_server_ts < to);
        if !in_period {
            return Ok(());
        }
        let holdings = held.holdings(&line.event_id);
        for number in expecting {
            let holding = holdings.iter().find(|holding| holding.person == *number);
            let open = open.entry(*number).or_default();
            if holding.is_none()
                && let Some(stays) = held.withheld(&line.event_id, *number)
            {
                open.count_withheld((&line, position), stays);
                continue;
            }
            open.count((&line, position), holding, held.person(*number), scope, now);
        }
        for holding in holdings {
            if expecting.binary_search(&holding.person).is_err() {
                open.entry(holding.person).or_default().counts.beyond += 1;
            }
        }
        Ok::<_, StoreError>(())
    })?;
    let close = |(number, open): (usize, Open)| open.close(held.person(number), room_id);
    Ok(open.into_iter().map(close).collect())
}

/// A line that is being counted.
#[derive(Default)]
struct Open {
    counts: Counts,
    complete_to: Option<Point>,
    missing: Vec<Missing>,
}

impl Open {
    fn count(
        &mut self,
        (line, position): (&events::Line, u64),
        holding: Option<&Holding>,
        person: &Person,
        scope: &Scope,
        now: Millis,
    ) {
        let counts = &mut self.counts;
        let at = line.origin_server_ts;
        let since = || person.devices.iter().filter_map(|device| device.since).min();
        if holding.is_none() && since().is_some_and(|since| line.received_at < since && at < since) {
            counts.before_activation += 1;
            return;
        }
        counts.expected += 1;
        let point = || Point {
            event: line.event_id.clone(),
            position,
            at,
        };
        let Some(holding) = holding else {
            let waiting = now.0 < line.received_at.0.saturating_add(scope.grace);
            counts.waiting += u64::from(waiting);
            counts.missing += u64::from(!waiting);
            if self.missing.len() < Line::LISTED {
                self.missing.push(Missing {
                    point: point(),
                    kind: line.kind.clone(),
                    sender: line.sender.clone(),
                    cause: cause(&person.devices, line.received_at, SLACK),
                    waiting,
                });
            }
            return;
        };
        counts.captured += 1;
        counts.archived += u64::from(holding.archived);
        counts.duplicates += u64::from(holding.devices.saturating_sub(1));
        counts.late += u64::from(holding.fetched.0 > line.received_at.0.saturating_add(scope.late_after));
        if self.missing.is_empty() {
            self.complete_to = Some(point());
        }
    }

    /// A device told of the event and keeps what it says: counted, and not missing.
    fn count_withheld(&mut self, (line, position): (&events::Line, u64), stays: Stays) {
        self.counts.expected += 1;
        *match stays {
            Stays::Private => &mut self.counts.private,
            Stays::InReview => &mut self.counts.in_review,
            Stays::Excluded => &mut self.counts.excluded,
        } += 1;
        if self.missing.is_empty() {
            self.complete_to = Some(Point {
                event: line.event_id.clone(),
                position,
                at: line.origin_server_ts,
            });
        }
    }

    fn close(self, person: &Person, room_id: &str) -> Line {
        Line {
            user: person.user.clone(),
            room: room_id.to_owned(),
            counts: self.counts,
            complete_to: self.complete_to,
            complete: self.missing.is_empty(),
            missing: self.missing,
            gaps: person.gaps.get(room_id).cloned().unwrap_or_default(),
            gaps_healed: person.healed.get(room_id).copied().unwrap_or_default(),
        }
    }
}

fn person(person: Person) -> PersonOf {
    PersonOf {
        user: person.user,
        devices: person.devices,
    }
}
