//! A fresh access token for the same Matrix device, when the homeserver no longer knows the old one. The device key buys a fresh JWT;
//! nothing reusable is stored for it (invariant 5).

use griffie_wire::key::SigningKey;

use super::{ActivateError, sign_in::DEVICE_NAME, steps::Entrance};
use crate::{
    e2ee,
    net::{
        gateway::{Gateway, Way},
        matrix::Matrix,
    },
    store::identity,
};

/// Signs `matrix` in again and stores the token.
pub(crate) async fn relogin(entrance: &Entrance<'_>, matrix: &Matrix) -> Result<(), ActivateError> {
    let identity = entrance.store.read(identity::require)?;
    let seed = entrance.store.read(identity::device_seed)?;
    let gateways = identity.gateways.clone();
    let way = Way::new(
        entrance.http.clone(),
        entrance.clock.clone(),
        gateways,
        identity.clock_offset_ms,
    );
    let gateway = Gateway::new(way, identity.device, SigningKey::from_seed(&seed));
    let fresh = gateway.login().await?;
    let login = matrix
        .login_jwt(&fresh.jwt, &identity.matrix_device, DEVICE_NAME)
        .await?;
    if login.user_id != identity.user_id || login.device_id != identity.matrix_device {
        return Err(ActivateError::OtherUser);
    }
    // A homeserver that forgot the device made it anew just now, without keys. Cut here, the old token is found wrong once more.
    e2ee::query_user(entrance.store, matrix, &identity.user_id).await?;
    let unit = entrance.store.begin("sign in again").await?;
    unit.write(|c| identity::set_access_token(c, &login.access_token))?;
    Ok(unit.commit().await?)
}
