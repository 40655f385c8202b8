//! When to call the gateway again. Pure; the randomness that spreads a fleet's retries comes in as a number.

use std::time::Duration;

const FIRST_RETRY: Duration = Duration::from_secs(1);
const LONGEST_RETRY: Duration = Duration::from_secs(300);
const FIRST_POLL: Duration = Duration::from_secs(1);
const LONGEST_POLL: Duration = Duration::from_secs(30);
/// With files that wait for other conditions; what else was carried gets its receipts in between.
const HELD: Duration = Duration::from_secs(300);
const SOONEST_PRUNE: Duration = Duration::from_secs(60);
/// With nothing outstanding a device calls four times a day (reference/sealing.md 5.4).
const IDLE: Duration = Duration::from_secs(6 * 3600);

/// The wait after the `failures`-th failure in a row: doubling, between half and the whole of it by `jitter`. The gateway may ask
/// for more, never for less.
pub(super) fn retry_in(failures: u32, jitter: u16, asked: Option<Duration>) -> Duration {
    let whole = doubled(FIRST_RETRY, failures.saturating_sub(1), LONGEST_RETRY);
    let wait = whole / 2 + (whole / 2) * u32::from(jitter) / u32::from(u16::MAX);
    asked.map_or(wait, |asked| asked.max(wait))
}

/// What a visit that went well leaves to wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Left {
    /// Receipts of the vault.
    Receipts,
    /// Files, for a better network or more power; then there is a wake.
    Conditions,
    /// The age at which what has its receipt may be pruned.
    Age(Duration),
    Nothing,
}

/// The wait after a visit that went well: soon while receipts are to come, longer each time nothing came.
pub(super) fn poll_in(left: Left, idle_visits: u32) -> Duration {
    match left {
        Left::Receipts => doubled(FIRST_POLL, idle_visits, LONGEST_POLL),
        Left::Conditions => HELD,
        Left::Age(age) => age.clamp(SOONEST_PRUNE, IDLE),
        Left::Nothing => IDLE,
    }
}

fn doubled(first: Duration, times: u32, longest: Duration) -> Duration {
    first
        .saturating_mul(2_u32.saturating_pow(times.min(16)))
        .min(longest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retries_double_up_to_a_bound_and_are_spread() {
        let secs = |failures, jitter| retry_in(failures, jitter, None).as_secs_f32();
        assert_eq!(secs(1, 0), 0.5);
        assert_eq!(secs(1, u16::MAX), 1.0);
        assert_eq!(secs(4, u16::MAX), 8.0);
        assert_eq!(secs(u32::MAX, u16::MAX), 300.0);
        assert_eq!(secs(u32::MAX, 0), 150.0);
    }

    #[test]
    fn a_gateway_may_ask_for_more_but_not_for_less() {
        assert_eq!(
            retry_in(1, 0, Some(Duration::from_secs(60))),
            Duration::from_secs(60)
        );
        assert_eq!(
            retry_in(9, u16::MAX, Some(Duration::ZERO)),
            Duration::from_secs(256)
        );
    }

    #[test]
    fn with_files_that_wait_for_a_network_polls_are_rare() {
        assert_eq!(poll_in(Left::Conditions, 0), HELD);
        assert_eq!(poll_in(Left::Conditions, 40), HELD);
    }

    #[test]
    fn polls_are_quick_at_first_and_rare_when_nothing_is_outstanding() {
        let secs = |left, idle| poll_in(left, idle).as_secs();
        assert_eq!(
            (
                secs(Left::Receipts, 0),
                secs(Left::Receipts, 3),
                secs(Left::Receipts, 40)
            ),
            (1, 8, 30)
        );
        assert_eq!(
            (
                secs(Left::Age(Duration::ZERO), 0),
                secs(Left::Age(Duration::from_secs(3600)), 9)
            ),
            (60, 3600)
        );
        assert_eq!(
            (
                secs(Left::Age(Duration::from_secs(86_400)), 0),
                secs(Left::Nothing, 0)
            ),
            (21_600, 21_600)
        );
    }
}
