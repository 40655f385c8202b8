//! Alice's device: an Olm machine of her own, so that everything encrypted in a play is really encrypted and really read.

use std::{collections::BTreeMap, io::Read as _};

use griffie_tests::kit::{Outcome, failure};
use matrix_sdk_crypto::{
    AttachmentEncryptor, DecryptionSettings, EncryptionSettings, EncryptionSyncChanges, OlmMachine,
    TrustRequirement,
};
use ruma::{
    DeviceKeyAlgorithm, OneTimeKeyAlgorithm, OwnedDeviceId, OwnedUserId, RoomId, UInt, UserId,
    api::client::keys::{claim_keys, get_keys, upload_keys},
    device_id,
    serde::Raw,
    to_device::DeviceIdOrAllDevices,
    user_id,
};
use serde_json::{Value, json};

use crate::homeserver::{ALICE, home::Home};

const DEVICE: &str = "ALICEPC";
/// How a key can be kept from us.
pub const WITHHELD: &str = "m.unauthorised";

/// Alice, and the phone that she writes to.
pub struct Peer {
    machine: OlmMachine,
    me: OwnedUserId,
    phone: OwnedDeviceId,
}

impl Peer {
    /// Alice with fresh keys, known to the homeserver, and with an Olm session to the phone.
    pub async fn meet(home: &crate::homeserver::Account) -> Outcome<Self> {
        let me = OwnedUserId::try_from(home.home().me.as_str())?;
        let (phone, keys, one) = phone_keys(&mut home.home())?;
        let machine = OlmMachine::new(user_id!("@alice:griffie.test"), device_id!("ALICEPC")).await;
        let peer = Self { machine, me, phone };
        peer.upload(home).await?;
        peer.learn(keys, one).await?;
        Ok(peer)
    }

    async fn upload(&self, home: &crate::homeserver::Account) -> Outcome<()> {
        let requests = self.machine.outgoing_requests().await?;
        let upload = requests.iter().find_map(|request| match request.request() {
            matrix_sdk_crypto::types::requests::AnyOutgoingRequest::KeysUpload(upload) => {
                Some((request.request_id(), upload))
            }
            _ => None,
        });
        let (id, upload) = upload.ok_or_else(|| failure("alice has no keys to upload"))?;
        let device = serde_json::to_value(&upload.device_keys)?;
        let one_time: BTreeMap<String, Value> =
            serde_json::from_value(serde_json::to_value(&upload.one_time_keys)?)?;
        let count = UInt::try_from(one_time.len())?;
        home.change(|home| {
            home.keys
                .devices
                .entry(ALICE.to_owned())
                .or_default()
                .insert(DEVICE.to_owned(), device);
            home.keys.peer_one_time = one_time;
            // The phone may have asked before she was there.
            home.counter += 1;
            let at = home.counter;
            home.changed.push((at, ALICE.into()));
        });
        let counts = BTreeMap::from([(OneTimeKeyAlgorithm::SignedCurve25519, count)]);
        let answer = upload_keys::v3::Response::new(counts);
        Ok(self.machine.mark_request_as_sent(id, &answer).await?)
    }

    async fn learn(&self, keys: Value, one: (String, Value)) -> Outcome<()> {
        self.machine.update_tracked_users([&*self.me]).await?;
        let mut known = get_keys::v3::Response::new();
        let keys = BTreeMap::from([(self.phone.clone(), raw(&keys)?)]);
        known.device_keys = BTreeMap::from([(self.me.clone(), keys)]);
        let (id, _) = self.machine.query_keys_for_users([&*self.me]);
        self.machine.mark_request_as_sent(&id, &known).await?;
        let missing = self.machine.get_missing_sessions([&*self.me].into_iter()).await?;
        let (id, _) = missing.ok_or_else(|| failure("alice knows no device of the phone"))?;
        let one = BTreeMap::from([(one.0.try_into()?, raw(&one.1)?)]);
        let claimed = BTreeMap::from([(self.me.clone(), BTreeMap::from([(self.phone.clone(), one)]))]);
        Ok(self
            .machine
            .mark_request_as_sent(&id, &claim_keys::v3::Response::new(claimed))
            .await?)
    }

