//! Makes our cross-signing keys after the first login, so that others can see that our device is ours (MSC4153).

use matrix_sdk_crypto::types::requests::AnyIncomingResponse;
use ruma::api::client::keys::upload_signing_keys;

use super::{E2eeError, outgoing};
use crate::{
    net::matrix::{Matrix, MatrixError},
    store::Store,
};

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CrossSigning {
    /// Our device is signed by our identity.
    Ready,
    /// Another device of this user made an identity; this one must be verified by it.
    NeedsVerification,
}

/// Uploads device keys, then identity keys, then signatures; safe to repeat. A first upload needs no interactive authentication on
/// Synapse and, by MSC3967, elsewhere; where it does, the error is [`crate::net::matrix::MatrixError::Interactive`].
pub(crate) async fn bootstrap_cross_signing(
    store: &Store,
    matrix: &Matrix,
) -> Result<CrossSigning, E2eeError> {
    let _one_at_a_time = matrix.key_traffic().await;
    outgoing::pump_alone(store, matrix).await?;
    query_ourselves(store, matrix).await?;

    let unit = store.begin("cross-signing").await?;
    let machine = unit.machine()?;
    let ours = machine.cross_signing_status().await.is_complete();
    let known = machine.get_identity(machine.user_id(), None).await?;
    if known.is_some() && !ours {
        unit.commit().await?;
        return Ok(CrossSigning::NeedsVerification);
    }
    let device = machine
        .get_device(machine.user_id(), machine.device_id(), None)
        .await?;
    if known.is_some() && device.is_some_and(|device| device.is_cross_signed_by_owner()) {
        unit.commit().await?;
        return Ok(CrossSigning::Ready);
    }
    let requests = machine.bootstrap_cross_signing(false).await?;
    unit.commit().await?;

    if let Some(upload) = &requests.upload_keys_req {
        outgoing::send(store, matrix, upload).await?;
    }
    let keys = requests.upload_signing_keys_req;
    let mut request = upload_signing_keys::v3::Request::new();
    request.master_key = keys.master_key.map(|key| key.to_raw());
    request.self_signing_key = keys.self_signing_key.map(|key| key.to_raw());
    request.user_signing_key = keys.user_signing_key.map(|key| key.to_raw());
    let answer = match matrix.upload_signing_keys(request).await {
        // Another device of this user was faster. Its keys take the place of ours, which nobody has seen.
        Err(MatrixError::Interactive) => {
            query_ourselves(store, matrix).await?;
            return if has_identity(store).await? {
                Err(MatrixError::Interactive.into())
            } else {
                Ok(CrossSigning::NeedsVerification)
            };
        }
        answer => answer?,
    };
    let unit = outgoing::answered(store).await?;
    let answer = AnyIncomingResponse::SigningKeysUpload(&answer);
    unit.machine()?
        .mark_request_as_sent(&ruma::TransactionId::new(), answer)
        .await?;
    unit.commit().await?;
    matrix.upload_signatures(requests.upload_signatures_req).await?;
    query_ourselves(store, matrix).await?;
    Ok(CrossSigning::Ready)
}

/// Whether this device has the private keys of our identity.
async fn has_identity(store: &Store) -> Result<bool, E2eeError> {
    let unit = store.begin("own identity").await?;
    let has = unit.machine()?.cross_signing_status().await.is_complete();
    unit.commit().await?;
    Ok(has)
}

/// What the server says of our own identity and devices.
pub(super) async fn query_ourselves(store: &Store, matrix: &Matrix) -> Result<(), E2eeError> {
    let unit = store.begin("own keys").await?;
    let machine = unit.machine()?;
    let (id, query) = machine.query_keys_for_users([machine.user_id()]);
    unit.commit().await?;
    outgoing::query_keys(store, matrix, &id, &query).await?;
    Ok(())
}
