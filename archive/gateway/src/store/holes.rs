//! Numbers a device has skipped: remembered when it jumps, closed when the object comes after all.

use griffie_wire::{
    api::ResendRange,
    ids::{DeviceId, Epoch, Millis, Seq},
};
use rusqlite::{Connection, OptionalExtension, params};

use super::{StoreError, numbers::Sql};

/// What the arrival of a number means for what is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Arrival {
    /// The next number.
    Next,
    /// Numbers `first` to `last` were skipped.
    Jump { first: u64, last: u64 },
    /// A number that was missing.
    Late,
}

fn arrival(high: u64, seq: u64) -> Arrival {
    match seq.checked_sub(high) {
        None | Some(0) => Arrival::Late,
        Some(1) => Arrival::Next,
        Some(_) => Arrival::Jump {
            first: high + 1,
            last: seq - 1,
        },
    }
}

/// What is left of the hole `first..=last` around `seq`.
fn remainder(first: u64, last: u64, seq: u64) -> [Option<(u64, u64)>; 2] {
    [
        (first < seq).then(|| (first, seq - 1)),
        (seq < last).then(|| (seq + 1, last)),
    ]
}

/// Notes that `seq` has arrived.
pub(crate) fn note_arrival(
    connection: &Connection,
    device: DeviceId,
    epoch: Epoch,
    seq: Seq,
    now: Millis,
) -> Result<(), StoreError> {
    let mut query = connection.prepare_cached("SELECT high FROM stream WHERE device = ?1 AND epoch = ?2")?;
    let high = query
        .query_row(params![Sql(device), Sql(epoch)], |row| row.get::<_, Sql<u64>>(0))
        .optional()?;
    match arrival(high.map_or(0, |high| high.0), seq.0) {
        Arrival::Late => return close(connection, device, epoch, seq),
        Arrival::Jump { first, last } => insert(connection, device, epoch, (first, last), now)?,
        Arrival::Next => {}
    }
    let mut raise = connection.prepare_cached(
        "INSERT INTO stream (device, epoch, high) VALUES (?1, ?2, ?3)
         ON CONFLICT (device, epoch) DO UPDATE SET high = excluded.high",
    )?;
    raise.execute(params![Sql(device), Sql(epoch), Sql(seq)])?;
    Ok(())
}

fn insert(
    connection: &Connection,
    device: DeviceId,
    epoch: Epoch,
    (first, last): (u64, u64),
    since: Millis,
) -> Result<(), StoreError> {
    let mut insert = connection
        .prepare_cached("INSERT INTO hole (device, epoch, first, last, since) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    insert.execute(params![
        Sql(device),
        Sql(epoch),
        Sql(first),
        Sql(last),
        Sql(since)
    ])?;
    Ok(())
}

fn close(connection: &Connection, device: DeviceId, epoch: Epoch, seq: Seq) -> Result<(), StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT first, last, since FROM hole
         WHERE device = ?1 AND epoch = ?2 AND first <= ?3 ORDER BY first DESC LIMIT 1",
    )?;
    let hole = query.query_row(params![Sql(device), Sql(epoch), Sql(seq)], |row| {
        Ok((
            row.get::<_, Sql<u64>>(0)?.0,
            row.get::<_, Sql<u64>>(1)?.0,
            row.get::<_, Sql<Millis>>(2)?.0,
        ))
    });
    let Some((first, last, since)) = hole.optional()?.filter(|(_, last, _)| seq.0 <= *last) else {
        return Err(StoreError::Damaged("a number is neither stored nor missing"));
    };
    let mut delete =
        connection.prepare_cached("DELETE FROM hole WHERE device = ?1 AND epoch = ?2 AND first = ?3")?;
    delete.execute(params![Sql(device), Sql(epoch), Sql(first)])?;
    for rest in remainder(first, last, seq.0).into_iter().flatten() {
        insert(connection, device, epoch, rest, since)?;
    }
    Ok(())
}

/// Holes of a device that are older than `before`, for its next configuration answer.
pub(crate) fn due(
    connection: &Connection,
    device: DeviceId,
    before: Millis,
    limit: u32,
) -> Result<Vec<ResendRange>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT epoch, first, last FROM hole WHERE device = ?1 AND since <= ?2 ORDER BY since LIMIT ?3",
    )?;
    let rows = query.query_map(params![Sql(device), Sql(before), limit], |row| {
        Ok(ResendRange {
            epoch: row.get::<_, Sql<_>>(0)?.0,
            first: row.get::<_, Sql<_>>(1)?.0,
            last: row.get::<_, Sql<_>>(2)?.0,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::store::{devices, open};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        /// Whatever the order of arrival, the holes are exactly the numbers below the highest that have not come.
        #[test]
        fn holes_are_exactly_what_is_missing(numbers in prop::collection::vec(1_u64..40, 1..40)) {
            let dir = tempfile::tempdir().unwrap();
            let connection = open::writer(dir.path()).unwrap();
            let device = devices::tests::one(&connection, 1);
            let epoch = Epoch::from_bytes([7; 16]);
            let mut seen = BTreeSet::new();
            for number in numbers {
                if seen.insert(number) {
                    note_arrival(&connection, device, epoch, Seq(number), Millis(5)).unwrap();
                }
            }
            let missing: BTreeSet<u64> = due(&connection, device, Millis(5), 100).unwrap()
                .iter().flat_map(|hole| hole.first.0..=hole.last.0).collect();
            let expected: BTreeSet<u64> = (1..*seen.last().unwrap()).filter(|n| !seen.contains(n)).collect();
            prop_assert_eq!(missing, expected);
            prop_assert!(due(&connection, device, Millis(4), 100).unwrap().is_empty(), "not due yet");
        }
    }
}
