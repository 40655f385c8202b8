//! Alarms: a device offered two different objects under one number.

use griffie_wire::{
    ids::{Millis, ObjectId},
    leaf::Leaf,
};
use rusqlite::{Connection, params};

use super::{StoreError, numbers::Sql};

/// Counts a refused second object under a number that is taken.
pub(crate) fn count(connection: &Connection, refused: &Leaf, now: Millis) -> Result<(), StoreError> {
    let other: ObjectId = refused.object_id;
    let mut upsert = connection.prepare_cached(
        "INSERT INTO equivocation (device, epoch, seq, other_id, first_at, last_at) VALUES (?1, ?2, ?3, ?4, ?5, ?5)
         ON CONFLICT (device, epoch, seq) DO UPDATE
         SET other_id = excluded.other_id, times = times + 1, last_at = excluded.last_at",
    )?;
    upsert.execute(params![
        Sql(refused.device),
        Sql(refused.epoch),
        Sql(refused.seq),
        Sql(other),
        Sql(now)
    ])?;
    Ok(())
}
