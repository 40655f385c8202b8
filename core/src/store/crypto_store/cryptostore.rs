//! The trait that the Olm machine asks for: each call is one step of the running unit, done by the file of its topic.

use std::{collections::HashMap, sync::atomic::Ordering};

use async_trait::async_trait;
use matrix_sdk_common::cross_process_lock::CrossProcessLockGeneration;
use matrix_sdk_crypto::{
    DeviceData, GossipRequest, SecretInfo, Session, TrackedUser, UserIdentityData,
    olm::{
        Account, Curve25519PublicKey, InboundGroupSession, OlmMessageHash, OutboundGroupSession,
        PrivateCrossSigningIdentity, SenderDataType,
    },
    store::{
        CryptoStore,
        types::{
            BackupKeys, Changes, DehydratedDeviceKey, PendingChanges, RoomKeyCounts, RoomKeyWithheldEntry,
            RoomPendingKeyBundleDetails, RoomSettings, StoredRoomKeyBundleData,
        },
    },
};
use ruma::{DeviceId, OwnedDeviceId, RoomId, TransactionId, UserId, events::secret::request::SecretName};
use zeroize::Zeroizing;

use super::{
    SqlCryptoStore, account, best::best_of_each, bundles, custom_values, devices, gossip, inbound,
    inbound::InboundRow, locks, olm_sessions, outbound, room_settings, save_changes, secrets, tracked_users,
    user_identities, values, withheld,
};
use crate::store::error::StoreError;

type Result<T> = std::result::Result<T, StoreError>;

#[async_trait]
impl CryptoStore for SqlCryptoStore {
    type Error = StoreError;

    async fn load_account(&self) -> Result<Option<Account>> {
        let account = self.run(account::load)?;
        if let Some(account) = &account {
            *self.account.lock() = Some(account.static_data().clone());
        }
        Ok(account)
    }

    async fn load_identity(&self) -> Result<Option<PrivateCrossSigningIdentity>> {
        self.run(user_identities::load_private)
    }

    async fn save_changes(&self, mut changes: Changes) -> Result<()> {
        changes.inbound_group_sessions = best_of_each(changes.inbound_group_sessions).await;
        let pickles = save_changes::Pickles::of(&changes).await;
        self.run(|c| save_changes::save(c, &changes, &pickles))?;
        self.keep(changes.inbound_group_sessions);
        Ok(())
    }

    async fn save_pending_changes(&self, changes: PendingChanges) -> Result<()> {
        let Some(account) = changes.account else {
            return Ok(());
        };
        self.run(|c| account::save(c, &account))?;
        *self.account.lock() = Some(account.static_data().clone());
        Ok(())
    }

    async fn save_inbound_group_sessions(
        &self,
        sessions: Vec<InboundGroupSession>,
        backed_up_to_version: Option<&str>,
    ) -> Result<()> {
        let sessions = best_of_each(sessions).await;
        let mut rows = Vec::with_capacity(sessions.len());
        for session in &sessions {
            rows.push(InboundRow::of(session).await);
        }
        self.run(|c| {
            rows.iter()
                .try_for_each(|row| inbound::save(c, row, backed_up_to_version))
        })?;
        self.keep(sessions);
        Ok(())
    }

    async fn get_sessions(&self, sender_key: &str) -> Result<Option<Vec<Session>>> {
        let pickles = self.run(|c| olm_sessions::with_sender(c, sender_key))?;
        if pickles.is_empty() {
            return Ok(None);
        }
        let own = self.get_own_device().await?.as_device_keys().clone();
        let unpickle = |pickle| {
            Session::from_pickle(own.clone(), pickle).map_err(|_| StoreError::Malformed("Olm session"))
        };
        pickles.into_iter().map(unpickle).collect::<Result<_>>().map(Some)
    }

    async fn get_inbound_group_session(
        &self,
        room_id: &RoomId,
        session_id: &str,
    ) -> Result<Option<InboundGroupSession>> {
        self.inbound_session(room_id, session_id)
    }

    async fn get_withheld_info(
        &self,
        room_id: &RoomId,
        session_id: &str,
    ) -> Result<Option<RoomKeyWithheldEntry>> {
        self.run(|c| withheld::one(c, room_id, session_id))
    }

