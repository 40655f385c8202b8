//! The users whose list of devices is followed, and whether it must be fetched again.

use matrix_sdk_crypto::TrackedUser;
use ruma::{OwnedUserId, UserId};
use rusqlite::Connection;

use crate::store::error::StoreError;

pub(super) fn load(connection: &Connection) -> Result<Vec<TrackedUser>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT user_id, dirty FROM crypto_tracked_user")?;
    let mut rows = statement.query([])?;
    let mut users = Vec::new();
    while let Some(row) = rows.next()? {
        let user_id = OwnedUserId::try_from(row.get::<_, String>(0)?)
            .map_err(|_| StoreError::Malformed("tracked user"))?;
        users.push(TrackedUser {
            user_id,
            dirty: row.get(1)?,
        });
    }
    Ok(users)
}

pub(super) fn save(connection: &Connection, users: &[(&UserId, bool)]) -> Result<(), StoreError> {
    let mut statement = connection
        .prepare_cached("INSERT OR REPLACE INTO crypto_tracked_user (user_id, dirty) VALUES (?1, ?2)")?;
    for (user, dirty) in users {
        statement.execute((user.as_str(), dirty))?;
    }
    Ok(())
}
