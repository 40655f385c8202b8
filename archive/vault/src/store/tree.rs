//! Our own copy of the log's hash tree, and the checkpoints we signed.

use griffie_wire::{Millis, note::Checkpointed};
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use tlog_tiles::{
    Hash, HashReader, stored_hash_count, stored_hashes_for_record_hash, tlog::Error as TlogError,
};

use super::{StoreError, rows::bytes};

/// Reads stored hashes for `tlog_tiles`.
pub(crate) struct Tree<'a>(pub(crate) &'a Connection);

impl HashReader for Tree<'_> {
    fn read_hashes(&self, positions: &[u64]) -> Result<Vec<Hash>, TlogError> {
        let read = || -> Result<Vec<Hash>, StoreError> {
            let mut query = self
                .0
                .prepare_cached("SELECT hash FROM tree WHERE position = ?1")?;
            positions
                .iter()
                .map(|position| Ok(query.query_row([position], |row| Ok(Hash(bytes(row, "hash")?)))?))
                .collect()
        };
        read().map_err(|_| TlogError::IndexesNotInTree)
    }
}

/// Lines of the log that we hold, objects and documents, which is also the index that comes next: there are no holes.
pub(crate) fn size(connection: &Connection) -> Result<u64, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT max((SELECT ifnull(max(log_index) + 1, 0) FROM object),
                    (SELECT ifnull(max(log_index) + 1, 0) FROM document))",
    )?;
    Ok(query.query_row([], |row| row.get(0))?)
}

/// Appends leaf `index`; it must be the next one.
pub(crate) fn append(connection: &Connection, index: u64, leaf: Hash) -> Result<(), StoreError> {
    let hashes =
        stored_hashes_for_record_hash(index, leaf, &Tree(connection)).map_err(|_| StoreError::Row("tree"))?;
    let mut insert = connection.prepare_cached("INSERT INTO tree (position, hash) VALUES (?1, ?2)")?;
    for (position, hash) in (stored_hash_count(index)..).zip(hashes) {
        insert.execute(params![position, hash.0])?;
    }
    Ok(())
}

/// A checkpoint that we signed.
#[derive(Clone, Debug)]
pub(crate) struct Cosigned {
    pub(crate) state: Checkpointed,
    pub(crate) note: String,
    pub(crate) cosignature: String,
}

/// The largest checkpoint that we signed.
pub(crate) fn last_cosigned(connection: &Connection) -> Result<Option<Cosigned>, StoreError> {
    let mut query = connection
        .prepare_cached("SELECT size, root, note, cosignature FROM cosigned ORDER BY size DESC LIMIT 1")?;
    Ok(query.query_row([], cosigned).optional()?)
}

/// The checkpoint of this size that we signed.
pub(crate) fn cosigned_at(connection: &Connection, size: u64) -> Result<Option<Cosigned>, StoreError> {
    let mut query =
        connection.prepare_cached("SELECT size, root, note, cosignature FROM cosigned WHERE size = ?1")?;
    Ok(query.query_row([size], cosigned).optional()?)
}

fn cosigned(row: &Row<'_>) -> rusqlite::Result<Cosigned> {
    Ok(Cosigned {
        state: Checkpointed {
            size: row.get(0)?,
            root: Hash(bytes(row, "root")?),
        },
        note: row.get(2)?,
        cosignature: row.get(3)?,
    })
}

/// Keeps a checkpoint with our signature, before anyone sees it.
pub(crate) fn insert_cosigned(
    connection: &Connection,
    signed: &Cosigned,
    at: Millis,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO cosigned (size, root, note, cosignature, at) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            signed.state.size,
            signed.state.root.0,
            signed.note,
            signed.cosignature,
            at.0
        ])?;
    Ok(())
}
