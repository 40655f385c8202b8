//! Picks the records of an evidence bundle: those asked for, and those without which they prove less.
//!
//! The picks stand in a temporary table of this connection, row numbers only; nothing of the vault changes.

use griffie_wire::{EntryNo, Seq, record::room_digest};
use rusqlite::{Connection, named_params};

use super::StoreError;

/// What limits a selection; what is empty or absent does not.
#[derive(Clone, Debug)]
pub(crate) struct Selection<'a> {
    pub(crate) users: &'a [String],
    pub(crate) rooms: &'a [String],
    pub(crate) from: Option<u64>,
    pub(crate) to: Option<u64>,
    /// Only objects below this place of the log.
    pub(crate) below: u64,
}

/// A chain with picks, and from where to where records of it were asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Segment {
    pub(crate) chain: i64,
    pub(crate) first: Seq,
    pub(crate) last: Seq,
}

const ASKED: &str = "
    INSERT INTO temp.picked (record, asked)
    SELECT record.id, 1 FROM record
    JOIN chain ON chain.id = record.chain JOIN device ON device.device = chain.device
    WHERE record.log_index < :below
      AND (:users = '[]' OR device.user_id IN (SELECT value FROM json_each(:users)))
      AND (:rooms = '[]' OR record.room_id IN (SELECT value FROM json_each(:rooms))
           OR EXISTS (SELECT 1 FROM withheld WHERE withheld.chain = record.chain AND withheld.entry = record.entry
                      AND lower(hex(withheld.room)) IN (SELECT value FROM json_each(:digests))))
      AND ((record.captured_at >= :from AND record.captured_at < :to)
           OR EXISTS (SELECT 1 FROM event WHERE event.record = record.id
                      AND event.origin_server_ts >= :from AND event.origin_server_ts < :to))
    ORDER BY record.id";

const WHOLE_OBJECTS: &str = "
    INSERT OR IGNORE INTO temp.picked (record, asked)
    SELECT id, 0 FROM record WHERE log_index IN
        (SELECT log_index FROM temp.picked JOIN record ON record.id = picked.record)";

/// The events that late clear text and files are of; then what else there is of picked events.
const OF_EVENTS: &str = "
    INSERT OR IGNORE INTO temp.picked (record, asked)
    SELECT event.record, 0 FROM temp.picked JOIN record ON record.id = picked.record
    JOIN event ON event.chain = record.chain
      AND event.event_id = %record% ->> '$.fact.event_id'
    WHERE record.kind IN ('late_key', 'attachment');

    INSERT OR IGNORE INTO temp.picked (record, asked)
    SELECT attachment.record, 0 FROM temp.picked JOIN event ON event.record = picked.record
    JOIN attachment ON attachment.chain = event.chain AND attachment.event_id = event.event_id;

    INSERT OR IGNORE INTO temp.picked (record, asked)
    SELECT late.id, 0 FROM record AS late
    JOIN event ON event.chain = late.chain
      AND event.event_id = %late% ->> '$.fact.event_id'
    JOIN temp.picked ON picked.record = event.record
    WHERE late.kind = 'late_key';";

/// Who joined the archive with this chain, who was in the room, the keys that prove clear text, and the commitments to what came later.
const AROUND: &str = "
    INSERT OR IGNORE INTO temp.picked (record, asked)
    SELECT id, 0 FROM record WHERE kind = 'activated' AND chain IN
        (SELECT chain FROM temp.picked JOIN record ON record.id = picked.record);

    INSERT OR IGNORE INTO temp.picked (record, asked)
    SELECT members.id, 0 FROM record AS members JOIN (
        SELECT DISTINCT record.chain, record.room_id, %record% ->> '$.room.members' AS digest
        FROM temp.picked JOIN record ON record.id = picked.record WHERE record.room_id IS NOT NULL) AS wanted
      ON wanted.chain = members.chain AND wanted.room_id = members.room_id
      AND wanted.digest = %members% ->> '$.fact.digest'
    WHERE members.kind = 'members';

    INSERT OR IGNORE INTO temp.picked (record, asked)
    SELECT session_key.record, 0 FROM session_key JOIN (
        SELECT DISTINCT record.chain, record.room_id,
               %record% ->> '$.fact.encryption.session_id' AS session_id
        FROM temp.picked JOIN record ON record.id = picked.record
        WHERE record.kind IN ('event', 'late_key')) AS wanted
      ON wanted.chain = session_key.chain AND wanted.room_id = session_key.room_id
      AND wanted.session_id = session_key.session_id;

    INSERT OR IGNORE INTO temp.picked (record, asked)
    SELECT tombstone.id, 0 FROM temp.picked JOIN record ON record.id = picked.record
    JOIN withheld ON withheld.chain = record.chain AND withheld.disclosed = record.entry
    JOIN record AS tombstone ON tombstone.chain = withheld.chain AND tombstone.entry = withheld.entry;

    DELETE FROM temp.picked WHERE record IN (SELECT id FROM record WHERE log_index >= %below%);";

/// `%table%` in a query: what the row's record tells, which is the record inside where that is a disclosure.
fn told(query: &str) -> String {
    ["record", "late", "members"]
        .iter()
        .fold(query.to_owned(), |query, table| {
            let body = format!("CAST({table}.body AS TEXT)");
            let told = format!("coalesce({body} ->> '$.fact.record', {body})");
            query.replace(&format!("%{table}%"), &told)
        })
}

