//! Bytes of evidence that travelled today where somebody pays by the byte. Must not know how many may.

use griffie_wire::ids::Millis;
use rusqlite::{Connection, OptionalExtension, named_params};

use super::StoreError;

const DAY: u64 = 86_400_000;

/// What travelled on the day of `now`, UTC.
pub(crate) fn used(c: &Connection, now: Millis) -> Result<u64, StoreError> {
    let used = c
        .prepare_cached("SELECT bytes FROM metered WHERE day = :day")?
        .query_row(named_params! { ":day": now.0 / DAY }, |row| row.get(0))
        .optional()?;
    Ok(used.unwrap_or(0))
}

/// Milliseconds until the next day begins, UTC.
pub(crate) fn renews_in(now: Millis) -> u64 {
    DAY - now.0 % DAY
}

/// So many more bytes travelled. Other days are forgotten.
pub(crate) fn add(c: &Connection, now: Millis, bytes: u64) -> Result<(), StoreError> {
    c.prepare_cached("DELETE FROM metered WHERE day <> :day")?
        .execute(named_params! { ":day": now.0 / DAY })?;
    c.prepare_cached(
        "INSERT INTO metered (day, bytes) VALUES (:day, :bytes)
         ON CONFLICT (day) DO UPDATE SET bytes = bytes + excluded.bytes",
    )?
    .execute(named_params! { ":day": now.0 / DAY, ":bytes": bytes })?;
    Ok(())
}
