//! Rows of segment files: which exists, how much of the last one is committed, which may be removed.

use griffie_wire::ids::Millis;
use rusqlite::{Connection, OptionalExtension, params};

use super::{StoreError, numbers::Sql};

/// Number of the newest segment and the end of its committed bytes.
pub(crate) fn newest(connection: &Connection) -> Result<Option<(u64, u64)>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT segment, (SELECT coalesce(max(offset + size), 0) FROM object WHERE object.segment = s.segment)
         FROM segment AS s WHERE dropped IS NULL ORDER BY segment DESC LIMIT 1",
    )?;
    let row = query.query_row([], |row| {
        Ok((row.get::<_, Sql<u64>>(0)?.0, row.get::<_, Sql<u64>>(1)?.0))
    });
    Ok(row.optional()?)
}

/// The number a new segment gets.
pub(crate) fn next(connection: &Connection) -> Result<u64, StoreError> {
    let query = "SELECT coalesce(max(segment), 0) + 1 FROM segment";
    Ok(connection
        .query_row(query, [], |row| row.get::<_, Sql<u64>>(0))?
        .0)
}

pub(crate) fn insert(connection: &Connection, segment: u64, now: Millis) -> Result<(), StoreError> {
    connection.execute(
        "INSERT INTO segment (segment, created) VALUES (?1, ?2)",
        params![Sql(segment), Sql(now)],
    )?;
    Ok(())
}

/// Segments whose files must be there.
pub(crate) fn present(connection: &Connection) -> Result<Vec<u64>, StoreError> {
    list(
        connection,
        "SELECT segment FROM segment WHERE dropped IS NULL",
        Millis(0),
    )
}

/// Segments that are full, whose objects were all received before `before` and all have a final receipt.
pub(crate) fn removable(connection: &Connection, before: Millis) -> Result<Vec<u64>, StoreError> {
    list(
        connection,
        "SELECT s.segment FROM segment AS s
         WHERE dropped IS NULL AND segment < (SELECT max(segment) FROM segment)
           AND NOT EXISTS (
             SELECT 1 FROM object AS o WHERE o.segment = s.segment AND (o.received >= ?1 OR NOT EXISTS (
               SELECT 1 FROM verdict AS v WHERE v.leaf = o.leaf AND v.outcome = 'accepted')))",
        before,
    )
}

/// The file of this segment goes; its rows and the log stay.
pub(crate) fn drop(connection: &Connection, segment: u64, now: Millis) -> Result<(), StoreError> {
    connection.execute(
        "UPDATE segment SET dropped = ?2 WHERE segment = ?1",
        params![Sql(segment), Sql(now)],
    )?;
    Ok(())
}

fn list(connection: &Connection, query: &str, before: Millis) -> Result<Vec<u64>, StoreError> {
    let mut query = connection.prepare(query)?;
    let parameters: &[&dyn rusqlite::ToSql] = if query.parameter_count() == 0 {
        &[]
    } else {
        &[&Sql(before)]
    };
    let rows = query.query_map(parameters, |row| row.get::<_, Sql<u64>>(0))?;
    Ok(rows.map(|row| row.map(|id| id.0)).collect::<Result<_, _>>()?)
}
