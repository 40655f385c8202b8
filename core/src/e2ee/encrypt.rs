//! Encrypts one event inside a unit of work: the ratchet is on disk before the ciphertext can leave (design D2).

use ruma::{RoomId, serde::Raw};
use serde_json::value::RawValue;

use super::E2eeError;
use crate::store::Unit;

/// The content of an `m.room.encrypted` event for `content`, a JSON object, of type `event_type`.
///
/// # Errors
/// [`E2eeError::NotShared`] when the key must be shared (again) first; see [`super::prepare_room`].
pub(crate) async fn encrypt(
    unit: &Unit,
    room_id: &str,
    event_type: &str,
    content: &str,
) -> Result<String, E2eeError> {
    let room = <&RoomId>::try_from(room_id).map_err(|_| E2eeError::BadId)?;
    let machine = unit.machine()?;
    // The machine panics on a session that was never made or has expired, so that is asked first.
    match machine.store().get_outbound_group_session(room).await? {
        Some(session) if session.shared() && !session.expired() && !session.invalidated() => {}
        _ => return Err(E2eeError::NotShared),
    }
    let content = RawValue::from_string(content.to_owned()).map_err(|_| E2eeError::Olm("content"))?;
    let content = Raw::from_json(content);
    let encrypted = machine
        .encrypt_room_event_raw(room, event_type, &content)
        .await
        .map_err(|error| match error {
            matrix_sdk_crypto::MegolmError::Store(error) => E2eeError::Store(error.into()),
            _ => E2eeError::Olm("encrypt"),
        })?;
    Ok(encrypted.content.json().get().to_owned())
}
