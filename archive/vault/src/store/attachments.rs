//! Files that records say travel to us, and how far each is.

use griffie_wire::{Sha256, record::AttachmentFact};
use rusqlite::{Connection, params};

use super::{StoreError, records::Origin, rows::bytes};

/// A file that a record waits for.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    pub(crate) record: i64,
    pub(crate) log_index: u64,
    pub(crate) chain: i64,
    /// The entry that says so.
    pub(crate) entry: u64,
    pub(crate) body: Vec<u8>,
}

/// Notes that a record waits for a file.
pub(crate) fn insert(
    connection: &Connection,
    origin: Origin,
    record: i64,
    fact: &AttachmentFact,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO attachment (record, log_index, chain, event_id, sha256_stored, state)
             VALUES (?1, ?2, ?3, ?4, ?5, 'wanted')",
        )?
        .execute(params![
            record,
            origin.log_index,
            origin.chain,
            fact.event_id,
            fact.sha256_stored.as_bytes(),
        ])?;
    Ok(())
}

/// Files that are waited for, by the digest of the bytes that travel.
pub(crate) fn wanted_files(connection: &Connection) -> Result<Vec<Sha256>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT DISTINCT sha256_stored FROM attachment WHERE state = 'wanted' ORDER BY sha256_stored",
    )?;
    let rows = query.query_map([], |row| Ok(Sha256::from_bytes(bytes(row, "sha256_stored")?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Records that wait for a file; of one object when `log_index` is given.
pub(crate) fn wanted(connection: &Connection, log_index: Option<u64>) -> Result<Vec<Wanted>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT attachment.record, attachment.log_index, attachment.chain, entry, body
         FROM attachment JOIN record ON record.id = attachment.record
         WHERE attachment.state = 'wanted' AND (?1 IS NULL OR attachment.log_index = ?1) ORDER BY attachment.record",
    )?;
    let rows = query.query_map([log_index], |row| {
        Ok(Wanted {
            record: row.get(0)?,
            log_index: row.get(1)?,
            chain: row.get(2)?,
            entry: row.get(3)?,
            body: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Says how a file turned out.
pub(crate) fn settle(connection: &Connection, record: i64, verified: bool) -> Result<(), StoreError> {
    let state = if verified { "verified" } else { "failed" };
    connection
        .prepare_cached("UPDATE attachment SET state = ?2 WHERE record = ?1 AND state = 'wanted'")?
        .execute(params![record, state])?;
    Ok(())
}

/// Number of files that an object still waits for, and that failed.
pub(crate) fn open_and_failed(connection: &Connection, log_index: u64) -> Result<(u64, u64), StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT count(*) FILTER (WHERE state = 'wanted'), count(*) FILTER (WHERE state = 'failed')
         FROM attachment WHERE log_index = ?1",
    )?;
    Ok(query.query_row([log_index], |row| Ok((row.get(0)?, row.get(1)?)))?)
}
