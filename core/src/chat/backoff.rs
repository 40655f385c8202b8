//! How long to wait before the next try: doubling, bounded, with jitter so that devices do not come back in step. Pure but for chance.

use std::time::Duration;

use griffie_wire::ids::Millis;

const FIRST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(60);

/// The wait after `attempts` tries that failed; `chance` spreads it between three quarters and five quarters.
pub(crate) fn wait(attempts: u32, chance: u8) -> Duration {
    let doubled = FIRST
        .saturating_mul(1_u32.checked_shl(attempts.min(16)).unwrap_or(u32::MAX))
        .min(LONGEST);
    doubled.mul_f64(0.75 + f64::from(chance) / 510.0)
}

/// When to try again, at the earliest `asked` from now if the server asked for that.
pub(crate) fn next_try(now: Millis, attempts: u32, asked: Option<Duration>) -> Millis {
    let mut chance = [0];
    if getrandom::fill(&mut chance).is_err() {
        // Without randomness the jitter is gone and nothing else.
        chance = [128];
    }
    let wait = wait(attempts, chance[0]).max(asked.unwrap_or_default());
    Millis(
        now.0
            .saturating_add(u64::try_from(wait.as_millis()).unwrap_or(u64::MAX)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_and_stay_within_bounds() {
        assert_eq!(wait(0, 0), Duration::from_millis(750));
        assert_eq!(wait(0, 255), Duration::from_millis(1250));
        assert_eq!(wait(3, 0), Duration::from_secs(6));
        assert_eq!(wait(u32::MAX, 255), Duration::from_secs(75));
    }

    #[test]
    fn a_server_that_asks_for_more_gets_it() {
        assert_eq!(
            next_try(Millis(1), 0, Some(Duration::from_secs(90))),
            Millis(90_001)
        );
    }
}
