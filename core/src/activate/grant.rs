//! Buys a grant for the code, and takes the first configuration: by the root in the invitation, never by what TLS says.

use griffie_wire::{
    activation::{ActivationCode, proof_message},
    api::ActivateRequest,
    key::SigningKey,
    signed::DocumentKind,
};
use url::Url;

use super::{ActivateError, steps::Entrance};
use crate::{
    net::gateway::Way,
    route::config::judge,
    store::{
        activation::{self, Activation},
        config, identity,
    },
};

pub(super) async fn ask(
    entrance: &Entrance<'_>,
    activation: &Activation,
    code: &ActivationCode,
) -> Result<(), ActivateError> {
    let key = SigningKey::from_seed(&*entrance.store.read(identity::device_seed)?);
    let request = ActivateRequest {
        code: code.clone(),
        device_key: key.public(),
        proof: key.sign(&proof_message(&code.hash(), &key.public())),
        os: activation.os.clone(),
        core_version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    let gateways = vec![activation.gateway.clone()];
    let way = Way::new(entrance.http.clone(), entrance.clock.clone(), gateways, 0);
    let grant = way.activate(&request).await?;
    if !may_sign_in(&activation.homeservers, &grant.homeserver) {
        return Err(ActivateError::OtherHomeserver);
    }
    // A device whose clock was never set learns the time here; rollback is guarded by versions, not by clocks.
    way.check_time(grant.config.server_time);
    let accepted = judge(
        &grant.config,
        &activation.root,
        grant.tenant,
        [None, None],
        way.now(),
    )
    .map_err(|refused| ActivateError::Config(refused.code()))?;
    let unit = entrance.store.begin("grant").await?;
    config::put(
        &unit,
        DocumentKind::SealConfig,
        accepted.seal_config.version,
        &grant.config.seal_config,
    )?;
    config::put(
        &unit,
        DocumentKind::Policy,
        accepted.policy.version,
        &grant.config.policy,
    )?;
    activation::granted(&unit, &grant)?;
    Ok(unit.commit().await?)
}

/// Whether the invitation lets this device sign in to the homeserver that the grant names. One address has many spellings.
fn may_sign_in(allowed: &[String], homeserver: &str) -> bool {
    let base = |text: &str| {
        let url = Url::parse(text).ok()?;
        Some(url.as_str().trim_end_matches('/').to_owned())
    };
    allowed.is_empty()
        || (base(homeserver).is_some() && allowed.iter().any(|url| base(url) == base(homeserver)))
}
