//! Documents of the root that stand in the log, in its order. What is in them was checked by `ingest::documents`.

use griffie_wire::{
    Millis,
    api::StoredDocument,
    signed::{DocumentKind, SignedDocument},
};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::StoreError;

const COLUMNS: &str = "log_index, kind, version, document, received";

/// Enters a document at its place.
pub(crate) fn insert(
    connection: &Connection,
    listed: &StoredDocument,
    now: Millis,
) -> Result<(), StoreError> {
    let text = serde_json::to_string(&listed.document).map_err(|_| StoreError::Row("document"))?;
    connection
        .prepare_cached(
            "INSERT INTO document (log_index, kind, version, document, received, fetched) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            listed.index,
            listed.kind.name(),
            listed.version,
            text,
            listed.received.0,
            now.0
        ])?;
    Ok(())
}

/// All documents in the order of the log.
pub(crate) fn all(connection: &Connection) -> Result<Vec<StoredDocument>, StoreError> {
    let mut query =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM document ORDER BY log_index"))?;
    let rows = query.query_map([], |row| Ok(read(row)))?;
    rows.map(|row| row?).collect()
}

/// The document of the highest version of a kind.
pub(crate) fn newest(
    connection: &Connection,
    kind: DocumentKind,
) -> Result<Option<SignedDocument>, StoreError> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM document WHERE kind = ?1 ORDER BY version DESC, log_index LIMIT 1"
    ))?;
    let found = query.query_row([kind.name()], |row| Ok(read(row))).optional()?;
    found.map(|read| Ok(read?.document)).transpose()
}

/// The highest version of a kind.
pub(crate) fn newest_version(connection: &Connection, kind: DocumentKind) -> Result<Option<u32>, StoreError> {
    let mut query = connection.prepare_cached("SELECT max(version) FROM document WHERE kind = ?1")?;
    Ok(query
        .query_row([kind.name()], |row| row.get(0))
        .optional()?
        .flatten())
}

fn read(row: &Row<'_>) -> Result<StoredDocument, StoreError> {
    let kind: String = row.get("kind")?;
    let document: String = row.get("document")?;
    Ok(StoredDocument {
        index: row.get("log_index")?,
        kind: DocumentKind::named(&kind).ok_or(StoreError::Row("document"))?,
        version: row.get("version")?,
        document: serde_json::from_str(&document).map_err(|_| StoreError::Row("document"))?,
        received: Millis(row.get("received")?),
    })
}
