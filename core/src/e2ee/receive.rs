//! Takes in what a sync brings for the Olm machine, and tells it whose devices matter.

use std::collections::BTreeMap;

use matrix_sdk_crypto::{DecryptionSettings, EncryptionSyncChanges, TrustRequirement};
use ruma::{
    OneTimeKeyAlgorithm, OwnedUserId, UInt, UserId, api::client::sync::sync_events::DeviceLists, serde::Raw,
};
use serde_json::value::RawValue;

use super::{E2eeError, verification::asked_for};
use crate::store::Unit;

/// The parts of a sync that are for the Olm machine.
#[derive(Debug, Default)]
pub(crate) struct DeviceNews<'a> {
    pub(crate) to_device: Vec<&'a RawValue>,
    /// Users whose devices changed; users with whom no encrypted room is shared any more.
    pub(crate) changed: Vec<String>,
    pub(crate) left: Vec<String>,
    /// Our one-time keys that the server still has, by algorithm.
    pub(crate) one_time_keys: BTreeMap<String, u64>,
    /// Algorithms of our fallback keys that were not used yet; `None` when the server does not say.
    pub(crate) unused_fallback_keys: Option<Vec<String>>,
    pub(crate) next_batch: String,
}

/// A room key that has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewKey {
    pub(crate) room_id: String,
    pub(crate) session_id: String,
}

/// What the news brought.
#[derive(Debug, Default)]
pub(crate) struct Received {
    pub(crate) keys: Vec<NewKey>,
    /// Verifications that somebody asks for: user and flow.
    pub(crate) asked: Vec<(String, String)>,
}

/// Gives the news to the machine, behind the requests that could not be read last time; says what it brought. Malformed ids are passed
/// over, never fatal.
pub(crate) async fn receive_sync(unit: &Unit, news: DeviceNews<'_>) -> Result<Received, E2eeError> {
    let unread = unit.write(crate::store::verification::take_unread)?;
    let again = unread
        .iter()
        .filter_map(|raw| RawValue::from_string(raw.clone()).ok());
    let mut devices = DeviceLists::new();
    devices.changed = users(&news.changed);
    devices.left = users(&news.left);
    let counts: BTreeMap<OneTimeKeyAlgorithm, UInt> = news
        .one_time_keys
        .iter()
        .map(|(name, &count)| (name.as_str().into(), UInt::new_saturating(count)))
        .collect();
    let fallback: Option<Vec<OneTimeKeyAlgorithm>> = news
        .unused_fallback_keys
        .map(|names| names.iter().map(|name| name.as_str().into()).collect());
    let changes = EncryptionSyncChanges {
        to_device_events: again
            .chain(news.to_device.into_iter().map(ToOwned::to_owned))
            .map(Raw::from_json)
            .collect(),
        changed_devices: &devices,
        one_time_keys_counts: &counts,
        unused_fallback_keys: fallback.as_deref(),
        next_batch_token: Some(news.next_batch),
    };
    let settings = DecryptionSettings {
        sender_device_trust_requirement: TrustRequirement::Untrusted,
    };
    let (messages, keys) = unit.machine()?.receive_sync_changes(changes, &settings).await?;
    Ok(Received {
        keys: keys
            .into_iter()
            .map(|key| NewKey {
                room_id: key.room_id.to_string(),
                session_id: key.session_id,
            })
            .collect(),
        asked: asked_for(unit, &messages, &unread)?,
    })
}

/// From now on the devices of these users are followed.
pub(crate) async fn track_users<'a>(
    unit: &Unit,
    user_ids: impl IntoIterator<Item = &'a str>,
) -> Result<(), E2eeError> {
    let users: Vec<&UserId> = user_ids.into_iter().filter_map(|id| id.try_into().ok()).collect();
    if !users.is_empty() {
        unit.machine()?.update_tracked_users(users).await?;
    }
    Ok(())
}

fn users(ids: &[String]) -> Vec<OwnedUserId> {
    ids.iter().filter_map(|id| id.as_str().try_into().ok()).collect()
}
