//! What a user does in a verification, as requests that go to the other side after the unit of work has committed.

use matrix_sdk_crypto::{
    SasState, Verification as Method, VerificationRequest,
    matrix_sdk_qrcode::QrVerificationData,
    types::requests::{OutgoingVerificationRequest, ToDeviceRequest},
};
use ruma::{
    DeviceId, OwnedTransactionId, TransactionId, UserId,
    api::client::keys::upload_signatures,
    events::{ToDeviceEventType, key::verification::VerificationMethod as Way},
    to_device::DeviceIdOrAllDevices,
};
use serde_json::{json, value::to_raw_value};

use super::{E2eeError, outgoing, verification::flow};
use crate::{
    net::matrix::Matrix,
    store::{Store, Unit},
    verify::picture::QrPicture,
};

/// What this device can do.
fn ways() -> Vec<Way> {
    vec![
        Way::SasV1,
        Way::QrCodeShowV1,
        Way::QrCodeScanV1,
        Way::ReciprocateV1,
    ]
}

/// What the user does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Act {
    /// Says yes to a request.
    Accept,
    /// Wants to compare emoji.
    Compare,
    /// Holds the camera on the other side's QR code, which holds these bytes.
    Scan(Vec<u8>),
    /// Says that the emoji are the same, or that the other side scanned.
    Confirm,
    /// Says that the emoji are others.
    Deny,
    /// Wants no more of it.
    Cancel,
}

/// What is to go out. Sent after the commit: a kill between the two leaves a flow that ends with the restart.
#[derive(Default)]
pub(crate) struct Outgoing {
    messages: Vec<ToDeviceRequest>,
    signatures: Vec<upload_signatures::v3::Request>,
}

impl Outgoing {
    fn add(&mut self, request: Option<OutgoingVerificationRequest>) -> bool {
        match request {
            Some(OutgoingVerificationRequest::ToDevice(request)) => {
                self.messages.push(request);
                true
            }
            // The machine is given no verification that comes in a room, so it has nothing to answer there.
            Some(OutgoingVerificationRequest::InRoom(_)) | None => false,
        }
    }
}

/// Why the user cannot do that.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ActError {
    #[error("encryption")]
    E2ee(#[from] E2eeError),
    /// The machine does not know this flow.
    #[error("no such verification")]
    None,
    /// Not at this step.
    #[error("not at this step")]
    NotNow,
    /// The QR code is of another flow, of other keys, or no such code at all.
    #[error("wrong qr code")]
    WrongCode,
    /// There is no other device to ask, or none with keys.
    #[error("no such device")]
    NoDevice,
}

impl From<crate::store::StoreError> for ActError {
    fn from(error: crate::store::StoreError) -> Self {
        Self::E2ee(error.into())
    }
}

impl From<matrix_sdk_crypto::CryptoStoreError> for ActError {
    fn from(error: matrix_sdk_crypto::CryptoStoreError) -> Self {
        Self::E2ee(error.into())
    }
}

/// Asks the user's other devices, all of them. Gives the name of the flow.
pub(crate) async fn ask_own(unit: &Unit) -> Result<(String, Outgoing), ActError> {
    let machine = unit.machine()?;
    let identity = machine.get_identity(machine.user_id(), None).await?;
    let own = identity
        .and_then(|identity| identity.own())
        .ok_or(ActError::NoDevice)?;
    let (request, message) = own.request_verification_with_methods(ways()).await?;
    asked(&request, message)
}

/// Asks one device, of this or another user. Gives the name of the flow.
pub(crate) async fn ask_device(
    unit: &Unit,
    user_id: &str,
    device: &str,
) -> Result<(String, Outgoing), ActError> {
    let user = <&UserId>::try_from(user_id).map_err(|_| E2eeError::BadId)?;
    let machine = unit.machine()?;
    let device: &DeviceId = device.into();
    if user == machine.user_id() && device == machine.device_id() {
        return Err(ActError::NoDevice);
    }
    let device = machine
        .get_device(user, device, None)
        .await?
        .ok_or(ActError::NoDevice)?;
    let (request, message) = device.request_verification_with_methods(ways());
    asked(&request, message)
}

fn asked(
    request: &VerificationRequest,
    message: OutgoingVerificationRequest,
) -> Result<(String, Outgoing), ActError> {
    let mut out = Outgoing::default();
    let empty = matches!(&message, OutgoingVerificationRequest::ToDevice(to)
        if to.messages.values().all(std::collections::BTreeMap::is_empty));
    if empty || !out.add(Some(message)) {
        return Err(ActError::NoDevice);
    }
    Ok((request.flow_id().as_str().to_owned(), out))
}

/// Does it.
pub(crate) async fn act(unit: &Unit, user_id: &str, flow_id: &str, act: Act) -> Result<Outgoing, ActError> {
    let request = flow(unit, user_id, flow_id)?.ok_or(ActError::None)?;
    let method = unit.machine()?.get_verification(request.other_user(), flow_id);
    let mut out = Outgoing::default();
    let done = match act {
        Act::Accept => out.add(request.accept_with_methods(ways())),
        Act::Compare => match request.start_sas().await? {
            Some((_, message)) => out.add(Some(message)),
            None => false,
        },
        Act::Scan(bytes) => scan(&request, &bytes, &mut out).await?,
        Act::Confirm => confirm(method, &mut out).await?,
        Act::Deny => match method {
            Some(Method::SasV1(sas)) if sas.can_be_presented() => {
                out.add(sas.cancel_with_code("m.mismatched_sas".into()))
            }
            _ => false,
        },
        Act::Cancel => out.add(match method {
            Some(Method::SasV1(sas)) => sas.cancel(),
            Some(Method::QrV1(code)) => code.cancel(),
            _ => request.cancel(),
        }),
    };
    if done { Ok(out) } else { Err(ActError::NotNow) }
}

