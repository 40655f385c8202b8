//! Megolm session keys, and which message of a session was which event.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::StoreError;

/// Notes where a session key is recorded.
pub(crate) fn insert(
    connection: &Connection,
    chain: i64,
    session_id: &str,
    first_index: u32,
    record: i64,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO session_key (chain, session_id, first_index, record) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO NOTHING",
        )?
        .execute(params![chain, session_id, first_index, record])?;
    Ok(())
}

/// The record of the earliest key of a session.
pub(crate) fn earliest(
    connection: &Connection,
    chain: i64,
    session_id: &str,
) -> Result<Option<Vec<u8>>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT body FROM session_key JOIN record ON record.id = session_key.record
         WHERE session_key.chain = ?1 AND session_key.session_id = ?2 ORDER BY first_index LIMIT 1",
    )?;
    Ok(query
        .query_row(params![chain, session_id], |row| row.get(0))
        .optional()?)
}

/// The event that this message of the session was.
pub(crate) fn event_of(
    connection: &Connection,
    chain: i64,
    session_id: &str,
    message_index: u32,
) -> Result<Option<String>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT event_id FROM message WHERE chain = ?1 AND session_id = ?2 AND message_index = ?3",
    )?;
    Ok(query
        .query_row(params![chain, session_id, message_index], |row| row.get(0))
        .optional()?)
}

/// Notes which event a message was.
pub(crate) fn insert_message(
    connection: &Connection,
    chain: i64,
    session_id: &str,
    message_index: u32,
    event_id: &str,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO message (chain, session_id, message_index, event_id) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO NOTHING",
        )?
        .execute(params![chain, session_id, message_index, event_id])?;
    Ok(())
}