    async fn get_withheld_sessions_by_room_id(&self, room_id: &RoomId) -> Result<Vec<RoomKeyWithheldEntry>> {
        self.run(|c| withheld::of_room(c, room_id))
    }

    async fn get_inbound_group_sessions(&self) -> Result<Vec<InboundGroupSession>> {
        self.run(inbound::all)
    }

    async fn inbound_group_session_counts(&self, backup_version: Option<&str>) -> Result<RoomKeyCounts> {
        let (total, backed_up) = self.run(|c| inbound::counts(c, backup_version))?;
        Ok(RoomKeyCounts { total, backed_up })
    }

    async fn get_inbound_group_sessions_by_room_id(
        &self,
        room_id: &RoomId,
    ) -> Result<Vec<InboundGroupSession>> {
        self.run(|c| inbound::of_room(c, room_id))
    }

    async fn get_inbound_group_sessions_for_device_batch(
        &self,
        curve_key: Curve25519PublicKey,
        sender_data_type: SenderDataType,
        after_session_id: Option<String>,
        limit: usize,
    ) -> Result<Vec<InboundGroupSession>> {
        let (key, after) = (curve_key.to_base64(), after_session_id.as_deref());
        self.run(|c| inbound::of_device(c, &key, sender_data_type, after, limit))
    }

    async fn inbound_group_sessions_for_backup(
        &self,
        backup_version: &str,
        limit: usize,
    ) -> Result<Vec<InboundGroupSession>> {
        self.run(|c| inbound::to_back_up(c, backup_version, limit))
    }

    async fn mark_inbound_group_sessions_as_backed_up(
        &self,
        backup_version: &str,
        room_and_session_ids: &[(&RoomId, &str)],
    ) -> Result<()> {
        let mut marked = Vec::with_capacity(room_and_session_ids.len());
        for (room_id, session_id) in room_and_session_ids {
            if let Some(session) = self.inbound_session(room_id, session_id)? {
                session.mark_as_backed_up();
                marked.push(session);
            }
        }
        self.save_inbound_group_sessions(marked, Some(backup_version))
            .await
    }

    /// Nothing to reset: each row says which version of the backup holds it.
    async fn reset_backup_state(&self) -> Result<()> {
        Ok(())
    }

    async fn load_backup_keys(&self) -> Result<BackupKeys> {
        self.run(values::backup_keys)
    }

    async fn load_dehydrated_device_pickle_key(&self) -> Result<Option<DehydratedDeviceKey>> {
        self.run(|c| values::get(c, values::DEHYDRATED_DEVICE_KEY))
    }

    async fn delete_dehydrated_device_pickle_key(&self) -> Result<()> {
        self.run(|c| values::delete(c, values::DEHYDRATED_DEVICE_KEY))
    }

    async fn get_outbound_group_session(&self, room_id: &RoomId) -> Result<Option<OutboundGroupSession>> {
        let account = self.static_account()?;
        self.run(|c| outbound::load(c, room_id, &account))
    }

    async fn load_tracked_users(&self) -> Result<Vec<TrackedUser>> {
        self.run(tracked_users::load)
    }

    async fn save_tracked_users(&self, users: &[(&UserId, bool)]) -> Result<()> {
        self.run(|c| tracked_users::save(c, users))
    }

    async fn get_device(&self, user_id: &UserId, device_id: &DeviceId) -> Result<Option<DeviceData>> {
        self.run(|c| devices::one(c, user_id, device_id))
    }

    async fn get_user_devices(&self, user_id: &UserId) -> Result<HashMap<OwnedDeviceId, DeviceData>> {
        self.run(|c| devices::of_user(c, user_id))
    }

    async fn get_own_device(&self) -> Result<DeviceData> {
        let own = self.static_account()?;
        self.run(|c| devices::one(c, &own.user_id, &own.device_id))?
            .ok_or(StoreError::Malformed("own device"))
    }

    async fn get_user_identity(&self, user_id: &UserId) -> Result<Option<UserIdentityData>> {
        self.run(|c| user_identities::load(c, user_id))
    }

