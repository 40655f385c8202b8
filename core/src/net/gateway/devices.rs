//! Activation, fresh logins and configuration.

use bytes::Bytes;
use griffie_wire::api::{ActivateRequest, DeviceConfig, Grant, Login};

use super::{
    Gateway, GatewayError, Way,
    call::{Call, json},
};
use crate::net::http::Method;

impl Way {
    /// `POST /v1/activate`: buys a grant for a code. The same code with the same key may be repeated.
    pub(crate) async fn activate(&self, request: &ActivateRequest) -> Result<Grant, GatewayError> {
        let body = serde_json::to_vec(request).map_err(|_| GatewayError::Malformed)?;
        let call = Call::new(Method::POST, "v1/activate".to_owned()).body("application/json", body.into());
        self.call(&call, json).await
    }
}

impl Gateway {
    /// `POST /v1/devices/{d}/login`: a fresh homeserver login for this device.
    pub(crate) async fn login(&self) -> Result<Login, GatewayError> {
        let path = format!("v1/devices/{}/login", self.device);
        let call = Call::new(Method::POST, path).body("application/json", Bytes::from_static(b"{}"));
        self.call(&call, json).await
    }

    /// `GET /v1/devices/{d}/config`: the signed documents in force, and what the gateway misses.
    pub(crate) async fn config(&self) -> Result<DeviceConfig, GatewayError> {
        let path = format!("v1/devices/{}/config", self.device);
        self.call(&Call::new(Method::GET, path), json).await
    }
}