    /// The messages that bring the room's key to the phone; none when it has it.
    pub async fn share(&self, room: &str) -> Outcome<Vec<Value>> {
        let me: &UserId = &self.me;
        let settings = EncryptionSettings::default();
        let requests = self
            .machine
            .share_room_key(room_id(room)?, [me].into_iter(), settings)
            .await?;
        let mut events = Vec::new();
        for request in requests {
            let to = DeviceIdOrAllDevices::DeviceId(self.phone.clone());
            if let Some(content) = request.messages.get(me).and_then(|devices| devices.get(&to)) {
                let content: Value = content.deserialize_as_unchecked()?;
                events.push(
                    json!({ "type": request.event_type.to_string(), "sender": ALICE, "content": content }),
                );
            }
            let answer = ruma::api::client::to_device::send_event_to_device::v3::Response::new();
            self.machine
                .mark_request_as_sent(&request.txn_id, &answer)
                .await?;
        }
        Ok(events)
    }

    /// The next key of the room is a new one.
    pub async fn rotate(&self, room: &str) -> Outcome<()> {
        self.machine.discard_room_key(room_id(room)?).await?;
        Ok(())
    }

    /// Encrypts; gives the content of an `m.room.encrypted`.
    pub async fn encrypts(&self, room: &str, event_type: &str, content: &Value) -> Outcome<Value> {
        let content = Raw::new(content)?.cast_unchecked();
        let encrypted = self
            .machine
            .encrypt_room_event_raw(room_id(room)?, event_type, &content)
            .await?;
        Ok(encrypted.content.deserialize_as_unchecked()?)
    }

    /// Tells the phone that it will not get the key of this event.
    pub fn withholds(&self, room: &str, encrypted: &Value) -> Value {
        let content = json!({
            "algorithm": "m.megolm.v1.aes-sha2", "room_id": room, "session_id": encrypted["session_id"],
            "sender_key": self.machine.identity_keys().curve25519.to_base64(), "code": WITHHELD,
            "reason": "not for you", "org.matrix.msgid": "x",
        });
        json!({ "type": "m.room_key.withheld", "sender": ALICE, "content": content })
    }

    /// Takes in what the phone sent to her device, one by one: of two keys of a session in one batch, matrix-sdk-crypto keeps the last,
    /// also where the first opens more.
    pub async fn receives(&self, events: Vec<Value>) -> Outcome<()> {
        for event in &events {
            let changes = EncryptionSyncChanges {
                to_device_events: vec![raw(event)?],
                changed_devices: &ruma::api::client::sync::sync_events::DeviceLists::default(),
                one_time_keys_counts: &BTreeMap::new(),
                unused_fallback_keys: None,
                next_batch_token: None,
            };
            self.machine.receive_sync_changes(changes, &settings()).await?;
        }
        Ok(())
    }

    /// What she reads in an event of the phone: its content, or why she cannot.
    pub async fn reads(&self, room: &str, event: &Value) -> Outcome<Value> {
        let event = raw(event)?;
        let read = self
            .machine
            .decrypt_room_event(&event, room_id(room)?, &settings())
            .await?;
        let clear: Value = read.event.deserialize_as_unchecked()?;
        Ok(clear["content"].clone())
    }
}

/// A file as it lies on a homeserver, and what an event says of it (without its address).
pub fn encrypted_file(clear: &[u8]) -> Outcome<(Vec<u8>, Value)> {
    let mut reader = clear;
    let mut encryptor = AttachmentEncryptor::new(&mut reader);
    let mut cipher = Vec::new();
    encryptor.read_to_end(&mut cipher)?;
    Ok((cipher, serde_json::to_value(encryptor.finish())?))
}

fn settings() -> DecryptionSettings {
    DecryptionSettings {
        sender_device_trust_requirement: TrustRequirement::Untrusted,
    }
}

fn phone_keys(home: &mut Home) -> Outcome<(OwnedDeviceId, Value, (String, Value))> {
    let me = home.me.clone();
    let device = home
        .keys
        .devices
        .get(&me)
        .and_then(|devices| devices.first_key_value());
    let (name, keys) = device.ok_or_else(|| failure("the phone uploaded no keys"))?;
    let (name, keys) = (OwnedDeviceId::from(name.as_str()), keys.clone());
    debug_assert!(
        keys["keys"]
            .get(format!("{}:{name}", DeviceKeyAlgorithm::Ed25519))
            .is_some()
    );
    let one = home.keys.one_time.pop_first();
    Ok((
        name,
        keys,
        one.ok_or_else(|| failure("the phone uploaded no one-time keys"))?,
    ))
}

fn room_id(room: &str) -> Outcome<&RoomId> {
    Ok(<&RoomId>::try_from(room)?)
}

fn raw<T>(value: &Value) -> Outcome<Raw<T>> {
    Ok(Raw::new(value)?.cast_unchecked())
}
