//! Stored hashes of the log: written with their leaves, read for proofs, tiles and roots.

use rusqlite::{Connection, params};
use tlog_tiles::{Hash, HashReader};

use super::{
    StoreError,
    numbers::{Sql, integer},
};
use crate::log::edge::StoredHash;

/// Reads hashes from the database, in any state of the log it has ever had.
pub(crate) struct StoredHashes<'a>(pub(crate) &'a Connection);

impl HashReader for StoredHashes<'_> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, tlog_tiles::Error> {
        let lost = |_| tlog_tiles::Error::IndexesNotInTree;
        let mut query = self
            .0
            .prepare_cached("SELECT hash FROM hash WHERE place = ?1")
            .map_err(lost)?;
        let mut read = |index: &u64| {
            let index = integer(*index).map_err(|_| tlog_tiles::Error::IndexesNotInTree)?;
            query.query_row([index], |row| row.get(0)).map(Hash).map_err(lost)
        };
        indexes.iter().map(&mut read).collect()
    }
}

/// Stores the hashes that a leaf completes.
pub(crate) fn insert(connection: &Connection, hashes: &[StoredHash]) -> Result<(), StoreError> {
    let mut insert = connection.prepare_cached("INSERT INTO hash (place, hash) VALUES (?1, ?2)")?;
    for stored in hashes {
        insert.execute(params![Sql(stored.index), stored.hash.0])?;
    }
    Ok(())
}

/// Number of leaves and of stored hashes.
pub(crate) fn extent(connection: &Connection) -> Result<(u64, u64), StoreError> {
    let query = "SELECT max((SELECT coalesce(max(leaf) + 1, 0) FROM object), (SELECT coalesce(max(leaf) + 1, 0) FROM line)),
                        (SELECT coalesce(max(place) + 1, 0) FROM hash)";
    Ok(connection.query_row(query, [], |row| {
        Ok((row.get::<_, Sql<u64>>(0)?.0, row.get::<_, Sql<u64>>(1)?.0))
    })?)
}
