//! What was missing, whom we asked for it, and what came of it.

use std::collections::HashMap;

use griffie_wire::{
    DeviceId, Millis,
    api::{RecallFor, SealedRecall},
    record::event_digest,
};
use rusqlite::{Connection, Row, params};

use super::{StoreError, rows::bytes};
use crate::fault::Hold;

/// Something that was named as missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Missed {
    pub(crate) id: i64,
    pub(crate) user: String,
    pub(crate) room: String,
    pub(crate) event: String,
    /// An object: its place in the log.
    pub(crate) object: Option<u64>,
    pub(crate) named: Millis,
    pub(crate) healed: Option<Millis>,
}

/// A device that was asked for something missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) device: DeviceId,
    pub(crate) user: String,
    pub(crate) at: Millis,
    pub(crate) expires: Millis,
}

/// Answers of devices that cannot give an event, by device and event: the code of their gap.
pub(crate) type Answers = HashMap<(DeviceId, String), String>;

const COLUMNS: &str = "SELECT id, user_id, room_id, event_id, log_index, named, healed FROM missed";

fn read(row: &Row<'_>) -> rusqlite::Result<Missed> {
    let object: i64 = row.get("log_index")?;
    Ok(Missed {
        id: row.get("id")?,
        user: row.get("user_id")?,
        room: row.get("room_id")?,
        event: row.get("event_id")?,
        object: u64::try_from(object).ok(),
        named: Millis(row.get("named")?),
        healed: row.get::<_, Option<u64>>("healed")?.map(Millis),
    })
}

/// Names an event as missing; one that was healed and is missing again is open again.
pub(crate) fn name_event(
    connection: &Connection,
    (user, room, event): (&str, &str, &str),
    now: Millis,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO missed (user_id, room_id, event_id, named) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (user_id, event_id, log_index) DO UPDATE SET healed = NULL WHERE healed IS NOT NULL",
        )?
        .execute(params![user, room, event, now.0])?;
    Ok(())
}

/// Names an object as missing.
pub(crate) fn name_object(connection: &Connection, index: u64, now: Millis) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO missed (log_index, named) VALUES (?1, ?2)
             ON CONFLICT (user_id, event_id, log_index) DO UPDATE SET healed = NULL WHERE healed IS NOT NULL",
        )?
        .execute(params![index, now.0])?;
    Ok(())
}

/// Marks what is here by now.
pub(crate) fn heal(connection: &Connection, now: Millis) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE missed SET healed = ?1 WHERE healed IS NULL AND log_index >= 0 AND NOT EXISTS
                 (SELECT 1 FROM object WHERE object.log_index = missed.log_index AND state = 'held' AND reason = ?2)",
        )?
        .execute(params![now.0, Hold::Missing.code()])?;
    connection
        .prepare_cached(
            "UPDATE missed SET healed = ?1 WHERE healed IS NULL AND log_index < 0 AND EXISTS
                 (SELECT 1 FROM event JOIN record ON record.id = event.record JOIN object ON object.log_index = record.log_index
                  JOIN chain ON chain.id = event.chain JOIN device ON device.device = chain.device
                  WHERE event.event_id = missed.event_id AND device.user_id = missed.user_id AND object.state <> 'rejected')",
        )?
        .execute([now.0])?;
    let mut kept = connection.prepare_cached(
        "UPDATE missed SET healed = ?1 WHERE id = ?2 AND EXISTS
             (SELECT 1 FROM withheld JOIN chain ON chain.id = withheld.chain JOIN device ON device.device = chain.device
              WHERE withheld.event = ?3 AND device.user_id = missed.user_id)",
    )?;
    for missed in open(connection)?.iter().filter(|missed| missed.object.is_none()) {
        kept.execute(params![now.0, missed.id, event_digest(&missed.event).as_bytes()])?;
    }
    Ok(())
}

