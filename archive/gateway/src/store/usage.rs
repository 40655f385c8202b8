//! How much a device has brought today (UTC), for quota.

use griffie_wire::ids::{DeviceId, Millis};
use rusqlite::{Connection, OptionalExtension, params};

use super::{StoreError, numbers::Sql};
use crate::limits::Limits;

const DAY: u64 = 24 * 3600 * 1000;

/// One device's day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Usage {
    pub(crate) objects: u64,
    pub(crate) bytes: u64,
}

impl Usage {
    /// The day with `more` added, unless that is over quota.
    pub(crate) fn plus(self, more: Usage, limits: &Limits) -> Option<Self> {
        let sum = Self {
            objects: self.objects.checked_add(more.objects)?,
            bytes: self.bytes.checked_add(more.bytes)?,
        };
        (sum.objects <= limits.objects_per_day && sum.bytes <= limits.bytes_per_day).then_some(sum)
    }
}

/// Seconds until quota starts anew.
pub(crate) fn until_tomorrow(now: Millis) -> u64 {
    (DAY - now.0 % DAY).div_ceil(1000)
}

pub(crate) fn today(connection: &Connection, device: DeviceId, now: Millis) -> Result<Usage, StoreError> {
    let mut query =
        connection.prepare_cached("SELECT objects, bytes FROM usage WHERE device = ?1 AND day = ?2")?;
    let row = query.query_row(params![Sql(device), Sql(now.0 / DAY)], |row| {
        Ok(Usage {
            objects: row.get::<_, Sql<_>>(0)?.0,
            bytes: row.get::<_, Sql<_>>(1)?.0,
        })
    });
    Ok(row.optional()?.unwrap_or_default())
}

pub(crate) fn set_today(
    connection: &Connection,
    device: DeviceId,
    usage: Usage,
    now: Millis,
) -> Result<(), StoreError> {
    let mut upsert = connection.prepare_cached(
        "INSERT INTO usage (device, day, objects, bytes) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (device, day) DO UPDATE SET objects = excluded.objects, bytes = excluded.bytes",
    )?;
    upsert.execute(params![
        Sql(device),
        Sql(now.0 / DAY),
        Sql(usage.objects),
        Sql(usage.bytes)
    ])?;
    Ok(())
}

/// Forgets days before yesterday.
pub(crate) fn forget(connection: &Connection, now: Millis) -> Result<(), StoreError> {
    let yesterday = (now.0 / DAY).saturating_sub(1);
    connection.execute("DELETE FROM usage WHERE day < ?1", [Sql(yesterday)])?;
    Ok(())
}
