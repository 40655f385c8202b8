//! From columns to identifiers: a blob of another length than its identifier is an error, not a panic.

use rusqlite::{Row, types::Type};

/// Column `name` as a fixed number of bytes.
pub(super) fn bytes<const N: usize>(row: &Row<'_>, name: &str) -> rusqlite::Result<[u8; N]> {
    let index = row.as_ref().column_index(name)?;
    let blob = row
        .get_ref(index)?
        .as_blob()
        .map_err(|error| convert(index, error))?;
    blob.try_into().map_err(|error| convert(index, error))
}

fn convert(index: usize, error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(index, Type::Blob, Box::new(error))
}
