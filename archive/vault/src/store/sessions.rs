//! Megolm session keys, and which message of a session was which event.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::StoreError;

/// A Megolm session as a chain knows it. Its id alone does not name it: a sender can use one id for two sessions in two rooms.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Session<'a> {
    pub(crate) chain: i64,
    pub(crate) room_id: &'a str,
    pub(crate) session_id: &'a str,
}

/// Notes where a session key is recorded.
pub(crate) fn insert(
    connection: &Connection,
    session: Session<'_>,
    first_index: u32,
    record: i64,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO session_key (chain, room_id, session_id, first_index, record) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO NOTHING",
        )?
        .execute(params![session.chain, session.room_id, session.session_id, first_index, record])?;
    Ok(())
}

/// The record of the earliest key of a session.
pub(crate) fn earliest(connection: &Connection, session: Session<'_>) -> Result<Option<Vec<u8>>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT body FROM session_key JOIN record ON record.id = session_key.record
         WHERE session_key.chain = ?1 AND session_key.room_id = ?2 AND session_key.session_id = ?3
         ORDER BY first_index LIMIT 1",
    )?;
    Ok(query
        .query_row(
            params![session.chain, session.room_id, session.session_id],
            |row| row.get(0),
        )
        .optional()?)
}

/// The event that this message of the session was.
pub(crate) fn event_of(
    connection: &Connection,
    session: Session<'_>,
    message_index: u32,
) -> Result<Option<String>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT event_id FROM message WHERE chain = ?1 AND room_id = ?2 AND session_id = ?3 AND message_index = ?4",
    )?;
    Ok(query
        .query_row(
            params![session.chain, session.room_id, session.session_id, message_index],
            |row| row.get(0),
        )
        .optional()?)
}

/// Notes which event a message was.
pub(crate) fn insert_message(
    connection: &Connection,
    session: Session<'_>,
    message_index: u32,
    event_id: &str,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO message (chain, room_id, session_id, message_index, event_id) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO NOTHING",
        )?
        .execute(params![session.chain, session.room_id, session.session_id, message_index, event_id])?;
    Ok(())
}
