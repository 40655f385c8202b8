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
        "CREATE TEMP TABLE source AS SELECT seq FROM journal WHERE kind <> 'withheld' UNION SELECT seq FROM aside;
         DELETE FROM timeline WHERE seq IN (SELECT seq FROM source);
         DELETE FROM member WHERE seq IN (SELECT seq FROM source);
         DELETE FROM room_state WHERE seq IN (SELECT seq FROM source);
         DROP TABLE source;
         INSERT INTO search (search) VALUES ('delete-all');",
    )?;
    super::search::add_all(c)
}

/// A record that a projection is made from: canonical JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Source {
    /// Where it was made: what is disclosed later keeps its place among the others.
    pub(crate) made: EntryNo,
    /// The entry in which it stands.
    pub(crate) seq: EntryNo,
    pub(crate) record: Vec<u8>,
}

/// Event and late-key records made after entry `after`, oldest first: of the journal, set aside, and disclosed.
pub(crate) fn sources(c: &Connection, after: EntryNo, limit: u32) -> Result<Vec<Source>, StoreError> {
    let mut query = c.prepare_cached(
        "SELECT made, seq, record FROM (
             SELECT seq AS made, seq, record FROM journal WHERE seq > ?1 AND kind IN ('event', 'late_key')
             UNION ALL SELECT seq, seq, record FROM aside WHERE seq > ?1 AND kind IN ('event', 'late_key')
             UNION ALL SELECT d.entry, j.seq, j.record FROM disclosed d JOIN journal j ON j.seq = d.by WHERE d.entry > ?1)
         ORDER BY made LIMIT ?2",
    )?;
    let rows = query.query_map(params![after.0, limit], |row| {
        Ok(Source {
            made: EntryNo(row.get(0)?),
            seq: EntryNo(row.get(1)?),
            record: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
