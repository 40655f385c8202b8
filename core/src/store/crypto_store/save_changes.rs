//! Writes what an operation of the Olm machine changed, all of it or nothing.
//!
//! Taking a session's pickle waits for the session's own lock, so that is done first; then the database is locked once.

use matrix_sdk_crypto::{
    olm::{PickledCrossSigningIdentity, PickledOutboundGroupSession, PickledSession},
    store::types::Changes,
};
use rusqlite::Connection;

use super::{
    bundles, devices, gossip, inbound, inbound::InboundRow, olm_sessions, outbound, room_settings, secrets,
    user_identities, values, withheld,
};
use crate::store::error::StoreError;

/// The parts of [`Changes`] that live behind locks, as they are to be written.
pub(super) struct Pickles {
    olm: Vec<(String, PickledSession)>,
    inbound: Vec<InboundRow>,
    outbound: Vec<PickledOutboundGroupSession>,
    private_identity: Option<PickledCrossSigningIdentity>,
}

impl Pickles {
    pub(super) async fn of(changes: &Changes) -> Self {
        let mut olm = Vec::with_capacity(changes.sessions.len());
        for session in &changes.sessions {
            olm.push((session.session_id().to_owned(), session.pickle().await));
        }
        let mut inbound = Vec::with_capacity(changes.inbound_group_sessions.len());
        for session in &changes.inbound_group_sessions {
            inbound.push(InboundRow::of(session).await);
        }
        let mut outbound = Vec::with_capacity(changes.outbound_group_sessions.len());
        for session in &changes.outbound_group_sessions {
            outbound.push(session.pickle().await);
        }
        let private_identity = match &changes.private_identity {
            Some(identity) => Some(identity.pickle().await),
            None => None,
        };
        Self {
            olm,
            inbound,
            outbound,
            private_identity,
        }
    }
}

pub(super) fn save(connection: &Connection, changes: &Changes, pickles: &Pickles) -> Result<(), StoreError> {
    save_sessions(connection, changes, pickles)?;
    save_people(connection, changes, pickles)?;
    save_values(connection, changes)?;
    save_rooms(connection, changes)?;
    for request in &changes.key_requests {
        gossip::save(connection, request)?;
    }
    for item in &changes.secrets {
        secrets::save(connection, item)?;
    }
    Ok(())
}

fn save_sessions(connection: &Connection, changes: &Changes, pickles: &Pickles) -> Result<(), StoreError> {
    for (session_id, pickle) in &pickles.olm {
        olm_sessions::save(connection, session_id, pickle)?;
    }
    for message in &changes.message_hashes {
        olm_sessions::remember(connection, message)?;
    }
    for row in &pickles.inbound {
        inbound::save(connection, row, None)?;
    }
    for pickle in &pickles.outbound {
        outbound::save(connection, pickle)?;
    }
    Ok(())
}

fn save_people(connection: &Connection, changes: &Changes, pickles: &Pickles) -> Result<(), StoreError> {
    if let Some(pickle) = &pickles.private_identity {
        user_identities::save_private(connection, pickle)?;
    }
    for identity in changes.identities.new.iter().chain(&changes.identities.changed) {
        user_identities::save(connection, identity)?;
    }
    for device in changes.devices.new.iter().chain(&changes.devices.changed) {
        devices::save(connection, device)?;
    }
    for device in &changes.devices.deleted {
        devices::delete(connection, device)?;
    }
    Ok(())
}

fn save_values(connection: &Connection, changes: &Changes) -> Result<(), StoreError> {
    if let Some(key) = &changes.backup_decryption_key {
        values::set(connection, values::BACKUP_KEY, key)?;
    }
    if let Some(version) = &changes.backup_version {
        values::set(connection, values::BACKUP_VERSION, version)?;
    }
    if let Some(key) = &changes.dehydrated_device_pickle_key {
        values::set(connection, values::DEHYDRATED_DEVICE_KEY, key)?;
    }
    if let Some(token) = &changes.next_batch_token {
        values::set(connection, values::TO_DEVICE_TOKEN, token)?;
    }
    Ok(())
}

fn save_rooms(connection: &Connection, changes: &Changes) -> Result<(), StoreError> {
    for (room, settings) in &changes.room_settings {
        room_settings::save(connection, room, settings)?;
    }
    for (room, entries) in &changes.withheld_session_info {
        for (session_id, entry) in entries {
            withheld::save(connection, room, session_id, entry)?;
        }
    }
    for bundle in &changes.received_room_key_bundles {
        bundles::save_received(connection, bundle)?;
    }
    for room in &changes.room_key_backups_fully_downloaded {
        bundles::mark_backup_downloaded(connection, room)?;
    }
    for (room, details) in &changes.rooms_pending_key_bundle {
        bundles::save_awaited(connection, room, details.as_ref())?;
    }
    Ok(())
}