    async fn is_message_known(&self, message_hash: &OlmMessageHash) -> Result<bool> {
        self.run(|c| olm_sessions::is_known(c, message_hash))
    }

    async fn get_outgoing_secret_requests(
        &self,
        request_id: &TransactionId,
    ) -> Result<Option<GossipRequest>> {
        self.run(|c| gossip::by_id(c, request_id))
    }

    async fn get_secret_request_by_info(&self, secret_info: &SecretInfo) -> Result<Option<GossipRequest>> {
        self.run(|c| gossip::by_info(c, secret_info))
    }

    async fn get_unsent_secret_requests(&self) -> Result<Vec<GossipRequest>> {
        self.run(gossip::unsent)
    }

    async fn delete_outgoing_secret_requests(&self, request_id: &TransactionId) -> Result<()> {
        self.run(|c| gossip::delete(c, request_id))
    }

    async fn get_secrets_from_inbox(&self, secret_name: &SecretName) -> Result<Vec<Zeroizing<String>>> {
        self.run(|c| secrets::of_name(c, secret_name))
    }

    async fn delete_secrets_from_inbox(&self, secret_name: &SecretName) -> Result<()> {
        self.run(|c| secrets::delete(c, secret_name))
    }

    async fn get_room_settings(&self, room_id: &RoomId) -> Result<Option<RoomSettings>> {
        self.run(|c| room_settings::load(c, room_id))
    }

    async fn get_received_room_key_bundle_data(
        &self,
        room_id: &RoomId,
        user_id: &UserId,
    ) -> Result<Option<StoredRoomKeyBundleData>> {
        self.run(|c| bundles::received(c, room_id, user_id))
    }

    async fn get_pending_key_bundle_details_for_room(
        &self,
        room_id: &RoomId,
    ) -> Result<Option<RoomPendingKeyBundleDetails>> {
        self.run(|c| bundles::awaited(c, room_id))
    }

    async fn get_all_rooms_pending_key_bundles(&self) -> Result<Vec<RoomPendingKeyBundleDetails>> {
        self.run(bundles::all_awaited)
    }

    async fn has_downloaded_all_room_keys(&self, room_id: &RoomId) -> Result<bool> {
        self.run(|c| bundles::is_backup_downloaded(c, room_id))
    }

    async fn get_custom_value(&self, key: &str) -> Result<Option<Vec<u8>>> {
        self.run(|c| custom_values::get(c, key))
    }

    async fn set_custom_value(&self, key: &str, value: Vec<u8>) -> Result<()> {
        self.run(|c| custom_values::set(c, key, &value))
    }

    async fn remove_custom_value(&self, key: &str) -> Result<()> {
        self.run(|c| custom_values::delete(c, key))
    }

    async fn try_take_leased_lock(
        &self,
        lease_duration_ms: u32,
        key: &str,
        holder: &str,
    ) -> Result<Option<CrossProcessLockGeneration>> {
        self.run(|c| locks::take(c, key, holder, lease_duration_ms))
    }

    async fn next_batch_token(&self) -> Result<Option<String>> {
        self.run(|c| values::get(c, values::TO_DEVICE_TOKEN))
    }

    /// Refuses further calls. The connection belongs to [`crate::store::Store`] and stays open.
    async fn close(&self) -> Result<()> {
        self.closed.store(true, Ordering::Release);
        Ok(())
    }

    async fn reopen(&self) -> Result<()> {
        self.closed.store(false, Ordering::Release);
        Ok(())
    }

    async fn get_size(&self) -> Result<Option<usize>> {
        let sql = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
        self.run(|c| Ok(Some(c.query_row(sql, [], |row| row.get(0))?)))
    }
}

impl SqlCryptoStore {
    fn inbound_session(&self, room: &RoomId, session_id: &str) -> Result<Option<InboundGroupSession>> {
        if let Some(session) = self.inbound.lock().get(room, session_id) {
            return Ok(Some(session));
        }
        let session = self.run(|c| inbound::one(c, room, session_id))?;
        self.keep(session.clone());
        Ok(session)
    }

    fn keep(&self, sessions: impl IntoIterator<Item = InboundGroupSession>) {
        let mut cache = self.inbound.lock();
        for session in sessions {
            cache.put(session);
        }
    }
}
