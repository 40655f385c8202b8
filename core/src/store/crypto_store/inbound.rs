//! Inbound Megolm sessions: what decrypts the events of rooms. The most read and most written part of the store.

use matrix_sdk_crypto::olm::{InboundGroupSession, PickledInboundGroupSession, SenderDataType};
use ruma::RoomId;
use rusqlite::Connection;

use super::codec::{decode_row, decode_rows, encode};
use crate::store::error::StoreError;

/// What a row needs of a session, taken before the database is locked.
pub(super) struct InboundRow {
    pub(super) session_id: String,
    pub(super) sender_data_type: SenderDataType,
    pub(super) pickle: PickledInboundGroupSession,
}

impl InboundRow {
    pub(super) async fn of(session: &InboundGroupSession) -> Self {
        Self {
            session_id: session.session_id().to_owned(),
            sender_data_type: session.sender_data_type(),
            pickle: session.pickle().await,
        }
    }
}

/// Without a backup version a row keeps the one it has, like the machine's own memory store.
pub(super) fn save(
    connection: &Connection,
    row: &InboundRow,
    backed_up_to: Option<&str>,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO crypto_inbound_session \
             (room_id, session_id, sender_key, sender_data_type, backed_up_to, pickle) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (room_id, session_id) DO UPDATE SET \
             sender_key = ?3, sender_data_type = ?4, backed_up_to = coalesce(?5, backed_up_to), pickle = ?6",
        )?
        .execute((
            row.pickle.room_id.as_str(),
            &row.session_id,
            row.pickle.sender_key.to_base64(),
            row.sender_data_type as i64,
            backed_up_to,
            encode(&row.pickle)?.as_slice(),
        ))?;
    Ok(())
}

pub(super) fn one(
    connection: &Connection,
    room: &RoomId,
    session_id: &str,
) -> Result<Option<InboundGroupSession>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT pickle FROM crypto_inbound_session WHERE room_id = ?1 AND session_id = ?2")?;
    decode_row(&mut statement, (room.as_str(), session_id))?
        .map(unpickle)
        .transpose()
}

pub(super) fn all(connection: &Connection) -> Result<Vec<InboundGroupSession>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT pickle FROM crypto_inbound_session")?;
    unpickle_all(decode_rows(&mut statement, [])?)
}

pub(super) fn of_room(
    connection: &Connection,
    room: &RoomId,
) -> Result<Vec<InboundGroupSession>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT pickle FROM crypto_inbound_session WHERE room_id = ?1")?;
    unpickle_all(decode_rows(&mut statement, [room.as_str()])?)
}

pub(super) fn of_device(
    connection: &Connection,
    sender_key: &str,
    sender_data_type: SenderDataType,
    after: Option<&str>,
    limit: usize,
) -> Result<Vec<InboundGroupSession>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT pickle FROM crypto_inbound_session WHERE sender_key = ?1 AND sender_data_type = ?2 \
         AND session_id > ?3 ORDER BY session_id LIMIT ?4",
    )?;
    let parameters = (
        sender_key,
        sender_data_type as i64,
        after.unwrap_or_default(),
        row_limit(limit),
    );
    unpickle_all(decode_rows(&mut statement, parameters)?)
}

/// How many there are, and how many of them this version of the backup holds.
pub(super) fn counts(
    connection: &Connection,
    backup_version: Option<&str>,
) -> Result<(usize, usize), StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT count(*), count(*) FILTER (WHERE backed_up_to = ?1) FROM crypto_inbound_session",
    )?;
    Ok(statement.query_row([backup_version], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

pub(super) fn to_back_up(
    connection: &Connection,
    backup_version: &str,
    limit: usize,
) -> Result<Vec<InboundGroupSession>, StoreError> {
    // The same as IS NOT, in the words that find it by its index.
    let mut statement = connection.prepare_cached(
        "SELECT pickle FROM crypto_inbound_session
         WHERE backed_up_to IS NULL OR backed_up_to < ?1 OR backed_up_to > ?1 LIMIT ?2",
    )?;
    unpickle_all(decode_rows(&mut statement, (backup_version, row_limit(limit)))?)
}

fn row_limit(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}

fn unpickle_all(pickles: Vec<PickledInboundGroupSession>) -> Result<Vec<InboundGroupSession>, StoreError> {
    pickles.into_iter().map(unpickle).collect()
}

fn unpickle(pickle: PickledInboundGroupSession) -> Result<InboundGroupSession, StoreError> {
    InboundGroupSession::from_pickle(pickle).map_err(|_| StoreError::Malformed("inbound session"))
}
