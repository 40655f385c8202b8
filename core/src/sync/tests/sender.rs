//! Alice's device: a second Olm machine, in memory, that sends real Megolm to the world's device.

use std::collections::BTreeMap;

use matrix_sdk_crypto::{EncryptionSettings, OlmMachine};
use ruma::{
    OwnedUserId, RoomId, UserId,
    api::client::keys::{claim_keys, get_keys},
    device_id, room_id,
    serde::Raw,
    to_device::DeviceIdOrAllDevices,
    user_id,
};
use serde_json::{Value, json};

use super::world::{World, event};

pub(crate) struct Sender {
    machine: OlmMachine,
    room: &'static RoomId,
}

impl Sender {
    /// Alice, who knows the world's device and has an Olm session to it.
    pub(crate) async fn new(world: &World) -> Self {
        let machine = OlmMachine::new(user_id!("@alice:x.nl"), device_id!("ALICEPC")).await;
        let sender = Self {
            machine,
            room: room_id!("!room:x.nl"),
        };
        sender.meet(world).await;
        sender
    }

    async fn meet(&self, world: &World) {
        let unit = world.store.begin("keys").await.unwrap();
        let (_, upload) = unit
            .machine()
            .unwrap()
            .upload_device_keys()
            .await
            .unwrap()
            .unwrap();
        unit.commit().await.unwrap();
        let me: OwnedUserId = user_id!("@me:x.nl").to_owned();
        let phone = device_id!("MYPHONE").to_owned();

        self.machine.update_tracked_users([&*me]).await.unwrap();
        let mut known = get_keys::v3::Response::new();
        let keys = BTreeMap::from([(phone.clone(), upload.device_keys.unwrap())]);
        known.device_keys = BTreeMap::from([(me.clone(), keys)]);
        let (id, _) = self.machine.query_keys_for_users([&*me]);
        self.machine.mark_request_as_sent(&id, &known).await.unwrap();

        let (id, _) = self
            .machine
            .get_missing_sessions([&*me].into_iter())
            .await
            .unwrap()
            .unwrap();
        let one = upload.one_time_keys.into_iter().next().unwrap();
        let keys = BTreeMap::from([(phone, BTreeMap::from([one]))]);
        let claimed = claim_keys::v3::Response::new(BTreeMap::from([(me, keys)]));
        self.machine.mark_request_as_sent(&id, &claimed).await.unwrap();
    }

    /// Her device keys, as a homeserver hands them out.
    pub(crate) async fn device_keys(&self) -> Raw<ruma::encryption::DeviceKeys> {
        let (_, upload) = self.machine.upload_device_keys().await.unwrap().unwrap();
        upload.device_keys.unwrap()
    }

    /// What a homeserver answers who asks for her keys, after she made an identity, or another one.
    pub(crate) async fn with_identity(&self, anew: bool) -> get_keys::v3::Response {
        let made = self.machine.bootstrap_cross_signing(anew).await.unwrap();
        let me = self.machine.user_id().to_owned();
        let mut answer = get_keys::v3::Response::new();
        let mut keys: Value = serde_json::from_str(self.device_keys().await.json().get()).unwrap();
        let device = self.machine.device_id().to_owned();
        let signed = &made.upload_signatures_req.signed_keys[&me];
        for (name, raw) in signed.iter() {
            // The homeserver adds the signature of the identity to the one of the device.
            if name == device.as_str() {
                let signed: Value = serde_json::from_str(raw.get()).unwrap();
                for (name, signature) in signed["signatures"][me.as_str()].as_object().unwrap() {
                    keys["signatures"][me.as_str()][name] = signature.clone();
                }
            }
        }
        let keys = Raw::new(&keys).unwrap().cast_unchecked();
        answer.device_keys = [(me.clone(), [(device, keys)].into())].into();
        let public = made.upload_signing_keys_req;
        answer.master_keys = [(me.clone(), public.master_key.unwrap().to_raw())].into();
        answer.self_signing_keys = [(me, public.self_signing_key.unwrap().to_raw())].into();
        answer
    }

    /// The to-device events that carry the room's key to the world's device.
    pub(crate) async fn share(&self) -> Vec<Value> {
        let me: &UserId = user_id!("@me:x.nl");
        let settings = EncryptionSettings::default();
        let requests = self
            .machine
            .share_room_key(self.room, [me].into_iter(), settings)
            .await
            .unwrap();
        let mut events = Vec::new();
        for request in requests {
            let phone = DeviceIdOrAllDevices::DeviceId(device_id!("MYPHONE").to_owned());
            let content: Value = request.messages[me][&phone].deserialize_as_unchecked().unwrap();
            events.push(json!({ "type": request.event_type.to_string(), "sender": "@alice:x.nl", "content": content }));
            let answer = ruma::api::client::to_device::send_event_to_device::v3::Response::new();
            self.machine
                .mark_request_as_sent(&request.txn_id, &answer)
                .await
                .unwrap();
        }
        events
    }

    /// The next key is a new session.
    pub(crate) async fn rotate(&self) {
        self.machine.discard_room_key(self.room).await.unwrap();
    }

    /// An encrypted event of the room.
    pub(crate) async fn says(&self, event_id: &str, body: &str) -> Value {
        self.sends(
            event_id,
            "m.room.message",
            &json!({ "msgtype": "m.text", "body": body }),
        )
        .await
    }

    pub(crate) async fn sends(&self, event_id: &str, event_type: &str, content: &Value) -> Value {
        let raw = Raw::new(content).unwrap().cast_unchecked();
        let encrypted = self
            .machine
            .encrypt_room_event_raw(self.room, event_type, &raw)
            .await
            .unwrap();
        let content: Value = encrypted.content.deserialize_as_unchecked().unwrap();
        event(event_id, "m.room.encrypted", "@alice:x.nl", &content)
    }
}

/// A response that brings keys and a timeline.
pub(crate) fn with_keys(keys: &[Value], events: &[Value]) -> Value {
    json!({
        "to_device": { "events": keys },
        "rooms": { "join": { "!room:x.nl": { "timeline": { "events": events } } } },
    })
}
