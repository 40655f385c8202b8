//! Turns the grant into a login of the fixed Matrix device, and makes its Olm account and signing identity. The unit of work of the
//! login writes the first record of the journal.

use griffie_wire::{
    api::Grant,
    key::SigningKey,
    record::{ActivatedFact, ConfigFact, Fact},
};
use ruma::{OwnedDeviceId, UserId};
use url::Url;

use super::{ActivateError, steps::Entrance};
use crate::{
    e2ee::{CrossSigning, bootstrap_cross_signing},
    net::{
        gateway::{Gateway, Way},
        matrix::{Login, Matrix, MatrixError},
    },
    store::{
        StoreError, Unit,
        activation::{self, Activation},
        config::{self, Accepted},
        identity::{self, Identity},
        journal, recovery, routing,
    },
};

/// What other people's device lists call us.
pub(super) const DEVICE_NAME: &str = "Griffie";

pub(super) async fn sign_in(
    entrance: &Entrance<'_>,
    activation: &Activation,
    grant: &Grant,
) -> Result<(), ActivateError> {
    let accepted = entrance
        .store
        .read(config::accepted)?
        .ok_or(StoreError::NotSignedIn)?;
    let seed = entrance.store.read(identity::device_seed)?;
    let gateways = accepted.seal_config.gateways.clone();
    let way = Way::new(entrance.http.clone(), entrance.clock.clone(), gateways, 0);
    way.check_time(grant.config.server_time);
    let gateway = Gateway::new(way, grant.device, SigningKey::from_seed(&seed));
    let homeserver = Url::parse(&grant.homeserver).map_err(|_| ActivateError::BadGrant)?;
    let matrix = Matrix::new(entrance.http.clone(), homeserver)?;
    let login = match matrix
        .login_jwt(&grant.jwt, &activation.matrix_device, DEVICE_NAME)
        .await
    {
        // The token was short-lived and this is a late continuation: buy another.
        Err(MatrixError::Refused { .. }) => {
            let fresh = gateway.login().await?;
            matrix
                .login_jwt(&fresh.jwt, &activation.matrix_device, DEVICE_NAME)
                .await?
        }
        login => login?,
    };
    if login.user_id != grant.user_id || login.device_id != activation.matrix_device {
        return Err(ActivateError::OtherUser);
    }
    let user = UserId::parse(&login.user_id).map_err(|_| ActivateError::BadGrant)?;
    let device = OwnedDeviceId::from(login.device_id.as_str());
    let identity = identity_of(activation, grant, &accepted, &login, gateway.way().offset_ms());
    let mut unit = entrance.store.begin("sign in").await?;
    unit.write(|c| identity::save(c, &identity))?;
    unit.create_machine(&user, &device).await?;
    journal_first(&unit, entrance, activation, &identity, &accepted)?;
    activation::signed_in(&unit)?;
    Ok(unit.commit().await?)
}

/// The last step: device keys and cross-signing keys go up, others can see that this device is ours.
pub(super) async fn make_identity(entrance: &Entrance<'_>) -> Result<(), ActivateError> {
    let identity = entrance.store.read(identity::require)?;
    let homeserver = Url::parse(&identity.homeserver).map_err(|_| ActivateError::BadGrant)?;
    let matrix = Matrix::new(entrance.http.clone(), homeserver)?;
    matrix.set_token(Some(identity.access_token.clone()));
    let signed = match bootstrap_cross_signing(entrance.store, &matrix).await {
        Err(crate::e2ee::E2eeError::Matrix(MatrixError::UnknownToken { .. })) => {
            super::relogin(entrance, &matrix).await?;
            bootstrap_cross_signing(entrance.store, &matrix).await?
        }
        signed => signed?,
    };
    let unit = entrance.store.begin("activated").await?;
    if signed == CrossSigning::NeedsVerification {
        // Records go on: who receives from this device sees that its owner has not vouched for it.
        unit.write(recovery::set_later)?;
        let detail = "another device of this user holds the signing identity; this one is not verified by it";
        routing::alarm(&unit, &**entrance.clock, "device_not_verified", None, detail)?;
    }
    activation::active(&unit)?;
    Ok(unit.commit().await?)
}

fn identity_of(
    activation: &Activation,
    grant: &Grant,
    accepted: &Accepted,
    login: &Login,
    clock_offset_ms: i64,
) -> Identity {
    Identity {
        device: grant.device,
        tenant: grant.tenant,
        epoch: activation.epoch,
        root: activation.root,
        gateways: accepted.seal_config.gateways.clone(),
        user_id: login.user_id.clone(),
        homeserver: grant.homeserver.clone(),
        matrix_device: login.device_id.clone(),
        access_token: login.access_token.to_string(),
        clock_offset_ms,
    }
}

/// Record 1 says who writes this journal and whom it trusts; record 2 under which configuration; a third tells of
/// journals that were damaged.
fn journal_first(
    unit: &Unit,
    entrance: &Entrance<'_>,
    activation: &Activation,
    identity: &Identity,
    accepted: &Accepted,
) -> Result<(), ActivateError> {
    let fact = ActivatedFact {
        homeserver: identity.homeserver.clone(),
        user_id: identity.user_id.clone(),
        matrix_device: identity.matrix_device.clone(),
        epoch: identity.epoch,
        root: identity.root,
        os: activation.os.clone(),
    };
    journal::append(unit, &**entrance.clock, None, Fact::Activated(fact))?;
    let fact = ConfigFact {
        policy_version: accepted.policy.version,
        seal_config_version: accepted.seal_config.version,
    };
    journal::append(unit, &**entrance.clock, None, Fact::Config(fact))?;
    // Records of an earlier journal may not have left this device; somebody must know (invariants 6 and 8).
    let lost = entrance.store.set_aside()?.len();
    if lost > 0 {
        let detail = format!("{lost} damaged databases are kept on this device");
        routing::alarm(unit, &**entrance.clock, "database_set_aside", None, &detail)?;
    }
    Ok(())
}
