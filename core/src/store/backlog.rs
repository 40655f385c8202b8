//! What waits for the archive and for how long, as a background job must know it. Reads, decides nothing.

use griffie_wire::ids::Millis;
use rusqlite::Connection;

use super::{StoreError, attachment, routing};
use crate::platform::plan::RouteBacklog;

/// What waits at `now`, where files above `large` bytes are large. A clock that was turned back makes things lie in the future: a distance either way is an age.
pub(crate) fn backlog(c: &Connection, now: Millis, large: u64) -> Result<RouteBacklog, StoreError> {
    let age = |at: Option<u64>| at.map_or(0, |at| now.0.abs_diff(at));
    let (unsealed_records, unsealed_bytes, first) = c
        .prepare_cached(
            "SELECT count(*), coalesce(sum(length(record)), 0), min(captured_at) FROM journal
             WHERE seq > (SELECT coalesce(max(last_entry), 0) FROM outbox)",
        )?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let (sealed_objects, oldest, unreceipted_objects) = c
        .prepare_cached(
            "SELECT count(*) FILTER (WHERE provisional IS NULL), min(created) FILTER (WHERE provisional IS NULL),
                    count(*) FILTER (WHERE provisional IS NOT NULL)
             FROM outbox WHERE final IS NULL AND rejected IS NULL",
        )?
        .query_row([], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
    let (small, small_since, large_files) = attachment::uploads_by_size(c, large)?;
    Ok(RouteBacklog {
        unsealed_records,
        unsealed_bytes,
        unsealed_age_ms: age(first),
        at_once: false,
        sealed_objects,
        sealed_age_ms: age(oldest),
        unreceipted_objects,
        small_files: small + attachment::count_due(c, now)?,
        small_files_age_ms: age(small_since.map(|Millis(at)| at)),
        large_files,
        since_contact_ms: now.0.abs_diff(routing::routing(c)?.last_contact.0),
    })
}
