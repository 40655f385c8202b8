//! Gives the room's key to the devices of its members, before something is encrypted with it.

use matrix_sdk_crypto::{CollectStrategy, EncryptionSettings, types::requests::ToDeviceRequest};
use ruma::{
    OwnedUserId, RoomId,
    events::{
        ToDeviceEventType,
        room::{encryption::RoomEncryptionEventContent, history_visibility::HistoryVisibility},
    },
    to_device::DeviceIdOrAllDevices,
};
use serde::Deserialize;

use super::{E2eeError, outgoing};
use crate::{
    net::matrix::Matrix,
    store::{Store, StoreError, Unit, members, rooms},
};

/// To whom a session's key was given, and from whom it was kept: Matrix user and device ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Shared {
    pub(crate) session_id: String,
    /// What is sent from this message on they can read.
    pub(crate) first_index: u32,
    pub(crate) devices: Vec<(String, String)>,
    /// With the code that they were told.
    pub(crate) withheld: Vec<(String, String, String)>,
}

/// Makes sure that every device that may read the room has its key. Safe to repeat, also after a crash half-way: what was not marked
/// as sent is sent again. `note` is called in the unit of work that marks it, so that what it writes is written once.
///
/// # Errors
/// [`E2eeError::NotEncrypted`] for a room without encryption; of the homeserver when devices cannot be asked or reached.
pub(crate) async fn prepare_room(
    store: &Store,
    matrix: &Matrix,
    room_id: &str,
    note: &(dyn Fn(&Unit, Shared) -> Result<(), StoreError> + Sync),
) -> Result<(), E2eeError> {
    let room = <&RoomId>::try_from(room_id).map_err(|_| E2eeError::BadId)?;
    let _one_at_a_time = matrix.key_traffic().await;
    let (users, settings) = readers(store, room_id)?;
    follow(store, &users).await?;
    outgoing::pump_what_goes(store, matrix).await?;
    claim_sessions(store, matrix, &users).await?;

    let unit = store.begin("share room key").await?;
    let users = users.iter().map(AsRef::as_ref);
    let requests = unit.machine()?.share_room_key(room, users, settings).await?;
    unit.commit().await?;
    for request in requests {
        let answer = outgoing::send_to_device(matrix, &request).await?;
        let unit = outgoing::answered(store).await?;
        let shared = shared(&unit, room, &request).await?;
        unit.machine()?
            .mark_request_as_sent(&request.txn_id, &answer)
            .await?;
        if let Some(shared) = shared {
            note(&unit, shared)?;
        }
        unit.commit().await?;
    }
    Ok(())
}

/// Whom the request serves; `None` when the session is gone meanwhile, and nothing will be encrypted with it.
async fn shared(unit: &Unit, room: &RoomId, request: &ToDeviceRequest) -> Result<Option<Shared>, E2eeError> {
    let Some(session) = unit.machine()?.store().get_outbound_group_session(room).await? else {
        return Ok(None);
    };
    let mut shared = Shared {
        session_id: session.session_id().to_owned(),
        first_index: session.message_index().await,
        ..Shared::default()
    };
    let withheld = request.event_type == ToDeviceEventType::RoomKeyWithheld;
    for (user, devices) in &request.messages {
        for (device, content) in devices {
            let device = match device {
                DeviceIdOrAllDevices::DeviceId(device) => device.to_string(),
                DeviceIdOrAllDevices::AllDevices => "*".to_owned(),
            };
            if withheld {
                let code = content.get_field("code").ok().flatten().unwrap_or_default();
                shared.withheld.push((user.to_string(), device, code));
            } else {
                shared.devices.push((user.to_string(), device));
            }
        }
    }
    Ok(Some(shared))
}

async fn follow(store: &Store, users: &[OwnedUserId]) -> Result<(), E2eeError> {
    let unit = store.begin("follow devices").await?;
    super::track_users(&unit, users.iter().map(|user| user.as_str())).await?;
    Ok(unit.commit().await?)
}

