//! Queries for the reconciliation: what each person's devices brought, how far each device came, and the gaps they told of.

use griffie_wire::{DeviceId, Millis};
use rusqlite::Connection;

use super::{StoreError, rows::bytes, told};
use crate::reconcile::report::{DeviceOf, UnsentOf};

/// An event that a device brought.
pub(crate) struct Found<'a> {
    pub(crate) user: &'a str,
    pub(crate) event_id: &'a str,
    pub(crate) archived: bool,
    pub(crate) fetched: Millis,
}

/// An event as a device says that the homeserver gave it.
pub(crate) struct Origin<'a> {
    pub(crate) user: &'a str,
    pub(crate) event_id: &'a str,
    pub(crate) room: &'a str,
    pub(crate) at: Millis,
    pub(crate) fetched: Millis,
}

/// A gap that a device told of.
pub(crate) struct ToldGap {
    pub(crate) user: String,
    pub(crate) room_id: String,
    pub(crate) cause: String,
    pub(crate) healed: bool,
}

/// Calls `each` with every event of every device; those of rejected objects are not kept and not among them.
pub(crate) fn each_event(connection: &Connection, mut each: impl FnMut(Found<'_>)) -> Result<(), StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT device.user_id, event.event_id, object.state = 'accepted', object.fetched
         FROM event JOIN record ON record.id = event.record JOIN object ON object.log_index = record.log_index
         JOIN chain ON chain.id = event.chain JOIN device ON device.device = chain.device
         WHERE object.state <> 'rejected'",
    )?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        each(Found {
            user: row.get_ref(0)?.as_str().map_err(|_| StoreError::Row("device"))?,
            event_id: row.get_ref(1)?.as_str().map_err(|_| StoreError::Row("event"))?,
            archived: row.get(2)?,
            fetched: Millis(row.get(3)?),
        });
    }
    Ok(())
}

/// The same with room and time, for as long as `each` goes on.
pub(crate) fn each_origin(
    connection: &Connection,
    mut each: impl FnMut(Origin<'_>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT device.user_id, event.event_id, ifnull(record.room_id, ''), event.origin_server_ts, object.fetched
         FROM event JOIN record ON record.id = event.record JOIN object ON object.log_index = record.log_index
         JOIN chain ON chain.id = event.chain JOIN device ON device.device = chain.device
         WHERE object.state <> 'rejected'",
    )?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        each(Origin {
            user: row.get_ref(0)?.as_str().map_err(|_| StoreError::Row("device"))?,
            event_id: row.get_ref(1)?.as_str().map_err(|_| StoreError::Row("event"))?,
            room: row.get_ref(2)?.as_str().map_err(|_| StoreError::Row("record"))?,
            at: Millis(row.get(3)?),
            fetched: Millis(row.get(4)?),
        })?;
    }
    Ok(())
}

/// Every device with its owner.
pub(crate) fn devices(connection: &Connection) -> Result<Vec<(String, DeviceOf)>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT user_id, device, revoked,
                (SELECT min(captured_at) FROM record JOIN chain ON chain.id = record.chain WHERE chain.device = device.device) AS since,
                (SELECT max(captured_at) FROM record JOIN chain ON chain.id = record.chain WHERE chain.device = device.device) AS last,
                (SELECT ifnull(max(head_seq), 0) FROM chain WHERE chain.device = device.device) AS seq,
                (SELECT count(*) FROM object WHERE object.device = device.device AND state = 'held'
                     AND reason IN ('missing', 'predecessor')) AS waiting,
                (SELECT count(*) FROM chain WHERE chain.device = device.device AND broken_at IS NOT NULL) AS broken,
                (SELECT ifnull(sum(size), 0) FROM object WHERE object.device = device.device) AS bytes
         FROM device ORDER BY user_id, first_seen",
    )?;
    let rows = query.query_map([], |row| {
        Ok((
            row.get("user_id")?,
            DeviceOf {
                device: DeviceId::from_bytes(bytes(row, "device")?),
                revoked: row.get("revoked")?,
                since: row.get::<_, Option<u64>>("since")?.map(Millis),
                last_captured: row.get::<_, Option<u64>>("last")?.map(Millis),
                last_sequence: row.get("seq")?,
                waiting: row.get("waiting")?,
                broken: row.get::<_, u64>("broken")? > 0,
                bytes: row.get("bytes")?,
                unsent: Vec::new(),
            },
        ))
    })?;
    let mut devices: Vec<(String, DeviceOf)> = rows.collect::<Result<_, _>>()?;
    for (_, device) in &mut devices {
        let unsent = told::unsent(connection, device.device)?.into_iter();
        device.unsent = unsent
            .map(|told| UnsentOf {
                first: told.first.0,
                last: told.last.0,
                at: told.at,
            })
            .collect();
    }
    Ok(devices)
}

/// Every gap record. A late key heals the gap of its event, a closed gap its hole.
pub(crate) fn gaps(connection: &Connection) -> Result<Vec<ToldGap>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT device.user_id, ifnull(gap.room_id, ''), gap.body ->> '$.fact.cause',
                EXISTS (SELECT 1 FROM record later WHERE later.chain = gap.chain AND later.entry > gap.entry
                        AND ((later.kind = 'gap_closed' AND later.body ->> '$.fact.gap_id' = gap.body ->> '$.fact.gap_id')
                          OR (later.kind = 'late_key' AND later.body ->> '$.fact.event_id' = gap.body ->> '$.fact.event_id')))
         FROM record gap JOIN chain ON chain.id = gap.chain JOIN device ON device.device = chain.device
         WHERE gap.kind = 'gap'",
    )?;
    let rows = query.query_map([], |row| {
        Ok(ToldGap {
            user: row.get(0)?,
            room_id: row.get(1)?,
            cause: row.get::<_, Option<String>>(2)?.unwrap_or_default(),
            healed: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
