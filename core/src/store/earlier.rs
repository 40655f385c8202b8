//! Rows of history from before the user's own join that is still to be fetched. Must not know how.

use griffie_wire::ids::Millis;
use rusqlite::{Connection, named_params};

use super::StoreError;

/// History of a room that policy wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Earlier {
    pub(crate) room_id: String,
    /// Its pages go before everything in this segment.
    pub(crate) segment: i64,
    /// Where the next page begins.
    pub(crate) token: String,
    /// Nothing older is wanted.
    pub(crate) not_before: Millis,
}

/// Remembers it, or where its next page begins.
pub(crate) fn put(c: &Connection, earlier: &Earlier) -> Result<(), StoreError> {
    c.prepare_cached(
        "INSERT INTO earlier_history (room_id, segment, token, not_before)
         VALUES (:room_id, :segment, :token, :not_before)
         ON CONFLICT (room_id, segment) DO UPDATE SET token = excluded.token",
    )?
    .execute(named_params! {
        ":room_id": earlier.room_id,
        ":segment": earlier.segment,
        ":token": earlier.token,
        ":not_before": earlier.not_before.0,
    })?;
    Ok(())
}

/// All that is still to be fetched.
pub(crate) fn all(c: &Connection) -> Result<Vec<Earlier>, StoreError> {
    let mut query = c.prepare_cached(
        "SELECT room_id, segment, token, not_before FROM earlier_history ORDER BY not_before DESC, room_id",
    )?;
    let rows = query.query_map([], |row| {
        Ok(Earlier {
            room_id: row.get(0)?,
            segment: row.get(1)?,
            token: row.get(2)?,
            not_before: Millis(row.get(3)?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// No more of it comes.
pub(crate) fn end(c: &Connection, earlier: &Earlier) -> Result<(), StoreError> {
    c.prepare_cached("DELETE FROM earlier_history WHERE room_id = :room_id AND segment = :segment")?
        .execute(named_params! { ":room_id": earlier.room_id, ":segment": earlier.segment })?;
    Ok(())
}