/// Picks anew, and answers how many records match.
pub(crate) fn pick(
    connection: &Connection,
    selection: &Selection<'_>,
    whole_objects: bool,
) -> Result<u64, StoreError> {
    connection.execute_batch(
        "DROP TABLE IF EXISTS temp.picked;
         CREATE TEMPORARY TABLE picked (record INTEGER NOT NULL PRIMARY KEY, asked INTEGER NOT NULL) STRICT;",
    )?;
    let list = |items: &[String]| serde_json::to_string(items).map_err(|_| StoreError::Row("selection"));
    let asked = connection.execute(
        ASKED,
        named_params! {
            ":below": selection.below,
            ":users": list(selection.users)?,
            ":rooms": list(selection.rooms)?,
            ":digests": list(&selection.rooms.iter().map(|room| room_digest(room).to_string()).collect::<Vec<_>>())?,
            ":from": selection.from.unwrap_or(0),
            ":to": selection.to.unwrap_or(i64::MAX.unsigned_abs()),
        },
    )?;
    if whole_objects {
        connection.execute_batch(WHOLE_OBJECTS)?;
    }
    connection.execute_batch(&told(OF_EVENTS))?;
    connection.execute_batch(&told(AROUND).replace("%below%", &selection.below.to_string()))?;
    u64::try_from(asked).map_err(|_| StoreError::Row("selection"))
}

/// Chains with picks, in the order of device and epoch.
pub(crate) fn segments(connection: &Connection) -> Result<Vec<Segment>, StoreError> {
    let mut query = connection.prepare(
        "SELECT chain.id, min(object.seq), max(object.seq)
         FROM temp.picked JOIN record ON record.id = picked.record
         JOIN object ON object.log_index = record.log_index JOIN chain ON chain.id = record.chain
         WHERE picked.asked = 1 GROUP BY chain.id ORDER BY chain.device, chain.epoch",
    )?;
    let rows = query.query_map([], |row| {
        Ok(Segment {
            chain: row.get(0)?,
            first: Seq(row.get(1)?),
            last: Seq(row.get(2)?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The objects of a chain that go into the bundle: all of the segment, and those with picks outside it.
pub(crate) fn places(connection: &Connection, segment: Segment) -> Result<Vec<u64>, StoreError> {
    let mut query = connection.prepare(
        "SELECT log_index FROM object
         WHERE device = (SELECT device FROM chain WHERE id = :chain)
           AND epoch = (SELECT epoch FROM chain WHERE id = :chain) AND claims = 1
           AND (seq BETWEEN :first AND :last OR log_index IN
                (SELECT log_index FROM temp.picked JOIN record ON record.id = picked.record WHERE chain = :chain))
         ORDER BY seq",
    )?;
    let rows = query.query_map(
        named_params! {":chain": segment.chain, ":first": segment.first.0, ":last": segment.last.0},
        |row| row.get(0),
    )?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The picked entries of an object and whether each was asked for.
pub(crate) fn of_object(connection: &Connection, log_index: u64) -> Result<Vec<(EntryNo, bool)>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT record.entry, picked.asked FROM temp.picked JOIN record ON record.id = picked.record
         WHERE record.log_index = ?1 ORDER BY record.entry",
    )?;
    let rows = query.query_map([log_index], |row| Ok((EntryNo(row.get(0)?), row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Entries of objects with picks, and how many of them are not picked.
pub(crate) fn count(connection: &Connection) -> Result<(u64, u64), StoreError> {
    let mut query = connection.prepare(
        "SELECT count(picked.record), count(*) FILTER (WHERE picked.record IS NULL)
         FROM record LEFT JOIN temp.picked ON picked.record = record.id
         WHERE record.log_index IN (SELECT log_index FROM temp.picked JOIN record ON record.id = picked.record)",
    )?;
    Ok(query.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// Digests of the verified files of picked records, each once, in order.
pub(crate) fn files(connection: &Connection) -> Result<Vec<griffie_wire::Sha256>, StoreError> {
    let mut query = connection.prepare(
        "SELECT DISTINCT sha256_stored FROM attachment JOIN temp.picked ON picked.record = attachment.record
         WHERE attachment.state = 'verified' ORDER BY sha256_stored",
    )?;
    let rows = query.query_map([], |row| {
        Ok(griffie_wire::Sha256::from_bytes(super::rows::bytes(
            row,
            "sha256_stored",
        )?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// When a device was first seen.
pub(crate) fn first_seen(
    connection: &Connection,
    device: griffie_wire::DeviceId,
) -> Result<griffie_wire::Millis, StoreError> {
    let mut query = connection.prepare_cached("SELECT first_seen FROM device WHERE device = ?1")?;
    Ok(griffie_wire::Millis(
        query.query_row([device.as_bytes()], |row| row.get(0))?,
    ))
}

/// Commitment of an entry of a chain.
pub(crate) fn commitment(
    connection: &Connection,
    chain: i64,
    entry: u64,
) -> Result<griffie_wire::Commitment, StoreError> {
    let mut query =
        connection.prepare_cached("SELECT commitment FROM record WHERE chain = ?1 AND entry = ?2")?;
    Ok(query.query_row(rusqlite::params![chain, entry], |row| {
        Ok(griffie_wire::Commitment::from_bytes(super::rows::bytes(
            row,
            "commitment",
        )?))
    })?)
}
