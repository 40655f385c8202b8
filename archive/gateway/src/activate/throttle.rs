//! Counts unknown codes per source. Only unknown codes are slowed down, so no guesser can lock anyone out:
//! a right code passes whatever its source did before, and guesses never touch another code's row.
//!
//! It must not remember sources longer than their window; addresses are personal data.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    sync::{Mutex, PoisonError},
    time::Duration,
};

use crate::limits::{SOURCE_TRIES, SOURCE_WINDOW};

/// Sources remembered at once; with more, all start anew.
const SOURCES: usize = 100_000;

/// Unknown codes by source.
#[derive(Default)]
pub(crate) struct Throttle(Mutex<HashMap<IpAddr, Tries>>);

struct Tries {
    since: Duration,
    count: u32,
}

impl Throttle {
    /// Counts an unknown code from `source` at monotonic time `now`; gives the wait when there were too many.
    pub(crate) fn unknown_code(&self, source: IpAddr, now: Duration) -> Option<Duration> {
        let mut sources = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if sources.len() >= SOURCES {
            sources.retain(|_, tries| now.saturating_sub(tries.since) < SOURCE_WINDOW);
            if sources.len() >= SOURCES {
                sources.clear();
            }
        }
        let tries = sources
            .entry(network(source))
            .or_insert(Tries { since: now, count: 0 });
        let age = now.saturating_sub(tries.since);
        if age >= SOURCE_WINDOW {
            *tries = Tries { since: now, count: 0 };
        }
        tries.count = tries.count.saturating_add(1);
        (tries.count > SOURCE_TRIES).then(|| SOURCE_WINDOW.saturating_sub(age))
    }
}

/// Who stands behind an address: one IPv6 subscriber has a /64.
pub(crate) fn network(source: IpAddr) -> IpAddr {
    match source.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX))),
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guesser_waits_and_its_neighbour_does_not() {
        let (throttle, start) = (Throttle::default(), Duration::from_secs(1));
        let guesser: IpAddr = "2001:db8::1".parse().unwrap();
        for _ in 0..SOURCE_TRIES {
            assert_eq!(throttle.unknown_code(guesser, start), None);
        }
        assert!(
            throttle
                .unknown_code("2001:db8::2".parse().unwrap(), start)
                .is_some(),
            "same subscriber"
        );
        assert_eq!(throttle.unknown_code("2001:db9::1".parse().unwrap(), start), None);
        assert_eq!(
            throttle.unknown_code(guesser, start + SOURCE_WINDOW),
            None,
            "the window passed"
        );
    }
}
