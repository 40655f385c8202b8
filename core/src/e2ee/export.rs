//! Gives the key that lets the archive prove the clear text: from the lowest index it needs, and never earlier.

use ruma::RoomId;

use super::E2eeError;
use crate::store::Unit;

/// The session's key in exported form (base64), good for `first_index` and everything after.
pub(crate) async fn export_key(
    unit: &Unit,
    room_id: &str,
    session_id: &str,
    first_index: u32,
) -> Result<Option<String>, E2eeError> {
    let room = <&RoomId>::try_from(room_id).map_err(|_| E2eeError::BadId)?;
    let session = unit
        .machine()?
        .store()
        .get_inbound_group_session(room, session_id)
        .await?;
    match session {
        Some(session) => Ok(Some(
            session.export_at_index(first_index).await.session_key.to_base64(),
        )),
        None => Ok(None),
    }
}
