//! The Olm account: the long-term keys of the Matrix device.

use matrix_sdk_crypto::olm::{Account, PickledAccount};
use ruma::{OwnedDeviceId, OwnedUserId};
use rusqlite::{Connection, OptionalExtension};

use super::codec::{decode_row, encode};
use crate::store::error::StoreError;

/// Whose account is stored, if any.
pub(in crate::store) fn owner(
    connection: &Connection,
) -> Result<Option<(OwnedUserId, OwnedDeviceId)>, StoreError> {
    let row = connection
        .prepare_cached("SELECT user_id, device_id FROM crypto_account")?
        .query_row([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))
        .optional()?;
    row.map(|(user, device)| {
        let user = OwnedUserId::try_from(user).map_err(|_| StoreError::Malformed("user id"))?;
        Ok((user, device.into()))
    })
    .transpose()
}

pub(super) fn load(connection: &Connection) -> Result<Option<Account>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT pickle FROM crypto_account")?;
    let pickle: Option<PickledAccount> = decode_row(&mut statement, [])?;
    pickle
        .map(|pickle| Account::from_pickle(pickle).map_err(|_| StoreError::Malformed("account")))
        .transpose()
}

pub(super) fn save(connection: &Connection, account: &Account) -> Result<(), StoreError> {
    let owner = account.static_data();
    let pickle = encode(&account.pickle())?;
    connection
        .prepare_cached(
            "INSERT INTO crypto_account (id, user_id, device_id, pickle) VALUES (1, ?1, ?2, ?3) \
             ON CONFLICT (id) DO UPDATE SET user_id = ?1, device_id = ?2, pickle = ?3",
        )?
        .execute((
            owner.user_id.as_str(),
            owner.device_id.as_str(),
            pickle.as_slice(),
        ))?;
    Ok(())
}
