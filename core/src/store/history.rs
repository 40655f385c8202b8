//! Takes away what is shown of records that the vault has for certain and that left the journal, once the policy's limit of local history
//! has passed (000-VM-13): lines, what search finds, names of files, the user's own words that were sent.
//!
//! What a device needs to go on stays: which events it has recorded, names of rooms and members, keys.

use std::time::Duration;

use griffie_wire::ids::Millis;
use rusqlite::{Connection, named_params, params};

use super::{StoreError, Unit, aside, search};

/// Lines taken away in one unit of work, so that the writer is never held for long.
const LINES_PER_UNIT: u32 = 500;

/// Takes away the oldest lines whose object is final and older than `keep`, at most a handful per call. Gives how many went.
pub(crate) fn forget(unit: &Unit, now: Millis, keep: Duration) -> Result<u64, StoreError> {
    let keep = u64::try_from(keep.as_millis()).unwrap_or(u64::MAX);
    let before = now.0.saturating_sub(keep);
    unit.write(|c| {
        let due = due(c, before)?;
        for line in &due {
            forget_line(c, line)?;
        }
        aside::forget(c, before)?;
        Ok(u64::try_from(due.len()).expect("a count fits in 64 bits"))
    })
}

struct Due {
    id: i64,
    event_id: Option<String>,
    kind: String,
    body: String,
    redacted: bool,
}

fn due(c: &Connection, before: u64) -> Result<Vec<Due>, StoreError> {
    let mut query = c.prepare_cached(
        "SELECT t.id, t.event_id, t.kind, t.body, t.redacted FROM timeline t
             JOIN journal_stub s ON s.seq = t.seq JOIN outbox o ON o.seq = s.object_seq
         WHERE o.final IS NOT NULL AND o.created <= :before AND o.final_at <= :before
             AND NOT EXISTS (SELECT 1 FROM aside a WHERE a.seq = t.seq AND a.held = 0) ORDER BY t.id LIMIT :limit",
    )?;
    let params = named_params! { ":before": before, ":limit": LINES_PER_UNIT };
    let rows = query.query_map(params, |row| {
        Ok(Due {
            id: row.get(0)?,
            event_id: row.get(1)?,
            kind: row.get(2)?,
            body: row.get(3)?,
            redacted: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn forget_line(c: &Connection, line: &Due) -> Result<(), StoreError> {
    if !line.redacted && search::is_searchable(&line.kind) {
        search::remove(c, line.id, &line.body)?;
    }
    c.prepare_cached("DELETE FROM timeline WHERE id = ?1")?
        .execute([line.id])?;
    let Some(event_id) = &line.event_id else {
        return Ok(());
    };
    // The name of a file is content, and without its line nobody opens it any more.
    c.prepare_cached(
        "UPDATE attachment SET file_name = NULL, key = NULL WHERE event_id = ?1 AND state <> 'wanted'",
    )?
    .execute([event_id])?;
    c.prepare_cached("UPDATE queue SET content = '{}', file = NULL WHERE waiting = 0 AND event_id = ?1")?
        .execute(params![event_id])?;
    Ok(())
}
