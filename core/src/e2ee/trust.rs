//! What the machine knows of a person's keys, and the identity that it holds on to.

use matrix_sdk_crypto::UserIdentity;
use ruma::UserId;

use super::E2eeError;
use crate::{
    store::{Unit, trust},
    verify::trust::Trust,
};

/// A person's public keys, unpadded base64.
pub(crate) struct PersonKeys {
    pub(crate) trust: Trust,
    pub(crate) identity: Option<String>,
    pub(crate) devices: Vec<PersonDeviceKeys>,
}

/// One device of theirs.
pub(crate) struct PersonDeviceKeys {
    pub(crate) device_id: String,
    pub(crate) name: Option<String>,
    pub(crate) key: Option<String>,
    pub(crate) vouched_for: bool,
}

/// The keys of a person, as they were at the last key query.
pub(crate) async fn person_keys(unit: &Unit, user_id: &str) -> Result<PersonKeys, E2eeError> {
    let user = <&UserId>::try_from(user_id).map_err(|_| E2eeError::BadId)?;
    let machine = unit.machine()?;
    let identity = machine.get_identity(user, None).await?;
    let known = machine.get_user_devices(user, None).await?;
    let mut devices: Vec<_> = known
        .devices()
        .map(|device| PersonDeviceKeys {
            device_id: device.device_id().to_string(),
            name: device.display_name().map(ToOwned::to_owned),
            key: device.ed25519_key().map(|key| key.to_base64()),
            vouched_for: device.is_cross_signed_by_owner(),
        })
        .collect();
    devices.sort_by(|a, b| a.device_id.cmp(&b.device_id));
    Ok(PersonKeys {
        trust: trust_in(identity.as_ref(), &devices),
        identity: identity
            .as_ref()
            .and_then(|identity| match identity {
                UserIdentity::Own(own) => own.master_key().get_first_key(),
                UserIdentity::Other(other) => other.master_key().get_first_key(),
            })
            .map(|key| key.to_base64()),
        devices,
    })
}

fn trust_in(identity: Option<&UserIdentity>, devices: &[PersonDeviceKeys]) -> Trust {
    if let Some(UserIdentity::Other(other)) = identity
        && (other.identity_needs_user_approval() || other.has_verification_violation())
    {
        return Trust::Changed;
    }
    if devices.is_empty() {
        return Trust::NoKeys;
    }
    let Some(identity) = identity.filter(|_| devices.iter().all(|device| device.vouched_for)) else {
        return Trust::UnverifiedDevice;
    };
    if identity.is_verified() {
        Trust::Verified
    } else {
        Trust::Unverified
    }
}

/// Makes the badges of these users anew, of everybody when our own keys are among them. Says whether one is another.
pub(crate) async fn refresh_trust<'a>(
    unit: &Unit,
    users: impl Iterator<Item = &'a UserId>,
) -> Result<bool, E2eeError> {
    let mut users: Vec<String> = users.map(ToString::to_string).collect();
    let me = unit.machine()?.user_id().to_string();
    if users.contains(&me) {
        users.extend(unit.write(trust::users)?);
        users.sort();
        users.dedup();
    }
    let mut changed = false;
    for user in users {
        let now = person_keys(unit, &user).await?.trust;
        changed |= unit.write(|c| trust::set(c, &user, now.word()))?;
    }
    Ok(changed)
}

/// Holds on to the identity that a person shows now, in place of the one before: the user has seen that it is another.
pub(crate) async fn accept_identity(unit: &Unit, user_id: &str) -> Result<(), E2eeError> {
    let user = <&UserId>::try_from(user_id).map_err(|_| E2eeError::BadId)?;
    if let Some(UserIdentity::Other(other)) = unit.machine()?.get_identity(user, None).await? {
        if other.has_verification_violation() {
            other.withdraw_verification().await?;
        }
        // The machine writes through what it was given: it is read anew, so that neither step undoes the other.
        if let Some(UserIdentity::Other(other)) = unit.machine()?.get_identity(user, None).await? {
            other.pin_current_master_key().await?;
        }
    }
    refresh_trust(unit, std::iter::once(user)).await?;
    Ok(())
}

/// What is sent to the room from now on has a new key.
pub(crate) async fn renew_room_key(unit: &Unit, room_id: &str) -> Result<bool, E2eeError> {
    let room = <&ruma::RoomId>::try_from(room_id).map_err(|_| E2eeError::BadId)?;
    Ok(unit.machine()?.discard_room_key(room).await?)
}
