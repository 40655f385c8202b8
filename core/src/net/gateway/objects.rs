//! Sealed objects in, receipts out.

use bytes::Bytes;
use griffie_wire::{
    api::Receipts,
    ids::{Epoch, Seq},
};

use super::{
    Gateway, GatewayError,
    call::{Call, json},
};
use crate::net::http::{Answer, Method};

impl Gateway {
    /// `PUT /v1/devices/{d}/objects/{epoch}/{seq}`: the gateway holds the object once this answers. Gives the text of the
    /// provisional receipt, not yet verified. The same bytes may be put again.
    pub(crate) async fn put_object(
        &self,
        epoch: Epoch,
        seq: Seq,
        bytes: Bytes,
    ) -> Result<String, GatewayError> {
        let path = format!("v1/devices/{}/objects/{epoch}/{seq}", self.device);
        let call = Call::new(Method::PUT, path).body("application/octet-stream", bytes);
        self.call(&call, text).await
    }

    /// `GET /v1/devices/{d}/receipts`: the vault's word on our objects, after this cursor.
    pub(crate) async fn receipts(&self, after: u64, limit: u32) -> Result<Receipts, GatewayError> {
        let path = format!("v1/devices/{}/receipts?after={after}&limit={limit}", self.device);
        self.call(&Call::new(Method::GET, path), json).await
    }
}

fn text(answer: &Answer) -> Result<String, GatewayError> {
    String::from_utf8(answer.body.to_vec()).map_err(|_| GatewayError::Malformed)
}
