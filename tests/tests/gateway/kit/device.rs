//! A device: it seals objects, signs requests, and can do both wrongly on purpose.

use griffie_tests::kit::device as kit;
use griffie_wire::{
    api::Grant,
    gso1::{Header, Kind, Recipient, SealedObject, Suite, seal},
    ids::{DeviceId, EntryNo, Epoch, Millis, ObjectId, Seq, Sha256, StreamId},
    key::SigningKey,
    leaf::Leaf,
};

use super::{Client, Response, World, world::TENANT};

/// An activated device.
pub(crate) struct Device {
    pub(crate) id: DeviceId,
    pub(crate) key: SigningKey,
    pub(crate) epoch: Epoch,
    pub(crate) grant: Grant,
}

pub(crate) fn nonce() -> [u8; 16] {
    kit::random().unwrap()
}

impl Device {
    pub(crate) fn new(grant: Grant, key: SigningKey, seed: u8) -> Self {
        Self {
            id: grant.device,
            key,
            epoch: Epoch::from_bytes([seed; 16]),
            grant,
        }
    }

    pub(crate) fn header(&self, seq: u64) -> Header {
        Header {
            kind: Kind::Heartbeat,
            tenant: TENANT,
            device: self.id,
            epoch: self.epoch,
            seq: Seq(seq),
            prev_object_id: ObjectId::GENESIS,
            n_entries: 0,
            first_entry: EntryNo(0),
            last_entry: EntryNo(0),
            codec: 0,
            created: Millis(0),
            policy_version: 1,
            seal_config_version: 1,
            stream_id: StreamId::NONE,
        }
    }

    /// A sealed object with this number.
    pub(crate) fn object(&self, world: &World, seq: u64, payload: &[u8]) -> SealedObject {
        self.object_with(world, &self.header(seq), payload, &self.key)
    }

    pub(crate) fn object_with(
        &self,
        world: &World,
        header: &Header,
        payload: &[u8],
        key: &SigningKey,
    ) -> SealedObject {
        let recipient = Recipient::new(Suite::XWing, world.archive.public_key().to_vec()).unwrap();
        seal(Suite::XWing, header, &[recipient], payload, key).unwrap()
    }

    pub(crate) fn leaf(&self, seq: u64, object: &SealedObject) -> Leaf {
        let size = object.bytes.len() as u64;
        Leaf {
            object_id: object.id,
            device: self.id,
            epoch: self.epoch,
            seq: Seq(seq),
            size,
        }
    }

    pub(crate) fn object_path(&self, seq: u64) -> String {
        kit::object_path(self.id, self.epoch, seq)
    }

    pub(crate) fn path(&self, rest: &str) -> String {
        format!("/v1/devices/{}/{rest}", self.id)
    }

    /// The headers of a signed request.
    pub(crate) fn sign(&self, method: &str, target: &str, body: &[u8]) -> Vec<(&'static str, String)> {
        kit::sign(&self.key, self.id, method, target, body).unwrap()
    }

    /// Sends a signed request.
    pub(crate) fn asks(&self, world: &World, method: &str, target: &str, body: &[u8]) -> Response {
        self.asks_over(&mut world.client(), method, target, body)
    }

    pub(crate) fn asks_over(&self, client: &mut Client, method: &str, target: &str, body: &[u8]) -> Response {
        client
            .send(method, target, &self.sign(method, target, body), body)
            .unwrap()
    }

    pub(crate) fn puts(&self, world: &World, seq: u64, bytes: &[u8]) -> Response {
        self.asks(world, "PUT", &self.object_path(seq), bytes)
    }

    /// Sends a piece of an attachment.
    pub(crate) fn puts_piece(
        &self,
        world: &World,
        sha256: Sha256,
        offset: usize,
        length: usize,
        piece: &[u8],
    ) -> Response {
        let target = self.path(&format!("attachments/{sha256}"));
        let mut headers = self.sign("PUT", &target, piece);
        headers.push(("upload-offset", offset.to_string()));
        headers.push(("upload-length", length.to_string()));
        world.client().send("PUT", &target, &headers, piece).unwrap()
    }
}
