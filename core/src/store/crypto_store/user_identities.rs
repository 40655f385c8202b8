//! Cross-signing identities: the public ones of users, and the private one of our own user.

use matrix_sdk_crypto::{
    UserIdentityData,
    olm::{PickledCrossSigningIdentity, PrivateCrossSigningIdentity},
};
use ruma::UserId;
use rusqlite::Connection;

use super::{
    codec::{decode_row, encode},
    values,
};
use crate::store::error::StoreError;

const PRIVATE: &str = "private identity";

pub(super) fn load(connection: &Connection, user: &UserId) -> Result<Option<UserIdentityData>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT data FROM crypto_user_identity WHERE user_id = ?1")?;
    decode_row(&mut statement, [user.as_str()])
}

pub(super) fn save(connection: &Connection, identity: &UserIdentityData) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO crypto_user_identity (user_id, data) VALUES (?1, ?2) \
             ON CONFLICT (user_id) DO UPDATE SET data = ?2",
        )?
        .execute((identity.user_id().as_str(), encode(identity)?.as_slice()))?;
    Ok(())
}

pub(super) fn load_private(
    connection: &Connection,
) -> Result<Option<PrivateCrossSigningIdentity>, StoreError> {
    let pickle: Option<PickledCrossSigningIdentity> = values::get(connection, PRIVATE)?;
    pickle
        .map(|pickle| {
            PrivateCrossSigningIdentity::from_pickle(pickle)
                .map_err(|_| StoreError::Malformed("private identity"))
        })
        .transpose()
}

pub(super) fn save_private(
    connection: &Connection,
    pickle: &PickledCrossSigningIdentity,
) -> Result<(), StoreError> {
    values::set(connection, PRIVATE, pickle)
}
