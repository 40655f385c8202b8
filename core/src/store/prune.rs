//! Deletes what the vault has for certain. The only file that deletes records and sealed bytes, and the triggers of the schema
//! let it only with a final receipt (invariant 2, house rule 24). Rows of timeline and media stay: they are the user's history.

use std::time::Duration;

use griffie_wire::ids::{Millis, Seq};
use rusqlite::{Connection, named_params};

use super::{StoreError, Unit};

/// Objects pruned in one unit of work, so that the writer is never held for long.
const OBJECTS_PER_UNIT: u32 = 16;

/// What one call pruned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Pruned {
    pub(crate) objects: u64,
    pub(crate) entries: u64,
}

/// Prunes the oldest objects that have a final receipt and are older than `keep`, at most a handful per call. None goes before an older
/// one that may still go: what comes later heals, redacts or replaces what came before, and projections are made anew from what is
/// here. Only a refused object, which may stay for good, holds up nothing.
///
/// Of each record a stub stays: number, commitment, object. Of each object its row stays: id and receipts.
pub(crate) fn prune(unit: &Unit, now: Millis, keep: Duration) -> Result<Pruned, StoreError> {
    let keep = u64::try_from(keep.as_millis()).unwrap_or(u64::MAX);
    // A clock that was turned back only makes things stay longer.
    let before = now.0.saturating_sub(keep);
    unit.write(|c| {
        let mut pruned = Pruned::default();
        for seq in due(c, before)? {
            pruned.entries += prune_object(c, seq)?;
            pruned.objects += 1;
        }
        Ok(pruned)
    })
}

fn due(c: &Connection, before: u64) -> Result<Vec<Seq>, StoreError> {
    let mut statement = c.prepare_cached(
        "SELECT o.seq FROM sealed_bytes s JOIN outbox o ON o.seq = s.seq
         WHERE o.final IS NOT NULL AND o.created <= :before AND o.final_at <= :before
             AND o.seq < coalesce(
                 (SELECT e.seq FROM sealed_bytes h JOIN outbox e ON e.seq = h.seq
                  WHERE e.rejected IS NULL AND (e.final IS NULL OR e.created > :before OR e.final_at > :before)
                  ORDER BY e.seq LIMIT 1), o.seq + 1)
         ORDER BY o.seq LIMIT :limit",
    )?;
    let params = named_params! { ":before": before, ":limit": OBJECTS_PER_UNIT };
    let rows = statement.query_map(params, |row| row.get(0).map(Seq))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn prune_object(c: &Connection, seq: Seq) -> Result<u64, StoreError> {
    let object = named_params! { ":object": seq.0 };
    let range = "seq BETWEEN (SELECT first_entry FROM outbox WHERE seq = :object)
                         AND (SELECT last_entry FROM outbox WHERE seq = :object) AND object_seq = :object";
    let stubs = c
        .prepare_cached(&format!(
            "INSERT INTO journal_stub (seq, commitment, object_seq)
             SELECT seq, commitment, object_seq FROM journal WHERE {range}"
        ))?
        .execute(object)?;
    let deleted = c
        .prepare_cached(&format!("DELETE FROM journal WHERE {range}"))?
        .execute(object)?;
    if stubs != deleted {
        return Err(StoreError::Malformed("journal stub"));
    }
    c.prepare_cached("DELETE FROM sealed_bytes WHERE seq = :object")?
        .execute(object)?;
    Ok(u64::try_from(deleted).expect("a count fits in 64 bits"))
}

/// Journal entries pruned so far.
pub(crate) fn entries_pruned(c: &Connection) -> Result<u64, StoreError> {
    Ok(c.prepare_cached("SELECT count(*) FROM journal_stub")?
        .query_row([], |row| row.get(0))?)
}
