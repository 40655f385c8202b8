//! One person who writes: a real Olm machine that shares real room keys with the recorded device.

use std::collections::BTreeMap;

use matrix_sdk_crypto::{EncryptionSettings, OlmMachine, types::requests::AnyOutgoingRequest};
use ruma::{
    OneTimeKeyAlgorithm, OwnedDeviceId, OwnedUserId, RoomId, UInt,
    api::{
        IncomingResponse as _,
        client::{
            keys::{claim_keys, get_keys, upload_keys},
            to_device::send_event_to_device,
        },
    },
    events::AnyMessageLikeEventContent,
    serde::Raw,
};
use serde_json::{Value, json, value::to_raw_value};

use super::message::Message;
use crate::outcome::{Outcome, failure};

pub(super) struct Sender {
    machine: OlmMachine,
    pub(super) user: String,
    /// Signed device keys, as `/keys/query` gives them.
    device_keys: Value,
}

/// The device that the recording is for.
pub(super) struct Recipient {
    pub(super) user: OwnedUserId,
    device: OwnedDeviceId,
    device_keys: Value,
    one_time_keys: Vec<(String, Value)>,
}

impl Recipient {
    /// From the body of its `/keys/upload`.
    pub(super) fn of(upload: &Value) -> Outcome<Self> {
        let device_keys = upload
            .get("device_keys")
            .cloned()
            .ok_or_else(|| failure("an upload without device keys"))?;
        let text = |name| {
            device_keys
                .get(name)
                .and_then(Value::as_str)
                .ok_or_else(|| failure("no user or device"))
        };
        let keys = upload.get("one_time_keys").and_then(Value::as_object);
        let keys = keys.ok_or_else(|| failure("an upload without one-time keys"))?;
        Ok(Self {
            user: text("user_id")?.try_into()?,
            device: text("device_id")?.into(),
            one_time_keys: keys
                .iter()
                .map(|(name, key)| (name.clone(), key.clone()))
                .collect(),
            device_keys,
        })
    }
}

impl Sender {
    /// A person with a fresh device.
    pub(super) async fn new(number: usize) -> Outcome<Self> {
        let user = format!("@sender{number}:bench.example");
        let machine = OlmMachine::new(
            user.as_str().try_into()?,
            format!("SENDER{number}").as_str().into(),
        )
        .await;
        let mut device_keys = Value::Null;
        for request in machine.outgoing_requests().await? {
            if let AnyOutgoingRequest::KeysUpload(upload) = request.request() {
                device_keys = serde_json::to_value(&upload.device_keys)?;
                let counts = BTreeMap::from([(OneTimeKeyAlgorithm::SignedCurve25519, UInt::from(50_u32))]);
                machine
                    .mark_request_as_sent(request.request_id(), &upload_keys::v3::Response::new(counts))
                    .await?;
            }
        }
        Ok(Self {
            machine,
            user,
            device_keys,
        })
    }

    /// Learns the recipient's device and opens an Olm session with it, for one of its one-time keys.
    pub(super) async fn meet(&self, recipient: &mut Recipient) -> Outcome<()> {
        self.machine.update_tracked_users([&*recipient.user]).await?;
        let known = devices([(
            recipient.user.as_str(),
            recipient.device.as_str(),
            &recipient.device_keys,
        )])?;
        let known = get_keys::v3::Response::try_from_http_response(http::Response::new(known))?;
        for request in self.machine.outgoing_requests().await? {
            if let AnyOutgoingRequest::KeysQuery(_) = request.request() {
                self.machine
                    .mark_request_as_sent(request.request_id(), &known)
                    .await?;
            }
        }
        let claim = self
            .machine
            .get_missing_sessions([&*recipient.user].into_iter())
            .await?;
        let (id, _) = claim.ok_or_else(|| failure("the sender does not see the recipient's device"))?;
        let (name, key) = recipient
            .one_time_keys
            .pop()
            .ok_or_else(|| failure("out of one-time keys"))?;
        let (user, device) = (recipient.user.as_str(), recipient.device.as_str());
        let claimed = json!({ "one_time_keys": { user: { device: { name: key } } } });
        let claimed = http::Response::new(serde_json::to_vec(&claimed)?);
        let claimed = claim_keys::v3::Response::try_from_http_response(claimed)?;
        Ok(self.machine.mark_request_as_sent(&id, &claimed).await?)
    }

    /// Encrypts a message; gives the content, and the to-device events that must arrive no later.
    pub(super) async fn encrypt(
        &self,
        room: &RoomId,
        recipient: &Recipient,
        message: &Message,
    ) -> Outcome<(Value, Vec<Value>)> {
        let users = [&*recipient.user].into_iter();
        let mut keys = Vec::new();
        for request in self
            .machine
            .share_room_key(room, users, EncryptionSettings::default())
            .await?
        {
            for contents in request.messages.values() {
                for content in contents.values() {
                    keys.push(json!({ "type": request.event_type, "sender": self.user, "content": content }));
                }
            }
            let sent = send_event_to_device::v3::Response::new();
            self.machine.mark_request_as_sent(&request.txn_id, &sent).await?;
        }
        let content = Raw::<AnyMessageLikeEventContent>::from_json(to_raw_value(&message.content)?);
        let encrypted = self
            .machine
            .encrypt_room_event_raw(room, message.event_type, &content)
            .await?;
        Ok((serde_json::from_str(encrypted.content.json().get())?, keys))
    }
}

/// The answer to a `/keys/query` for all senders.
pub(super) fn devices_of(senders: &[Sender]) -> Outcome<Vec<u8>> {
    let mut all = Vec::new();
    for sender in senders {
        let device = sender.device_keys.get("device_id").and_then(Value::as_str);
        all.push((
            sender.user.as_str(),
            device.ok_or_else(|| failure("no device id"))?,
            &sender.device_keys,
        ));
    }
    devices(all)
}

fn devices<'a>(all: impl IntoIterator<Item = (&'a str, &'a str, &'a Value)>) -> Outcome<Vec<u8>> {
    let mut users = serde_json::Map::new();
    for (user, device, keys) in all {
        users.insert(user.to_owned(), json!({ device: keys }));
    }
    Ok(serde_json::to_vec(&json!({ "device_keys": users }))?)
}
