//! The decision about one try with a code, together with the rows that remember it.
//!
//! The same device may ask again, in case the first answer was lost, until it has brought its first object; after
//! that a captured activation request is worth nothing either (design.md, invariant 5).

use griffie_wire::{
    api::ActivateRequest,
    ids::{DeviceId, Millis},
    problem::ProblemKind,
};
use rusqlite::Connection;

use crate::{
    limits::CODE_TRIES,
    store::{
        StoreError,
        codes::{self, Code},
        devices::{self, Device},
    },
};

/// What a try led to.
pub(crate) enum Redeemed {
    /// The device is registered, now or by an earlier answer.
    Granted(Device),
    /// No such code.
    Unknown,
    /// A known code, but no.
    Refused(ProblemKind),
}

/// Decides about `request`. `proven` says whether its proof holds, `fresh` is the id a new device gets.
pub(crate) fn redeem(
    connection: &Connection,
    request: &ActivateRequest,
    proven: bool,
    fresh: DeviceId,
    now: Millis,
) -> Result<Redeemed, StoreError> {
    let hash = request.code.hash();
    let Some(code) = codes::find(connection, hash)? else {
        return Ok(Redeemed::Unknown);
    };
    if let Some(device) = same_device(connection, &code, request, proven)? {
        return again(connection, &code, device, now);
    }
    if let Some(no) = refusal(&code, proven, now) {
        codes::count_try(connection, hash)?;
        return Ok(Redeemed::Refused(no));
    }
    if devices::has_key(connection, &request.device_key)? {
        // A device has one identity; a second code for the same key would hide that.
        return Ok(Redeemed::Refused(ProblemKind::BadRequest));
    }
    let device = Device {
        device: fresh,
        public_key: request.device_key,
        localpart: code.localpart,
        os: request.os.clone(),
        core_version: request.core_version.clone(),
        activated: now,
        revoked: None,
    };
    devices::insert(connection, &device)?;
    codes::mark_used(connection, hash, fresh, now)?;
    Ok(Redeemed::Granted(device))
}

/// The device that used the code, when the request is its own.
fn same_device(
    connection: &Connection,
    code: &Code,
    request: &ActivateRequest,
    proven: bool,
) -> Result<Option<Device>, StoreError> {
    let Some(device) = code.device.filter(|_| proven) else {
        return Ok(None);
    };
    Ok(devices::find(connection, device)?.filter(|device| device.public_key == request.device_key))
}

fn again(connection: &Connection, code: &Code, device: Device, now: Millis) -> Result<Redeemed, StoreError> {
    if device.revoked.is_some() {
        return Ok(Redeemed::Refused(ProblemKind::DeviceRevoked));
    }
    if now >= code.expires || devices::has_objects(connection, device.device)? {
        return Ok(Redeemed::Refused(ProblemKind::CodeUsed));
    }
    Ok(Redeemed::Granted(device))
}

fn refusal(code: &Code, proven: bool, now: Millis) -> Option<ProblemKind> {
    if code.tries >= CODE_TRIES {
        Some(ProblemKind::CodeLocked)
    } else if !proven {
        Some(ProblemKind::Signature)
    } else if code.used.is_some() {
        Some(ProblemKind::CodeUsed)
    } else if now >= code.expires {
        Some(ProblemKind::CodeExpired)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use griffie_wire::{activation::ActivationCode, key::SigningKey};

    use super::*;
    use crate::store::open;

    const NOW: Millis = Millis(1_000);

    struct World {
        _dir: tempfile::TempDir,
        connection: Connection,
        code: ActivationCode,
    }

    fn world() -> World {
        let dir = tempfile::tempdir().unwrap();
        let connection = open::writer(dir.path()).unwrap();
        let code = ActivationCode::generate([3; 10]);
        codes::insert(&connection, code.hash(), "anna", Millis(0), Millis(5_000)).unwrap();
        World {
            _dir: dir,
            connection,
            code,
        }
    }

    impl World {
        fn tries(&self, seed: u8, proven: bool, now: Millis) -> Result<DeviceId, Option<ProblemKind>> {
            let key = SigningKey::from_seed(&[seed; 32]);
            let request = ActivateRequest::new(self.code.clone(), &key, "os".into(), "1".into());
            let fresh = DeviceId::from_bytes([seed; 16]);
            match redeem(&self.connection, &request, proven, fresh, now).unwrap() {
                Redeemed::Granted(device) => Ok(device.device),
                Redeemed::Unknown => Err(None),
                Redeemed::Refused(kind) => Err(Some(kind)),
            }
        }
    }

    #[test]
    fn a_code_works_once_and_again_for_the_same_device_alone() {
        let world = world();
        let device = world.tries(1, true, NOW).unwrap();
        assert_eq!(world.tries(1, true, NOW), Ok(device));
        assert_eq!(world.tries(2, true, NOW), Err(Some(ProblemKind::CodeUsed)));
    }

    #[test]
    fn a_captured_activation_is_worthless_once_the_device_has_brought_something() {
        let world = world();
        let device = world.tries(1, true, NOW).unwrap();
        world
            .connection
            .execute(
                "INSERT INTO stream VALUES (?1, zeroblob(16), 1)",
                [device.as_bytes()],
            )
            .unwrap();
        assert_eq!(world.tries(1, true, NOW), Err(Some(ProblemKind::CodeUsed)));
    }

    #[test]
    fn ten_refused_tries_lock_a_code_but_not_the_device_that_has_it() {
        let world = world();
        for _ in 0..CODE_TRIES {
            assert_eq!(world.tries(9, false, NOW), Err(Some(ProblemKind::Signature)));
        }
        assert_eq!(world.tries(1, true, NOW), Err(Some(ProblemKind::CodeLocked)));

        let world = self::world();
        let device = world.tries(1, true, NOW).unwrap();
        for _ in 0..CODE_TRIES {
            assert_eq!(world.tries(2, true, NOW), Err(Some(ProblemKind::CodeUsed)));
        }
        assert_eq!(world.tries(2, true, NOW), Err(Some(ProblemKind::CodeLocked)));
        assert_eq!(world.tries(1, true, NOW), Ok(device));
    }

    #[test]
    fn an_expired_code_and_an_unknown_one_are_told_apart() {
        let mut world = world();
        assert_eq!(
            world.tries(1, true, Millis(5_000)),
            Err(Some(ProblemKind::CodeExpired))
        );
        world.code = ActivationCode::generate([4; 10]);
        assert_eq!(world.tries(1, true, NOW), Err(None));
    }

    #[test]
    fn a_key_that_is_registered_does_not_take_a_second_code() {
        let mut world = world();
        world.tries(1, true, NOW).unwrap();
        world.code = ActivationCode::generate([4; 10]);
        codes::insert(
            &world.connection,
            world.code.hash(),
            "bob",
            Millis(0),
            Millis(5_000),
        )
        .unwrap();
        assert_eq!(world.tries(1, true, NOW), Err(Some(ProblemKind::BadRequest)));
    }
}