/// What is missing still, in order of its naming.
pub(crate) fn open(connection: &Connection) -> Result<Vec<Missed>, StoreError> {
    let mut query = connection.prepare_cached(&format!("{COLUMNS} WHERE healed IS NULL ORDER BY id"))?;
    let rows = query.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Everything that ever was missing, the newest `limit`, in order of its naming.
pub(crate) fn all(connection: &Connection, limit: u32) -> Result<Vec<Missed>, StoreError> {
    let sql = format!("SELECT * FROM ({COLUMNS} ORDER BY id DESC LIMIT ?1) ORDER BY id");
    let mut query = connection.prepare_cached(&sql)?;
    let rows = query.query_map([limit], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Who was asked for it, in order.
pub(crate) fn asked(connection: &Connection, missed: i64) -> Result<Vec<Asked>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT asked.device, user_id, made, expires FROM asked JOIN recall USING (device, number)
         JOIN device ON device.device = asked.device WHERE missed = ?1 ORDER BY made, asked.device, number",
    )?;
    let rows = query.query_map([missed], |row| {
        Ok(Asked {
            device: DeviceId::from_bytes(bytes(row, "device")?),
            user: row.get("user_id")?,
            at: Millis(row.get("made")?),
            expires: Millis(row.get("expires")?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What devices said that cannot give an event.
pub(crate) fn answers(connection: &Connection) -> Result<Answers, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT chain.device, record.body ->> '$.fact.event_id' AS event, record.body ->> '$.fact.code' AS code
         FROM record JOIN chain ON chain.id = record.chain
         WHERE record.kind = 'gap' AND substr(record.body ->> '$.fact.code', 1, 7) = 'recall_' AND event IS NOT NULL",
    )?;
    let rows = query.query_map([], |row| {
        let device = DeviceId::from_bytes(bytes(row, "device")?);
        Ok(((device, row.get("event")?), row.get("code")?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Devices of a person that may be asked, the one first that was heard of last.
pub(crate) fn devices_of(connection: &Connection, user: &str) -> Result<Vec<DeviceId>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT device FROM device WHERE user_id = ?1 AND revoked = 0
         ORDER BY (SELECT max(created) FROM object WHERE object.device = device.device) DESC, device",
    )?;
    let rows = query.query_map([user], |row| Ok(DeviceId::from_bytes(bytes(row, "device")?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether anybody's device brought the event.
pub(crate) fn is_kept(connection: &Connection, event: &str) -> Result<bool, StoreError> {
    Ok(connection
        .prepare_cached("SELECT 1 FROM event WHERE event_id = ?1")?
        .exists([event])?)
}

/// Number of the last recall to a device, 0 before the first, and how many still hold at `now`.
pub(crate) fn last(connection: &Connection, device: DeviceId, now: Millis) -> Result<(u64, u64), StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT ifnull(max(number), 0), count(*) FILTER (WHERE expires > ?2) FROM recall WHERE device = ?1",
    )?;
    Ok(query.query_row(params![device.as_bytes(), now.0], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?)
}

/// Keeps a recall before anybody sees it, with what it asks for; part of the caller's transaction.
pub(crate) fn insert(
    connection: &Connection,
    made: Millis,
    recall: &RecallFor,
    missed: &[i64],
) -> Result<(), StoreError> {
    let device = recall.device.as_bytes();
    let SealedRecall {
        number,
        expires,
        sealed,
    } = &recall.recall;
    connection
        .prepare_cached(
            "INSERT INTO recall (device, number, made, expires, sealed) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![device, number, made.0, expires.0, sealed])?;
    let mut insert =
        connection.prepare_cached("INSERT INTO asked (missed, device, number) VALUES (?1, ?2, ?3)")?;
    for id in missed {
        insert.execute(params![id, device, number])?;
    }
    Ok(())
}

/// Recalls that the gateway has not taken yet and that still hold.
pub(crate) fn unposted(
    connection: &Connection,
    now: Millis,
    limit: u32,
) -> Result<Vec<RecallFor>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT device, number, expires, sealed FROM recall WHERE posted IS NULL AND expires > ?1
         ORDER BY device, number LIMIT ?2",
    )?;
    let rows = query.query_map(params![now.0, limit], |row| {
        Ok(RecallFor {
            device: DeviceId::from_bytes(bytes(row, "device")?),
            recall: SealedRecall {
                number: row.get("number")?,
                expires: Millis(row.get("expires")?),
                sealed: row.get("sealed")?,
            },
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Places in the log of the objects that a recall asks for and that are missing still.
pub(crate) fn objects_of(connection: &Connection, recall: &RecallFor) -> Result<Vec<u64>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT log_index FROM missed JOIN asked ON asked.missed = missed.id
         WHERE device = ?1 AND number = ?2 AND log_index >= 0 AND healed IS NULL ORDER BY log_index",
    )?;
    let rows = query.query_map(params![recall.device.as_bytes(), recall.recall.number], |row| {
        row.get(0)
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The gateway has taken it.
pub(crate) fn posted(connection: &Connection, recall: &RecallFor, now: Millis) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE recall SET posted = ?3 WHERE device = ?1 AND number = ?2 AND posted IS NULL")?
        .execute(params![recall.device.as_bytes(), recall.recall.number, now.0])?;
    Ok(())
}