/// Opens Olm sessions to devices that have none with us; says whether there were any. Those without one-time keys left are passed over by the machine for a while.
async fn claim_sessions(store: &Store, matrix: &Matrix, users: &[OwnedUserId]) -> Result<bool, E2eeError> {
    let unit = store.begin("missing sessions").await?;
    let missing = unit
        .machine()?
        .get_missing_sessions(users.iter().map(AsRef::as_ref))
        .await?;
    unit.commit().await?;
    let Some((id, claim)) = missing else {
        return Ok(false);
    };
    let answer = matrix.claim_keys(claim).await?;
    let unit = outgoing::answered(store).await?;
    unit.machine()?.mark_request_as_sent(&id, &answer).await?;
    unit.commit().await?;
    Ok(true)
}

/// Opens sessions that the machine itself wants: to answer a device of the user that asked for a secret. Says whether there were any; the
/// machine then goes on at the next sync.
pub(crate) async fn claim_for_answers(store: &Store, matrix: &Matrix) -> Result<bool, E2eeError> {
    let _one_at_a_time = matrix.key_traffic().await;
    claim_sessions(store, matrix, &[]).await
}

/// Who may read what is sent now, and how the room wants its keys handled. Invited members are readers unless the room's history
/// starts at joining.
fn readers(store: &Store, room_id: &str) -> Result<(Vec<OwnedUserId>, EncryptionSettings), E2eeError> {
    let (encryption, visibility, members) = store.read(|c| {
        let Some(room) = rooms::find(c, room_id)? else {
            return Ok((None, None, Vec::new()));
        };
        Ok((
            rooms::state(c, room.id, "m.room.encryption", "")?,
            rooms::state(c, room.id, "m.room.history_visibility", "")?,
            members::present(c, room.id)?,
        ))
    })?;
    let encryption = encryption.ok_or(E2eeError::NotEncrypted)?;
    let visibility = visibility_of(visibility.as_deref());
    let invited_read = visibility != HistoryVisibility::Joined;
    let users = members
        .into_iter()
        .filter(|member| member.membership == "join" || invited_read)
        .filter_map(|member| member.user_id.try_into().ok())
        .collect();
    Ok((users, settings(&encryption, visibility)))
}

fn visibility_of(content: Option<&str>) -> HistoryVisibility {
    #[derive(Deserialize)]
    struct Content {
        history_visibility: HistoryVisibility,
    }
    content
        .and_then(|content| serde_json::from_str::<Content>(content).ok())
        .map_or(HistoryVisibility::Shared, |content| content.history_visibility)
}

/// Encryption state that does not parse still means encrypted: then with the usual rotation.
fn settings(encryption: &str, visibility: HistoryVisibility) -> EncryptionSettings {
    match serde_json::from_str::<RoomEncryptionEventContent>(encryption) {
        Ok(content) => EncryptionSettings::new(content, visibility, CollectStrategy::AllDevices),
        Err(_) => EncryptionSettings {
            history_visibility: visibility,
            ..EncryptionSettings::default()
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visibility_falls_back_to_what_the_specification_says() {
        assert_eq!(visibility_of(None), HistoryVisibility::Shared);
        assert_eq!(visibility_of(Some("{}")), HistoryVisibility::Shared);
        assert_eq!(
            visibility_of(Some(r#"{"history_visibility":"joined"}"#)),
            HistoryVisibility::Joined
        );
    }

    #[test]
    fn the_room_decides_how_often_its_key_changes() {
        let text = r#"{"algorithm":"m.megolm.v1.aes-sha2","rotation_period_msgs":7}"#;
        assert_eq!(settings(text, HistoryVisibility::Shared).rotation_period_msgs, 7);
        assert_eq!(
            settings("{", HistoryVisibility::Joined).history_visibility,
            HistoryVisibility::Joined
        );
    }
}
