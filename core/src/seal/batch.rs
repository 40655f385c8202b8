//! Decides which records form the next batch. Pure: values in, a range out.

use std::{ops::RangeInclusive, time::Duration};

use griffie_wire::{
    ids::{EntryNo, Millis},
    policy::Policy,
};

/// A journaled record that is in no object yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pending {
    pub(crate) seq: EntryNo,
    pub(crate) bytes: u64,
    pub(crate) captured_at: Millis,
}

/// When a batch is full, and how long its first record may wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limits {
    pub(crate) max_entries: u32,
    pub(crate) max_bytes: u64,
    pub(crate) segment: Duration,
}

impl Limits {
    pub(crate) fn of(policy: &Policy) -> Self {
        Self {
            max_entries: policy.batch_max_events,
            max_bytes: policy.batch_max_bytes,
            segment: Duration::from_secs(u64::from(policy.segment_seconds)),
        }
    }

    /// The same sizes, but nothing waits: what `route now` asks for.
    pub(crate) fn at_once(self) -> Self {
        Self {
            segment: Duration::ZERO,
            ..self
        }
    }
}

/// The records of the next batch, oldest first, or `None` while none is due.
///
/// `pending` is in order and reaches at least to the limits. A record above `max_bytes` makes a batch by itself.
pub(crate) fn next_batch(
    pending: &[Pending],
    limits: Limits,
    now: Millis,
) -> Option<RangeInclusive<EntryNo>> {
    let first = pending.first()?;
    let (last, full) = fill(pending, limits)?;
    (full || waited(first, now) >= limits.segment).then_some(first.seq..=last)
}

/// How long until the first record has waited its segment; `None` when nothing waits.
pub(crate) fn due_in(pending: &[Pending], limits: Limits, now: Millis) -> Option<Duration> {
    Some(limits.segment.saturating_sub(waited(pending.first()?, now)))
}

/// The last record that fits, and whether the batch is full with it.
fn fill(pending: &[Pending], limits: Limits) -> Option<(EntryNo, bool)> {
    let (mut last, mut count, mut bytes) = (None, 0, 0_u64);
    for record in pending {
        bytes = bytes.saturating_add(record.bytes);
        if last.is_some() && bytes > limits.max_bytes {
            return last.map(|last| (last, true));
        }
        last = Some(record.seq);
        count += 1;
        if count >= limits.max_entries || bytes >= limits.max_bytes {
            return last.map(|last| (last, true));
        }
    }
    last.map(|last| (last, false))
}

/// A clock that was turned back makes the first record lie in the future: a distance of a segment either way is a wait.
fn waited(first: &Pending, now: Millis) -> Duration {
    Duration::from_millis(now.0.abs_diff(first.captured_at.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits {
        max_entries: 3,
        max_bytes: 100,
        segment: Duration::from_secs(900),
    };
    const T: u64 = 1_700_000_000_000;

    fn pending(sizes: &[u64]) -> Vec<Pending> {
        (1..)
            .zip(sizes)
            .map(|(n, bytes)| Pending {
                seq: EntryNo(n),
                bytes: *bytes,
                captured_at: Millis(T + n),
            })
            .collect()
    }

    #[test]
    fn the_table_of_batches() {
        let later = T + 1 + 900_000;
        type Case<'a> = (&'a str, &'a [u64], u64, Option<(u64, u64)>);
        let cases: &[Case<'_>] = &[
            ("nothing", &[], later, None),
            ("one, fresh", &[10], T + 2, None),
            ("one, a segment old", &[10], later, Some((1, 1))),
            ("one, just under a segment old", &[10], later - 1, None),
            ("full by count", &[10, 10, 10], T + 4, Some((1, 3))),
            ("more than a batch", &[10, 10, 10, 10], T + 5, Some((1, 3))),
            ("full by bytes, exactly", &[60, 40], T + 3, Some((1, 2))),
            ("the one too many stays", &[60, 41], T + 3, Some((1, 1))),
            ("a giant alone", &[500], T + 2, Some((1, 1))),
            (
                "a giant behind a small one waits its turn",
                &[10, 500],
                T + 3,
                Some((1, 1)),
            ),
            (
                "the clock went back ten years",
                &[10],
                T - 315_360_000_000,
                Some((1, 1)),
            ),
            ("the clock went back a second", &[10], T - 1_000, None),
        ];
        for (name, sizes, now, expected) in cases {
            let expected = expected.map(|(first, last)| EntryNo(first)..=EntryNo(last));
            assert_eq!(
                next_batch(&pending(sizes), LIMITS, Millis(*now)),
                expected,
                "{name}"
            );
        }
    }

    #[test]
    fn route_now_waits_for_nothing_but_keeps_the_sizes() {
        let now = Millis(T);
        assert_eq!(
            next_batch(&pending(&[10]), LIMITS.at_once(), now),
            Some(EntryNo(1)..=EntryNo(1))
        );
        assert_eq!(
            next_batch(&pending(&[10; 5]), LIMITS.at_once(), now),
            Some(EntryNo(1)..=EntryNo(3))
        );
        assert_eq!(next_batch(&[], LIMITS.at_once(), now), None);
    }

    #[test]
    fn the_wait_is_what_is_left_of_the_segment() {
        assert_eq!(due_in(&[], LIMITS, Millis(T)), None);
        assert_eq!(
            due_in(&pending(&[1]), LIMITS, Millis(T + 1)),
            Some(Duration::from_secs(900))
        );
        assert_eq!(
            due_in(&pending(&[1]), LIMITS, Millis(T + 1 + 600_000)),
            Some(Duration::from_secs(300))
        );
        assert_eq!(
            due_in(&pending(&[1]), LIMITS, Millis(T + 9_000_000)),
            Some(Duration::ZERO)
        );
    }
}
