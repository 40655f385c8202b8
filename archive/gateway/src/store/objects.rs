//! Object rows: the n-th row is the n-th leaf of the log.

use griffie_wire::{
    api::StoredObject,
    ids::{DeviceId, Epoch, Millis, ObjectId, Seq},
    leaf::Leaf,
};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{
    StoreError,
    numbers::{Sql, integer},
};

/// Where an object's bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) segment: u64,
    pub(crate) offset: u64,
    pub(crate) size: u64,
}

/// The object under a number, if there is one.
pub(crate) fn at_number(
    connection: &Connection,
    device: DeviceId,
    epoch: Epoch,
    seq: Seq,
) -> Result<Option<(u64, ObjectId)>, StoreError> {
    let mut query = connection
        .prepare_cached("SELECT leaf, object_id FROM object WHERE device = ?1 AND epoch = ?2 AND seq = ?3")?;
    let row = query.query_row(params![Sql(device), Sql(epoch), Sql(seq)], |row| {
        Ok((row.get::<_, Sql<u64>>(0)?.0, row.get::<_, Sql<ObjectId>>(1)?.0))
    });
    Ok(row.optional()?)
}

pub(crate) fn insert(
    connection: &Connection,
    index: u64,
    leaf: &Leaf,
    place: Place,
    now: Millis,
) -> Result<(), StoreError> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO object (leaf, device, epoch, seq, object_id, size, segment, offset, received)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    insert.execute(params![
        Sql(index),
        Sql(leaf.device),
        Sql(leaf.epoch),
        Sql(leaf.seq),
        Sql(leaf.object_id),
        Sql(place.size),
        Sql(place.segment),
        Sql(place.offset),
        Sql(now)
    ])?;
    Ok(())
}

const STORED: &str = "SELECT leaf, object_id, device, epoch, seq, size, received FROM object";

fn stored(row: &Row<'_>) -> rusqlite::Result<StoredObject> {
    Ok(StoredObject {
        index: row.get::<_, Sql<_>>(0)?.0,
        object_id: row.get::<_, Sql<_>>(1)?.0,
        device: row.get::<_, Sql<_>>(2)?.0,
        epoch: row.get::<_, Sql<_>>(3)?.0,
        seq: row.get::<_, Sql<_>>(4)?.0,
        size: row.get::<_, Sql<_>>(5)?.0,
        received: row.get::<_, Sql<_>>(6)?.0,
    })
}

/// The object that is leaf `index`.
pub(crate) fn at_leaf(connection: &Connection, index: u64) -> Result<Option<StoredObject>, StoreError> {
    let Ok(index) = integer(index) else {
        return Ok(None);
    };
    let mut query = connection.prepare_cached(&format!("{STORED} WHERE leaf = ?1"))?;
    Ok(query.query_row([index], stored).optional()?)
}

/// Up to `limit` objects from leaf `first` on.
pub(crate) fn from_leaf(
    connection: &Connection,
    first: u64,
    limit: u32,
) -> Result<Vec<StoredObject>, StoreError> {
    let Ok(first) = integer(first) else {
        return Ok(Vec::new());
    };
    let mut query =
        connection.prepare_cached(&format!("{STORED} WHERE leaf >= ?1 ORDER BY leaf LIMIT ?2"))?;
    let rows = query.query_map(params![first, limit], stored)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Where the bytes of leaf `index` are, unless there is no such leaf or its segment was removed.
pub(crate) fn place(connection: &Connection, index: u64) -> Result<Option<Place>, StoreError> {
    let Ok(index) = integer(index) else {
        return Ok(None);
    };
    let mut query = connection.prepare_cached(
        "SELECT segment, offset, size FROM object JOIN segment USING (segment)
         WHERE leaf = ?1 AND segment.dropped IS NULL AND NOT EXISTS (SELECT 1 FROM lost WHERE lost.leaf = object.leaf)",
    )?;
    let row = query.query_row([index], |row| {
        Ok(Place {
            segment: row.get::<_, Sql<_>>(0)?.0,
            offset: row.get::<_, Sql<_>>(1)?.0,
            size: row.get::<_, Sql<_>>(2)?.0,
        })
    });
    Ok(row.optional()?)
}

/// The vault was not given these bytes: they are wanted again, unless it has accepted the object. Others are passed over.
pub(crate) fn set_lost(connection: &Connection, index: u64, now: Millis) -> Result<(), StoreError> {
    let Ok(index) = integer(index) else {
        return Ok(());
    };
    let mut insert = connection.prepare_cached(
        "INSERT OR IGNORE INTO lost (leaf, since) SELECT leaf, ?2 FROM object WHERE leaf = ?1
             AND NOT EXISTS (SELECT 1 FROM verdict AS v WHERE v.leaf = object.leaf AND v.outcome = 'accepted')",
    )?;
    insert.execute(params![index, Sql(now)])?;
    Ok(())
}

/// Whether the bytes of leaf `index` are wanted again.
pub(crate) fn is_lost(connection: &Connection, index: u64) -> Result<bool, StoreError> {
    let mut query = connection.prepare_cached("SELECT 1 FROM lost WHERE leaf = ?1")?;
    Ok(query.exists([Sql(index)])?)
}

/// The bytes came again: they are at another place now, and everything else of the object is as it was.
pub(crate) fn replace(connection: &Connection, index: u64, place: Place) -> Result<(), StoreError> {
    let mut update = connection
        .prepare_cached("UPDATE object SET segment = ?2, offset = ?3 WHERE leaf = ?1 AND size = ?4")?;
    let changed = update.execute(params![
        Sql(index),
        Sql(place.segment),
        Sql(place.offset),
        Sql(place.size)
    ])?;
    if changed != 1 {
        return Err(StoreError::Damaged("an object came again with another size"));
    }
    connection
        .prepare_cached("DELETE FROM lost WHERE leaf = ?1")?
        .execute([Sql(index)])?;
    Ok(())
}

/// Remembers that receipts were given against a log of this size.
pub(crate) fn insert_checkpoint(connection: &Connection, size: u64, now: Millis) -> Result<(), StoreError> {
    let mut insert =
        connection.prepare_cached("INSERT OR IGNORE INTO checkpoint (size, signed_at) VALUES (?1, ?2)")?;
    insert.execute(params![Sql(size), Sql(now)])?;
    Ok(())
}

/// Size of the log in the provisional receipt of leaf `index`: of the commit that brought it.
pub(crate) fn receipt_size(connection: &Connection, index: u64) -> Result<u64, StoreError> {
    let mut query =
        connection.prepare_cached("SELECT size FROM checkpoint WHERE size > ?1 ORDER BY size LIMIT 1")?;
    let size = query
        .query_row([Sql(index)], |row| row.get::<_, Sql<u64>>(0))
        .optional()?;
    size.map(|size| size.0)
        .ok_or(StoreError::Damaged("a leaf has no checkpoint"))
}
