//! Leased locks between users of the Olm machine. The lease is reckoned in SQLite's own time, which is the clock that all
//! openers of the database share.

use rusqlite::{Connection, OptionalExtension};

use crate::store::error::StoreError;

/// The generation held, or `None` if another holder's lease still runs.
pub(super) fn take(
    connection: &Connection,
    name: &str,
    holder: &str,
    lease_ms: u32,
) -> Result<Option<u64>, StoreError> {
    let mut statement = connection.prepare_cached(
        "WITH clock (now) AS (SELECT CAST(round(unixepoch('subsec') * 1000) AS INTEGER)) \
         INSERT INTO crypto_lock (name, holder, expires_ms, generation) \
         SELECT ?1, ?2, now + ?3, 1 FROM clock WHERE true \
         ON CONFLICT (name) DO UPDATE SET \
             generation = generation + (holder IS NOT excluded.holder), \
             holder = excluded.holder, \
             expires_ms = excluded.expires_ms \
         WHERE holder = excluded.holder OR expires_ms < excluded.expires_ms - ?3 \
         RETURNING generation",
    )?;
    Ok(statement
        .query_row((name, holder, lease_ms), |row| row.get(0))
        .optional()?)
}
