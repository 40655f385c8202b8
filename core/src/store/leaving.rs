//! Leaving a device: what still has to reach the archive, the mark after which nothing is journaled, and making the database new.
//!
//! Evidence leaves by one door only. The mark is refused by a trigger while any record or object lacks its final receipt; after it
//! triggers refuse every new record and object; [`wipe`] first prunes, by the rules of `prune.rs`, and goes on only if no record is
//! left. What it then drops are stubs, receipts and projections.

use std::time::Duration;

use griffie_wire::{ids::Millis, record::GapCause};
use rusqlite::{Connection, named_params};

use super::{Store, StoreError, Unit, archive, aside, attachment, gap, migrations, prune, queue};

/// Larger than any time a device may have seen.
const END_OF_TIME: Millis = Millis(i64::MAX as u64);

/// How much must still happen before the archive has all that this device was to bring it: records and objects without a final
/// receipt, messages to be sent, files to be fetched or carried, holes to be filled. Keys that are waited for may never come, and the
/// archive has the ciphertext.
pub(crate) fn waiting(c: &Connection) -> Result<u64, StoreError> {
    let counts = archive::counts(c)?;
    Ok(counts.unsealed
        + counts.unreceipted
        + aside::counts(c)?.0
        + queue::count_waiting(c)?
        + attachment::count_wanted(c)?
        + attachment::count_uploads(c)?
        + gap::count_open(c, GapCause::LimitedSync)?)
}

/// Whether the user signed out and what is here only has to go.
pub(crate) fn is_marked(c: &Connection) -> Result<bool, StoreError> {
    Ok(c.prepare_cached("SELECT 1 FROM leaving")?.exists([])?)
}

/// Closes the journal for good, if nothing waits. Gives whether it did.
pub(crate) fn mark(unit: &Unit, now: Millis) -> Result<bool, StoreError> {
    unit.write(|c| {
        if waiting(c)? > 0 {
            return Ok(false);
        }
        c.prepare_cached("INSERT INTO leaving (id, since) VALUES (1, :since)")?
            .execute(named_params! { ":since": now.0 })?;
        Ok(true)
    })
}

/// Makes the database as new, in one transaction, and gives the room back to the disk.
///
/// # Errors
/// [`StoreError::Malformed`] without the mark, or when a record would be lost: then nothing was changed.
pub(crate) async fn wipe(store: &Store) -> Result<(), StoreError> {
    let mut unit = store.begin("wipe").await?;
    if !unit.write(is_marked)? {
        return Err(StoreError::Malformed("leaving"));
    }
    while prune::prune(&unit, END_OF_TIME, Duration::ZERO)?.objects > 0 {}
    unit.write(|c| {
        let left: u64 = c.query_row(
            "SELECT (SELECT count(*) FROM journal) + (SELECT count(*) FROM sealed_bytes)",
            [],
            |row| row.get(0),
        )?;
        if left > 0 {
            return Err(StoreError::Malformed("journal"));
        }
        drop_all(c)?;
        migrations::run_inside(c)
    })?;
    unit.forget_machine();
    unit.commit().await?;
    store.shrink().await
}

/// Drops every table, those that refer to others before these; triggers and indices go with them.
fn drop_all(c: &Connection) -> Result<(), StoreError> {
    let names: Vec<String> = c
        .prepare(
            "SELECT t.name FROM pragma_table_list AS t JOIN sqlite_schema AS s ON s.name = t.name
             WHERE t.schema = 'main' AND t.type IN ('table', 'virtual') AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
             ORDER BY s.rowid DESC",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for name in names {
        c.execute_batch(&format!("DROP TABLE \"{name}\""))?;
    }
    c.pragma_update(None, "user_version", 0)?;
    Ok(())
}
