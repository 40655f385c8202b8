//! Seal configurations and policies as the root signed them; the newest of each is in force.

use griffie_wire::{
    ids::Millis,
    signed::{DocumentKind, SignedDocument},
};
use rusqlite::{Connection, OptionalExtension, params};

use super::{StoreError, numbers::Sql};

/// The newest document of a kind.
pub(crate) fn newest(
    connection: &Connection,
    kind: DocumentKind,
) -> Result<Option<SignedDocument>, StoreError> {
    let mut query = connection
        .prepare_cached("SELECT document FROM config WHERE kind = ?1 ORDER BY version DESC LIMIT 1")?;
    let text: Option<String> = query.query_row([kind.name()], |row| row.get(0)).optional()?;
    let read = |text: String| {
        serde_json::from_str(&text).map_err(|_| StoreError::Damaged("a stored configuration is not readable"))
    };
    text.map(read).transpose()
}

/// Suites of all seal configurations so far: objects sealed under an older one may still come.
pub(crate) fn suites(connection: &Connection) -> Result<Vec<u8>, StoreError> {
    let mut query = connection.prepare_cached("SELECT DISTINCT suite FROM config WHERE suite IS NOT NULL")?;
    let rows = query.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Adds a document; the same version again (with the same content, as the caller has checked) changes nothing.
pub(crate) fn insert(
    connection: &Connection,
    kind: DocumentKind,
    version: u32,
    suite: Option<u8>,
    document: &SignedDocument,
    now: Millis,
) -> Result<(), StoreError> {
    let text = serde_json::to_string(document).expect("a signed document is two strings");
    connection.execute(
        "INSERT OR IGNORE INTO config (kind, version, suite, document, set_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![kind.name(), version, suite, text, Sql(now)],
    )?;
    Ok(())
}
