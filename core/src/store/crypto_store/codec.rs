//! How values of the Olm machine are written: JSON, the form that matrix-sdk-crypto's types are made to be kept in.
//! Bytes are wiped after use, since most of them are keys.

use serde::{Serialize, de::DeserializeOwned};
use zeroize::Zeroizing;

use crate::store::error::StoreError;

pub(super) fn encode(value: &impl Serialize) -> Result<Zeroizing<Vec<u8>>, StoreError> {
    Ok(Zeroizing::new(serde_json::to_vec(value)?))
}

pub(super) fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, StoreError> {
    Ok(serde_json::from_slice(bytes)?)
}

/// Decodes the first column of the first row, if there is a row.
pub(super) fn decode_row<T: DeserializeOwned>(
    statement: &mut rusqlite::Statement<'_>,
    parameters: impl rusqlite::Params,
) -> Result<Option<T>, StoreError> {
    let mut rows = statement.query(parameters)?;
    rows.next()?.map(|row| decode_column(row)).transpose()
}

/// Decodes the first column of every row.
pub(super) fn decode_rows<T: DeserializeOwned>(
    statement: &mut rusqlite::Statement<'_>,
    parameters: impl rusqlite::Params,
) -> Result<Vec<T>, StoreError> {
    let mut rows = statement.query(parameters)?;
    let mut values = Vec::new();
    while let Some(row) = rows.next()? {
        values.push(decode_column(row)?);
    }
    Ok(values)
}

fn decode_column<T: DeserializeOwned>(row: &rusqlite::Row<'_>) -> Result<T, StoreError> {
    decode(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?)
}