async fn scan(request: &VerificationRequest, bytes: &[u8], out: &mut Outgoing) -> Result<bool, ActError> {
    use matrix_sdk_crypto::ScanError;
    let data = QrVerificationData::from_bytes(bytes).map_err(|_| ActError::WrongCode)?;
    match request.scan_qr_code(data).await {
        Ok(Some(code)) => Ok(out.add(code.reciprocate())),
        Ok(None) => Ok(false),
        Err(ScanError::Store(error)) => Err(error.into()),
        Err(_) => Err(ActError::WrongCode),
    }
}

async fn confirm(method: Option<Method>, out: &mut Outgoing) -> Result<bool, ActError> {
    match method {
        Some(Method::SasV1(sas)) => {
            let (messages, signatures) = sas.confirm().await?;
            let mut any = false;
            for message in messages {
                any |= out.add(Some(message));
            }
            out.signatures.extend(signatures);
            Ok(any)
        }
        Some(Method::QrV1(code)) => Ok(out.add(code.confirm_scanning())),
        _ => Ok(false),
    }
}

/// Takes up the emoji that the other side began with: the user said yes to the request already.
pub(crate) async fn take_up(unit: &Unit, user_id: &str, flow_id: &str) -> Result<Outgoing, E2eeError> {
    let mut out = Outgoing::default();
    let user = <&UserId>::try_from(user_id).map_err(|_| E2eeError::BadId)?;
    if let Some(Method::SasV1(sas)) = unit.machine()?.get_verification(user, flow_id)
        && matches!(sas.state(), SasState::Started { .. })
    {
        out.add(sas.accept());
    }
    Ok(out)
}

/// The QR code for the other side to scan; `None` when it cannot, or not at this step.
pub(crate) async fn code(unit: &Unit, user_id: &str, flow_id: &str) -> Result<Option<QrPicture>, ActError> {
    let request = flow(unit, user_id, flow_id)?.ok_or(ActError::None)?;
    let shown = unit
        .machine()?
        .get_verification(request.other_user(), flow_id)
        .and_then(Method::qr_v1);
    let code = match shown {
        Some(code) => *code,
        None => match request.generate_qr_code().await? {
            Some(code) => code,
            None => return Ok(None),
        },
    };
    let (Ok(bytes), Ok(picture)) = (code.to_bytes(), code.to_qr_code()) else {
        return Ok(None);
    };
    Ok(Some(QrPicture {
        bytes,
        width: u32::try_from(picture.width()).unwrap_or_default(),
        dark: picture
            .to_colors()
            .into_iter()
            .map(|color| color.select(true, false))
            .collect(),
    }))
}

/// Sends what is to go out.
pub(crate) async fn send_out(store: &Store, matrix: &Matrix, out: &Outgoing) -> Result<(), E2eeError> {
    for message in &out.messages {
        outgoing::to_device(store, matrix, message).await?;
    }
    for signatures in &out.signatures {
        matrix.upload_signatures(signatures.clone()).await?;
    }
    Ok(())
}

/// Tells the other side of a flow that the machine no longer knows that nothing comes of it.
pub(crate) async fn call_off(
    matrix: &Matrix,
    user_id: &str,
    device: Option<&str>,
    flow_id: &str,
) -> Result<(), E2eeError> {
    let user = UserId::parse(user_id).map_err(|_| E2eeError::BadId)?;
    let content = json!({ "transaction_id": flow_id, "code": "m.user", "reason": "interrupted" });
    let content = to_raw_value(&content).map_err(|_| E2eeError::Olm("json"))?;
    let device = match device {
        Some(device) => DeviceIdOrAllDevices::DeviceId(device.into()),
        None => DeviceIdOrAllDevices::AllDevices,
    };
    let messages = [(user, [(device, ruma::serde::Raw::from_json(content))].into())].into();
    let id: OwnedTransactionId = TransactionId::new();
    matrix
        .send_to_device(ToDeviceEventType::KeyVerificationCancel, id, messages)
        .await?;
    Ok(())
}

/// Vouches for the user's devices that were verified here and whose signature did not get there: a kill came between.
pub(crate) async fn sign_verified_devices(store: &Store, matrix: &Matrix) -> Result<(), E2eeError> {
    let unit = store.begin("verified devices").await?;
    let machine = unit.machine()?;
    let mut requests = Vec::new();
    if machine.cross_signing_status().await.has_self_signing {
        for device in machine.get_user_devices(machine.user_id(), None).await?.devices() {
            let verified = device.is_locally_trusted() && device.device_id() != machine.device_id();
            if verified && !device.is_cross_signed_by_owner() {
                let request = device.verify().await;
                requests.push(request.map_err(|_| E2eeError::Olm("device signature"))?);
            }
        }
    }
    unit.commit().await?;
    for request in requests {
        matrix.upload_signatures(request).await?;
    }
    Ok(())
}
