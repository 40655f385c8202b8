//! What can be said of people by their keys, as it was when their keys were last asked for.

use rusqlite::{Connection, OptionalExtension};

use super::StoreError;

/// The stored word of this user.
pub(crate) fn of(c: &Connection, user_id: &str) -> Result<Option<String>, StoreError> {
    let mut query = c.prepare_cached("SELECT trust FROM user_trust WHERE user_id = ?1")?;
    Ok(query.query_row([user_id], |row| row.get(0)).optional()?)
}

/// Everybody of whom there is a word.
pub(crate) fn users(c: &Connection) -> Result<Vec<String>, StoreError> {
    let mut query = c.prepare_cached("SELECT user_id FROM user_trust ORDER BY user_id")?;
    let rows = query.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Stores the word; says whether it is another than before.
pub(crate) fn set(c: &Connection, user_id: &str, trust: &str) -> Result<bool, StoreError> {
    let changed = c
        .prepare_cached(
            "INSERT INTO user_trust (user_id, trust) VALUES (?1, ?2)
             ON CONFLICT (user_id) DO UPDATE SET trust = ?2 WHERE trust <> ?2",
        )?
        .execute([user_id, trust])?;
    Ok(changed > 0)
}
