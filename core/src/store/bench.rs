//! Counts what was taken in, for the feature `bench`.

use rusqlite::Connection;

use super::StoreError;

/// What the database holds.
pub(crate) struct Held {
    pub(crate) events: u64,
    pub(crate) readable: u64,
    pub(crate) indexed: u64,
}

pub(crate) fn held(c: &Connection) -> Result<Held, StoreError> {
    let count = |sql: &str| c.query_row(sql, [], |row| row.get(0));
    Ok(Held {
        events: count("SELECT count(*) FROM journal WHERE kind = 'event'")?,
        readable: count("SELECT count(*) FROM timeline WHERE body <> ''")?,
        indexed: count("SELECT count(*) FROM search_docsize")?,
    })
}
