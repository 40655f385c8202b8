//! Entries as they were opened, each exactly once, and the events among them.

use griffie_wire::{Commitment, Entry, Record};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::StoreError;

/// Where a record comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin {
    pub(crate) log_index: u64,
    pub(crate) chain: i64,
}

/// Keeps an entry; answers the row it has.
pub(crate) fn insert(
    connection: &Connection,
    origin: Origin,
    entry: &Entry,
    record: &Record,
    commitment: &Commitment,
) -> Result<i64, StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO record (log_index, chain, entry, kind, room_id, captured_at, salt, commitment, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            origin.log_index,
            origin.chain,
            entry.seq.0,
            record.fact.kind(),
            entry.room,
            record.captured_at.0,
            entry.salt,
            commitment.as_bytes(),
            entry.record,
        ])?;
    Ok(connection.last_insert_rowid())
}

/// What a kept body tells: the record that it is, or the one that it discloses.
pub(crate) fn read(body: &[u8]) -> Result<Record, StoreError> {
    let record = Record::from_canonical(body).and_then(Record::told);
    record.map_err(|_| StoreError::Row("record"))
}

/// Notes that a record is an event; false if the chain has that event already.
pub(crate) fn insert_event(
    connection: &Connection,
    record: i64,
    chain: i64,
    event: &griffie_wire::record::EventFact,
) -> Result<bool, StoreError> {
    let inserted = connection
        .prepare_cached(
            "INSERT INTO event (record, chain, event_id, origin_server_ts) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (chain, event_id) DO NOTHING",
        )?
        .execute(params![record, chain, event.event_id, event.origin_server_ts.0])?;
    Ok(inserted == 1)
}

/// The record of an event in a chain.
pub(crate) fn event(
    connection: &Connection,
    chain: i64,
    event_id: &str,
) -> Result<Option<Vec<u8>>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT body FROM event JOIN record ON record.id = event.record WHERE event.chain = ?1 AND event.event_id = ?2",
    )?;
    Ok(query
        .query_row(params![chain, event_id], |row| row.get(0))
        .optional()?)
}

/// Records of late clear text in a chain, oldest first.
pub(crate) fn late_keys(connection: &Connection, chain: i64) -> Result<Vec<Vec<u8>>, StoreError> {
    let mut query = connection
        .prepare_cached("SELECT body FROM record WHERE chain = ?1 AND kind = 'late_key' ORDER BY entry")?;
    let rows = query
        .query_map([chain], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(rows)
}
