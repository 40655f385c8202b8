//! Takes away the projections that the journal can make again, and reads the records they are made from.
//!
//! Rows whose record was pruned stay: nothing can make them again. So do messages on their way, gaps and read receipts, which are no
//! projections of records.

use griffie_wire::ids::EntryNo;
use rusqlite::{Connection, params};

use super::StoreError;

/// Takes the rows away, and all of the search index.
pub(crate) fn clear(c: &Connection) -> Result<(), StoreError> {
    c.execute_batch(
        "DELETE FROM timeline WHERE seq IN (SELECT seq FROM journal);
         DELETE FROM member WHERE seq IN (SELECT seq FROM journal);
         DELETE FROM room_state WHERE seq IN (SELECT seq FROM journal);
         INSERT INTO search (search) VALUES ('delete-all');",
    )?;
    super::search::add_all(c)
}

/// A record that a projection is made from: canonical JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Source {
    pub(crate) seq: EntryNo,
    pub(crate) record: Vec<u8>,
}

/// Event and late-key records after `after`, oldest first.
pub(crate) fn sources(c: &Connection, after: EntryNo, limit: u32) -> Result<Vec<Source>, StoreError> {
    let mut query = c.prepare_cached(
        "SELECT seq, record FROM journal WHERE seq > ?1 AND kind IN ('event', 'late_key') ORDER BY seq LIMIT ?2",
    )?;
    let rows = query.query_map(params![after.0, limit], |row| {
        Ok(Source {
            seq: EntryNo(row.get(0)?),
            record: row.get(1)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
