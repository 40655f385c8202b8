//! The Olm machine's requests answered without a network, for the feature `bench`.

use matrix_sdk_crypto::types::requests::AnyOutgoingRequest;
use ruma::api::{
    IncomingResponse as _,
    client::keys::{get_keys, upload_keys},
};
use serde_json::{Value, json};

use super::E2eeError;
use crate::{bench::plenty_of_keys, store::Store};

/// The body of the machine's `/keys/upload`, and the machine told that it was taken.
pub(crate) async fn upload_keys(store: &Store) -> Result<Value, E2eeError> {
    let unit = store.begin("bench keys").await?;
    let mut body = Value::Null;
    for request in unit.machine()?.outgoing_requests().await? {
        if let AnyOutgoingRequest::KeysUpload(upload) = request.request() {
            body = json!({
                "device_keys": upload.device_keys,
                "one_time_keys": upload.one_time_keys,
                "fallback_keys": upload.fallback_keys,
            });
            let answer = upload_keys::v3::Response::new(plenty_of_keys());
            unit.machine()?
                .mark_request_as_sent(request.request_id(), &answer)
                .await?;
        }
    }
    unit.commit().await?;
    Ok(body)
}

/// Answers every `/keys/query` of the machine.
pub(crate) async fn learn_devices(store: &Store, answer: &[u8]) -> Result<(), E2eeError> {
    let answer = get_keys::v3::Response::try_from_http_response(http::Response::new(answer))
        .map_err(|_| E2eeError::Olm("key query answer"))?;
    let unit = store.begin("bench devices").await?;
    for request in unit.machine()?.outgoing_requests().await? {
        if let AnyOutgoingRequest::KeysQuery(_) = request.request() {
            unit.machine()?
                .mark_request_as_sent(request.request_id(), &answer)
                .await?;
        }
    }
    Ok(unit.commit().await?)
}
