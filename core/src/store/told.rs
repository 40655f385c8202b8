//! Who was told about the archive, per room. Must not know the text or when it is said.

use griffie_wire::ids::Millis;
use rusqlite::{Connection, named_params};

use super::StoreError;

/// That somebody was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) user_id: String,
    pub(crate) version: u32,
    pub(crate) at: Millis,
}

/// Everybody who was told in this room, whichever version.
pub(crate) fn in_room(c: &Connection, room_id: &str) -> Result<Vec<Told>, StoreError> {
    let mut query = c.prepare_cached("SELECT user_id, version, at FROM told WHERE room_id = :room")?;
    let rows = query.query_map(named_params! { ":room": room_id }, |row| {
        Ok(Told {
            user_id: row.get(0)?,
            version: row.get(1)?,
            at: Millis(row.get(2)?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Notes that somebody is told: by our notice, or by somebody else's.
pub(crate) fn put(
    c: &Connection,
    room_id: &str,
    told: &Told,
    txn_id: Option<&str>,
) -> Result<(), StoreError> {
    c.prepare_cached(
        "INSERT INTO told (room_id, user_id, version, at, txn_id) VALUES (:room, :user, :version, :at, :txn)
         ON CONFLICT (room_id, user_id) DO UPDATE
         SET version = excluded.version, at = excluded.at, txn_id = excluded.txn_id",
    )?
    .execute(named_params! {
        ":room": room_id,
        ":user": told.user_id,
        ":version": told.version,
        ":at": told.at.0,
        ":txn": txn_id,
    })?;
    Ok(())
}

/// Whether somebody is told by this notice of ours, and by nobody else's since.
pub(crate) fn by(c: &Connection, txn_id: &str) -> Result<bool, StoreError> {
    Ok(c.prepare_cached("SELECT 1 FROM told WHERE txn_id = :txn")?
        .exists(named_params! { ":txn": txn_id })?)
}

/// The notice never went out: nobody was told by it.
pub(crate) fn forget(c: &Connection, txn_id: &str) -> Result<(), StoreError> {
    c.prepare_cached("DELETE FROM told WHERE txn_id = :txn")?
        .execute(named_params! { ":txn": txn_id })?;
    Ok(())
}
