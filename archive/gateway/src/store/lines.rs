//! Lines of the log for documents: which have one, where, and which still wait for theirs.

use griffie_wire::{
    api::StoredDocument,
    ids::Millis,
    signed::{DocumentKind, SignedDocument},
};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{
    StoreError,
    numbers::{Sql, integer},
};

/// A document that was set and has no line yet.
#[derive(Clone, Debug)]
pub(crate) struct Pending {
    pub(crate) kind: DocumentKind,
    pub(crate) version: u32,
    pub(crate) document: SignedDocument,
}

/// Documents without a line in the order they were set; of one moment the seal configuration comes first.
pub(crate) fn pending(connection: &Connection) -> Result<Vec<Pending>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT kind, version, document FROM config
         WHERE NOT EXISTS (SELECT 1 FROM line WHERE line.kind = config.kind AND line.version = config.version)
         ORDER BY set_at, kind DESC, version",
    )?;
    let mut rows = query.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(Pending {
            kind: kind(&row.get::<_, String>(0)?)?,
            version: row.get(1)?,
            document: document(&row.get::<_, String>(2)?)?,
        });
    }
    Ok(found)
}

/// Whether a document waits for its line.
pub(crate) fn any_pending(connection: &Connection) -> Result<bool, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM config WHERE NOT EXISTS
           (SELECT 1 FROM line WHERE line.kind = config.kind AND line.version = config.version))",
    )?;
    Ok(query.query_row([], |row| row.get(0))?)
}

/// Leaf `index` stands for this document.
pub(crate) fn insert(
    connection: &Connection,
    index: u64,
    kind: DocumentKind,
    version: u32,
    now: Millis,
) -> Result<(), StoreError> {
    let mut insert = connection
        .prepare_cached("INSERT INTO line (leaf, kind, version, logged) VALUES (?1, ?2, ?3, ?4)")?;
    insert.execute(params![Sql(index), kind.name(), version, Sql(now)])?;
    Ok(())
}

const STORED: &str =
    "SELECT leaf, kind, version, document, logged FROM line JOIN config USING (kind, version)";

/// The newest document of a kind whose line is below `size`.
pub(crate) fn newest(
    connection: &Connection,
    kind: DocumentKind,
    size: u64,
) -> Result<Option<StoredDocument>, StoreError> {
    let mut query = connection.prepare_cached(&format!(
        "{STORED} WHERE kind = ?1 AND leaf < ?2 ORDER BY version DESC LIMIT 1"
    ))?;
    let found = query.query_row(params![kind.name(), Sql(size)], |row| Ok(stored(row)));
    found.optional()?.transpose()
}

/// Up to `limit` documents from leaf `first` on.
pub(crate) fn from_leaf(
    connection: &Connection,
    first: u64,
    limit: u32,
) -> Result<Vec<StoredDocument>, StoreError> {
    let Ok(first) = integer(first) else {
        return Ok(Vec::new());
    };
    let mut query =
        connection.prepare_cached(&format!("{STORED} WHERE leaf >= ?1 ORDER BY leaf LIMIT ?2"))?;
    let rows = query.query_map(params![first, limit], |row| Ok(stored(row)))?;
    rows.map(|row| row?).collect()
}

fn stored(row: &Row<'_>) -> Result<StoredDocument, StoreError> {
    Ok(StoredDocument {
        index: row.get::<_, Sql<_>>(0)?.0,
        kind: kind(&row.get::<_, String>(1)?)?,
        version: row.get(2)?,
        document: document(&row.get::<_, String>(3)?)?,
        received: row.get::<_, Sql<_>>(4)?.0,
    })
}

fn kind(name: &str) -> Result<DocumentKind, StoreError> {
    DocumentKind::named(name).ok_or(StoreError::Damaged("a stored configuration is of no known kind"))
}

fn document(text: &str) -> Result<SignedDocument, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::Damaged("a stored configuration is not readable"))
}
