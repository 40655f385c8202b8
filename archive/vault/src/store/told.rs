//! What devices said they had journaled before any object had it.

use std::ops::RangeInclusive;

use griffie_wire::{Commitment, DeviceId, EntryNo, Millis, heartbeat::Journaled};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{StoreError, rows::bytes};

fn read(row: &Row<'_>) -> rusqlite::Result<Journaled> {
    Ok(Journaled {
        entry: EntryNo(row.get("entry")?),
        commitment: Commitment::from_bytes(bytes(row, "commitment")?),
    })
}

/// Keeps what the object at this place of the log told; the same said twice is said once.
pub(crate) fn insert(
    connection: &Connection,
    chain: i64,
    told: &Journaled,
    at: Millis,
    log_index: u64,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO told (chain, entry, commitment, at, log_index) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (chain, entry) DO NOTHING",
        )?
        .execute(params![
            chain,
            told.entry.0,
            told.commitment.as_bytes(),
            at.0,
            log_index
        ])?;
    Ok(())
}

/// What was told about these entries, in order.
pub(crate) fn within(
    connection: &Connection,
    chain: i64,
    entries: RangeInclusive<EntryNo>,
) -> Result<Vec<Journaled>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT entry, commitment FROM told WHERE chain = ?1 AND entry BETWEEN ?2 AND ?3 ORDER BY entry",
    )?;
    let rows = query.query_map(params![chain, entries.start().0, entries.end().0], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The furthest that a chain was told of.
pub(crate) fn last(connection: &Connection, chain: i64) -> Result<Option<Journaled>, StoreError> {
    let mut query = connection
        .prepare_cached("SELECT entry, commitment FROM told WHERE chain = ?1 ORDER BY entry DESC LIMIT 1")?;
    Ok(query.query_row([chain], read).optional()?)
}

/// Entries of a device that it told of and that are not here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unsent {
    pub(crate) first: EntryNo,
    pub(crate) last: EntryNo,
    /// When it told so, by its clock.
    pub(crate) at: Millis,
}

/// What is outstanding of one device, of each of its epochs; the newest epoch last.
pub(crate) fn unsent(connection: &Connection, device: DeviceId) -> Result<Vec<Unsent>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT chain.last_entry + 1 AS first, told.entry AS last, told.at
         FROM told JOIN chain ON chain.id = told.chain
         WHERE chain.device = ?1 AND told.entry > chain.last_entry
               AND told.entry = (SELECT max(entry) FROM told later WHERE later.chain = told.chain)
         ORDER BY chain.id",
    )?;
    let rows = query.query_map([device.as_bytes()], |row| {
        Ok(Unsent {
            first: EntryNo(row.get("first")?),
            last: EntryNo(row.get("last")?),
            at: Millis(row.get("at")?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
