//! Signed requests seen before: a nonce is good once in the time in which its signature is.
//!
//! Kept in memory and bounded. After a restart an old request could be repeated once; all but login are idempotent
//! and give nothing away, and login keeps its nonces on disk ([`crate::store::nonces`]).

use std::{
    collections::{BTreeMap, HashSet},
    sync::{Mutex, PoisonError},
};

use griffie_wire::request::Verified;

use crate::limits::{NONCES, SIGNATURE_WINDOW};

/// Whether a request may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Admission {
    Fresh,
    Replay,
    /// Too many requests in the window to remember one more.
    Full,
}

/// Nonces by the minute of their creation.
#[derive(Default)]
pub(crate) struct Nonces(Mutex<BTreeMap<u64, HashSet<[u8; 32]>>>);

impl Nonces {
    /// Remembers a request that is timely at `now_s` (UTC seconds).
    pub(crate) fn admit(&self, request: &Verified, now_s: u64) -> Admission {
        let mut minutes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A whole minute is forgotten when its last second is no longer timely.
        let oldest = now_s.saturating_sub(SIGNATURE_WINDOW) / 60;
        *minutes = minutes.split_off(&oldest);
        if minutes.values().map(HashSet::len).sum::<usize>() >= NONCES {
            return Admission::Full;
        }
        let mut name = [0; 32];
        let (device, nonce) = name.split_at_mut(16);
        device.copy_from_slice(request.device.as_bytes());
        nonce.copy_from_slice(&request.nonce);
        match minutes.entry(request.created_s / 60).or_default().insert(name) {
            true => Admission::Fresh,
            false => Admission::Replay,
        }
    }
}

#[cfg(test)]
mod tests {
    use griffie_wire::ids::DeviceId;

    use super::*;

    fn request(device: u8, created_s: u64, nonce: u8) -> Verified {
        Verified {
            device: DeviceId::from_bytes([device; 16]),
            created_s,
            nonce: [nonce; 16],
        }
    }

    #[test]
    fn a_nonce_is_good_once_as_long_as_its_signature_is() {
        let nonces = Nonces::default();
        let now = 10_000;
        assert_eq!(nonces.admit(&request(1, now, 1), now), Admission::Fresh);
        for later in [now, now + SIGNATURE_WINDOW] {
            assert_eq!(
                nonces.admit(&request(1, now, 1), later),
                Admission::Replay,
                "{later}"
            );
        }
        assert_eq!(
            nonces.admit(&request(2, now, 1), now),
            Admission::Fresh,
            "another device"
        );
        assert_eq!(
            nonces.admit(&request(1, now, 2), now),
            Admission::Fresh,
            "another nonce"
        );
    }

    #[test]
    fn what_is_no_longer_timely_is_forgotten() {
        let nonces = Nonces::default();
        nonces.admit(&request(1, 10_000, 1), 10_000);
        nonces.admit(&request(1, 20_000, 2), 20_000);
        assert_eq!(nonces.0.lock().unwrap().len(), 1);
    }
}
