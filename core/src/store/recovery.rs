//! What brings a lost device back: the recovery key and how far it has come, and which history is from before this device.

use rusqlite::{Connection, OptionalExtension, named_params};
use zeroize::Zeroizing;

use super::StoreError;

/// The recovery key of this user, as this device knows it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Recovery {
    /// Base58, in fours, as in the Matrix specification.
    pub(crate) key: Zeroizing<String>,
    /// Its name in secret storage.
    pub(crate) key_id: String,
    /// JSON of its description in secret storage.
    pub(crate) description: String,
    /// Secret storage of the homeserver holds what it opens.
    pub(crate) published: bool,
    /// The backup is still to be fetched.
    pub(crate) restore: bool,
}

impl std::fmt::Debug for Recovery {
    /// How far it is alone: the rest is secret (invariant 9).
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Recovery")
            .field("published", &self.published)
            .field("restore", &self.restore)
            .finish_non_exhaustive()
    }
}

/// The recovery key, if this device has one.
pub(crate) fn read(c: &Connection) -> Result<Option<Recovery>, StoreError> {
    let mut query =
        c.prepare_cached("SELECT key, key_id, description, published, restore FROM recovery WHERE id = 1")?;
    let found = query.query_row([], |row| {
        Ok(Recovery {
            key: Zeroizing::new(row.get(0)?),
            key_id: row.get(1)?,
            description: row.get(2)?,
            published: row.get(3)?,
            restore: row.get(4)?,
        })
    });
    Ok(found.optional()?)
}

/// Stores it, in place of an earlier one.
pub(crate) fn save(c: &Connection, recovery: &Recovery) -> Result<(), StoreError> {
    c.prepare_cached(
        "INSERT OR REPLACE INTO recovery (id, key, key_id, description, published, restore)
         VALUES (1, :key, :key_id, :description, :published, :restore)",
    )?
    .execute(named_params! {
        ":key": recovery.key.as_str(),
        ":key_id": recovery.key_id,
        ":description": recovery.description,
        ":published": recovery.published,
        ":restore": recovery.restore,
    })?;
    Ok(())
}

/// Secret storage holds everything.
pub(crate) fn published(c: &Connection) -> Result<(), StoreError> {
    c.prepare_cached("UPDATE recovery SET published = 1")?
        .execute([])?;
    Ok(())
}

/// The backup was fetched whole.
pub(crate) fn restored(c: &Connection) -> Result<(), StoreError> {
    c.prepare_cached("UPDATE recovery SET restore = 0")?.execute([])?;
    c.prepare_cached("UPDATE identity_by_device SET restore = 0")?
        .execute([])?;
    Ok(())
}

/// The identity and the key of the backup came from another device of the same user; the backup is still to be fetched.
pub(crate) fn set_by_device(c: &Connection) -> Result<(), StoreError> {
    c.prepare_cached("INSERT OR REPLACE INTO identity_by_device (id, restore) VALUES (1, 1)")?
        .execute([])?;
    Ok(())
}

/// Whether they came from another device; and then, whether the backup is still to be fetched.
pub(crate) fn by_device(c: &Connection) -> Result<Option<bool>, StoreError> {
    let mut query = c.prepare_cached("SELECT restore FROM identity_by_device")?;
    Ok(query.query_row([], |row| row.get(0)).optional()?)
}

/// Whether the backup is still to be fetched, whatever opens it.
pub(crate) fn restore_due(c: &Connection) -> Result<bool, StoreError> {
    Ok(by_device(c)?.unwrap_or_default() || read(c)?.is_some_and(|recovery| recovery.restore))
}

/// Another device of this user was there before this one.
pub(crate) fn set_later(c: &Connection) -> Result<(), StoreError> {
    c.prepare_cached("INSERT OR IGNORE INTO later_device (id) VALUES (1)")?
        .execute([])?;
    Ok(())
}

/// Whether another device of this user was there before this one.
pub(crate) fn is_later(c: &Connection) -> Result<bool, StoreError> {
    Ok(c.prepare_cached("SELECT 1 FROM later_device")?.exists([])?)
}

/// What fills this hole is from before this device.
pub(crate) fn set_earlier(c: &Connection, gap_id: &str) -> Result<(), StoreError> {
    c.prepare_cached("INSERT OR IGNORE INTO earlier_hole (gap_id) VALUES (?1)")?
        .execute([gap_id])?;
    Ok(())
}

/// Whether what fills this hole is from before this device.
pub(crate) fn is_earlier(c: &Connection, gap_id: &str) -> Result<bool, StoreError> {
    Ok(c.prepare_cached("SELECT 1 FROM earlier_hole WHERE gap_id = ?1")?
        .exists([gap_id])?)
}

/// Sessions, by room and id, that events wait for whose senders owed us the key.
pub(crate) fn sessions_waited_for(c: &Connection) -> Result<Vec<(String, String)>, StoreError> {
    let mut query = c.prepare_cached(
        "SELECT DISTINCT room_id, session_id FROM pending_key WHERE owed = 1 ORDER BY room_id, session_id",
    )?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The backup's version was of another key. The Olm machine has no way to say so, and no row means none.
pub(crate) fn forget_backup_version(c: &Connection) -> Result<(), StoreError> {
    c.prepare_cached("DELETE FROM crypto_value WHERE name = 'backup version'")?
        .execute([])?;
    Ok(())
}
