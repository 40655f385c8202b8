//! Stores an invitation with everything the first request needs, before that request is made: a crash between request and answer
//! then repeats it with the same key, for which the gateway gives the same grant.

use griffie_wire::ids::Epoch;

use super::{ActivateError, Invitation};
use crate::store::{
    Store,
    activation::{self, Activation, Step},
    identity,
};

/// Begins, or begins again with another code as long as there is no grant.
pub(crate) async fn begin(store: &Store, invitation: &Invitation, os: &str) -> Result<(), ActivateError> {
    let link = invitation.link();
    let unit = store.begin("begin activation").await?;
    let existing = unit.write(activation::read)?;
    let begun = existing.is_none_or(|activation| matches!(activation.step, Step::Requested(_)));
    if begun {
        // Made at the first call, the same ever after.
        unit.write(identity::device_seed)?;
        let activation = Activation {
            step: Step::Requested(link.code.clone()),
            epoch: Epoch::from_bytes(random()?),
            matrix_device: matrix_device()?,
            root: link.root,
            gateway: link.gateway.clone(),
            os: os.to_owned(),
            homeservers: invitation.homeservers().iter().map(ToString::to_string).collect(),
        };
        activation::request(&unit, &activation, &link.code)?;
    }
    unit.commit().await?;
    if begun {
        Ok(())
    } else {
        Err(ActivateError::AlreadyActivated)
    }
}

/// Ten letters, as homeservers make them.
fn matrix_device() -> Result<String, ActivateError> {
    let bytes: [u8; 10] = random()?;
    Ok(bytes
        .into_iter()
        .map(|byte| char::from(b'A' + byte % 26))
        .collect())
}

fn random<const N: usize>() -> Result<[u8; N], ActivateError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| ActivateError::NoRandomness)?;
    Ok(bytes)
}
