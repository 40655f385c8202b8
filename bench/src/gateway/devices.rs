//! Phones for the load: each with its own key, activated at the gateway with a code of its own.

use griffie_wire::{
    DeviceId, SigningKey,
    activation::ActivationCode,
    api::{ActivateRequest, Grant},
};
use http::{Request, header};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;

use super::{CONNECTIONS, put};
use crate::{
    archive::Archive,
    outcome::{Outcome, failure},
};

/// An activated device.
pub(super) struct LoadPhone {
    pub(super) device: DeviceId,
    pub(super) key: SigningKey,
}

/// One code for every phone.
pub(super) fn codes(archive: &Archive) -> Outcome<Vec<ActivationCode>> {
    (0..CONNECTIONS)
        .map(|number| Ok(archive.new_code(&format!("phone{number}"))?.parse()?))
        .collect()
}

/// Spends the codes.
pub(super) async fn activate(address: &str, codes: &[ActivationCode]) -> Outcome<Vec<LoadPhone>> {
    let mut sender = put::connect(address).await?;
    let mut phones = Vec::with_capacity(codes.len());
    for code in codes {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(|_| failure("no randomness"))?;
        let key = SigningKey::from_seed(&seed);
        let body = ActivateRequest::new(code.clone(), &key, "linux".to_owned(), "bench".to_owned());
        let request = Request::post("/v1/activate")
            .header(header::HOST, put::host(address))
            .header(header::CONTENT_TYPE, "application/json")
            .body(Full::new(Bytes::from(serde_json::to_vec(&body)?)))?;
        sender.ready().await?;
        let answer = sender.send_request(request).await?;
        let status = answer.status();
        let body = answer.into_body().collect().await?.to_bytes();
        if !status.is_success() {
            return Err(failure(format!(
                "activation: {status} {}",
                String::from_utf8_lossy(&body)
            )));
        }
        let grant: Grant = serde_json::from_slice(&body)?;
        phones.push(LoadPhone {
            device: grant.device,
            key,
        });
    }
    Ok(phones)
}
