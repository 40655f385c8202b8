//! A homeserver that forgot this device. Signing in again under the same id makes the device anew there, without keys: nobody could send it
//! any, and the machine believes that its keys are up. So what it says of us is compared, and what lacks is put up again.

use matrix_sdk_crypto::{OlmMachine, types::DeviceKeys};
use ruma::{
    api::client::keys::{get_keys, upload_keys},
    serde::Raw,
};

use super::E2eeError;
use crate::net::matrix::Matrix;

/// Our device's keys, signatures included, if the homeserver was asked for them and has them no more.
pub(super) async fn forgotten(
    machine: &OlmMachine,
    asked: &get_keys::v3::Request,
    answer: &get_keys::v3::Response,
) -> Result<Option<DeviceKeys>, E2eeError> {
    let (me, device) = (machine.user_id(), machine.device_id());
    let shown = answer.device_keys.get(me);
    if !asked.device_keys.contains_key(me) || shown.is_some_and(|devices| devices.contains_key(device)) {
        return Ok(None);
    }
    let ours = machine.get_device(me, device, None).await?;
    Ok(ours.map(|ours| ours.as_device_keys().clone()))
}

/// Puts them up again. One-time keys follow by themselves: the next sync says that there are none.
pub(super) async fn put_up(matrix: &Matrix, keys: &DeviceKeys) -> Result<(), E2eeError> {
    tracing::warn!("the homeserver forgot the keys of this device");
    let mut request = upload_keys::v3::Request::new();
    let raw = Raw::new(keys).map_err(|_| E2eeError::Olm("own device keys"))?;
    request.device_keys = Some(raw.cast_unchecked());
    matrix.upload_keys(request).await?;
    Ok(())
}
