//! Why an event that a person should have is not in the vault. A pure decision over what is known of the person's devices.

use griffie_wire::Millis;
use serde::{Deserialize, Serialize};

use super::report::DeviceOf;

/// Why an event is missing, from the least to the most alarming.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// No device of the person has reported since: off, offline, or within its sealing time.
    NotReportedYet,
    /// The person has no device in this archive.
    NoDevice,
    /// The device was revoked or lost before it reported; what it had not sent is lost with it.
    DeviceRevoked,
    /// Sealed objects are known that have not come, or not whole.
    ObjectMissing,
    /// An object of the device was rejected, and nothing behind it is opened.
    ChainBroken,
    /// The device reported later events and not this one.
    Skipped,
}

/// The cause for an event that the homeserver accepted at `at`. The clock of a device may be off by `slack`.
pub(super) fn cause(devices: &[DeviceOf], at: Millis, slack: u64) -> Cause {
    if devices.is_empty() {
        return Cause::NoDevice;
    }
    let later = |device: &DeviceOf| {
        device
            .last_captured
            .is_some_and(|last| last.0 > at.0.saturating_add(slack))
    };
    if devices.iter().any(|device| device.broken) {
        return Cause::ChainBroken;
    }
    if devices.iter().any(|device| device.waiting > 0) {
        return Cause::ObjectMissing;
    }
    if devices.iter().any(later) {
        return Cause::Skipped;
    }
    if devices.iter().all(|device| device.revoked) {
        return Cause::DeviceRevoked;
    }
    Cause::NotReportedYet
}

#[cfg(test)]
mod tests {
    use griffie_wire::DeviceId;

    use super::*;

    fn device() -> DeviceOf {
        DeviceOf {
            device: DeviceId::from_bytes([1; 16]),
            revoked: false,
            since: Some(Millis(0)),
            last_captured: Some(Millis(1000)),
            last_sequence: 3,
            waiting: 0,
            broken: false,
            bytes: 9,
            unsent: Vec::new(),
        }
    }

    #[test]
    fn each_state_of_the_devices_has_its_cause() {
        let table = [
            (vec![], Cause::NoDevice),
            (vec![device()], Cause::NotReportedYet),
            (
                vec![DeviceOf {
                    last_captured: Some(Millis(9000)),
                    ..device()
                }],
                Cause::Skipped,
            ),
            (
                vec![
                    device(),
                    DeviceOf {
                        waiting: 1,
                        last_captured: Some(Millis(9000)),
                        ..device()
                    },
                ],
                Cause::ObjectMissing,
            ),
            (
                vec![DeviceOf {
                    broken: true,
                    waiting: 2,
                    ..device()
                }],
                Cause::ChainBroken,
            ),
            (
                vec![DeviceOf {
                    revoked: true,
                    ..device()
                }],
                Cause::DeviceRevoked,
            ),
            (
                vec![
                    device(),
                    DeviceOf {
                        revoked: true,
                        ..device()
                    },
                ],
                Cause::NotReportedYet,
            ),
        ];
        for (devices, expected) in table {
            assert_eq!(cause(&devices, Millis(2000), 500), expected, "{devices:?}");
        }
    }

    #[test]
    fn a_clock_that_is_a_little_fast_accuses_nobody() {
        assert_eq!(cause(&[device()], Millis(900), 500), Cause::NotReportedYet);
        assert_eq!(cause(&[device()], Millis(400), 500), Cause::Skipped);
    }
}
