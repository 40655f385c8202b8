//! Objects to ask the gateway for again: those it never gave, and those of which it gave other bytes.

use std::time::Duration;

use griffie_wire::Millis;

use crate::{
    error::VaultError,
    fault::{Fault, Hold},
    store::{
        faults,
        objects::{self, ObjectRow},
    },
    vault::Vault,
};

/// Pause after the first damaged answer; doubles with each up to the longest: the whole object comes every time.
const FIRST: Duration = Duration::from_secs(2);
const LONGEST: Duration = Duration::from_secs(3600);

/// Missing objects whose turn it is, in log order.
pub(crate) fn to_ask_again(vault: &Vault) -> Result<Vec<ObjectRow>, VaultError> {
    let now = vault.clock.now();
    let mut due = Vec::new();
    for row in objects::held(&vault.store, Hold::Missing)? {
        let damaged = faults::of_object(&vault.store, Fault::ListingMismatch, row.listed.index)?;
        if damaged.is_none_or(|(times, last_at)| is_due(times, last_at, now)) {
            due.push(row);
        }
    }
    Ok(due)
}

/// A clock that went back never makes the wait longer.
fn is_due(times: u64, last_at: Millis, now: Millis) -> bool {
    let doublings = u32::try_from(times.saturating_sub(1)).unwrap_or(u32::MAX);
    let pause = FIRST.saturating_mul(2_u32.saturating_pow(doublings)).min(LONGEST);
    now < last_at || u128::from(now.0 - last_at.0) >= pause.as_millis()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_doubles_up_to_an_hour() {
        let pause = |times| {
            (0..)
                .map(|exponent| Millis(1 << exponent))
                .find(|later| is_due(times, Millis(0), *later))
        };
        assert_eq!(
            [1, 2, 3, 12, u64::MAX].map(pause),
            [2048, 4096, 8192, 1 << 22, 1 << 22].map(|wait| Some(Millis(wait)))
        );
        assert!(is_due(9, Millis(5000), Millis(1)), "a clock that went back");
    }
}
