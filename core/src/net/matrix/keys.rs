//! Keys of devices and users, and messages between devices: the traffic of the crypto state machine, in ruma's types.

use ruma::{
    OwnedTransactionId,
    api::client::{
        keys::{claim_keys, get_keys, upload_keys, upload_signatures, upload_signing_keys},
        to_device::send_event_to_device,
    },
    events::ToDeviceEventType,
};

use super::{Matrix, MatrixError};

impl Matrix {
    /// `POST /keys/upload`
    pub(crate) async fn upload_keys(
        &self,
        request: upload_keys::v3::Request,
    ) -> Result<upload_keys::v3::Response, MatrixError> {
        self.ruma_call(request).await
    }

    /// `POST /keys/query`
    pub(crate) async fn query_keys(
        &self,
        request: get_keys::v3::Request,
    ) -> Result<get_keys::v3::Response, MatrixError> {
        self.ruma_call(request).await
    }

    /// `POST /keys/claim`
    pub(crate) async fn claim_keys(
        &self,
        request: claim_keys::v3::Request,
    ) -> Result<claim_keys::v3::Response, MatrixError> {
        self.ruma_call(request).await
    }

    /// `POST /keys/signatures/upload`
    pub(crate) async fn upload_signatures(
        &self,
        request: upload_signatures::v3::Request,
    ) -> Result<upload_signatures::v3::Response, MatrixError> {
        self.ruma_call(request).await
    }

    /// `POST /keys/device_signing/upload`. Servers may want [`MatrixError::Interactive`] proof; not for the first keys of a user.
    pub(crate) async fn upload_signing_keys(
        &self,
        request: upload_signing_keys::v3::Request,
    ) -> Result<upload_signing_keys::v3::Response, MatrixError> {
        self.ruma_call(request).await
    }

    /// `PUT /sendToDevice/{type}/{txn}`
    pub(crate) async fn send_to_device(
        &self,
        event_type: ToDeviceEventType,
        txn_id: OwnedTransactionId,
        messages: send_event_to_device::v3::Messages,
    ) -> Result<send_event_to_device::v3::Response, MatrixError> {
        self.ruma_call(send_event_to_device::v3::Request::new_raw(
            event_type, txn_id, messages,
        ))
        .await
    }
}
