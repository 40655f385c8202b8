//! The schema, step by step. A migration is never edited once merged; a change is a new file.

use rusqlite::Connection;

use super::error::StoreError;

/// In the order in which they run. The place in this list is the schema version.
const MIGRATIONS: &[&str] = &[
    include_str!("0001_crypto.sql"),
    include_str!("0002_journal.sql"),
    include_str!("0003_outbox.sql"),
    include_str!("0004_sync.sql"),
    include_str!("0005_rooms.sql"),
    include_str!("0006_queue.sql"),
    include_str!("0007_config_history.sql"),
    include_str!("0008_cancel.sql"),
    include_str!("0009_leaving.sql"),
    include_str!("0010_galleries.sql"),
    include_str!("0011_devices.sql"),
    include_str!("0013_policy.sql"),
    include_str!("0014_labels.sql"),
    include_str!("0016_verification.sql"),
    include_str!("0015_disclaimer.sql"),
    include_str!("0017_scope.sql"),
    include_str!("0018_recall.sql"),
    include_str!("0019_metered.sql"),
    include_str!("0020_earlier.sql"),
];

/// Brings the database to the newest schema, in one transaction.
pub(super) fn run(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction = connection.transaction()?;
    run_inside(&transaction)?;
    transaction.commit()?;
    Ok(())
}

/// The same, in the transaction that is open.
pub(super) fn run_inside(connection: &Connection) -> Result<(), StoreError> {
    let done: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let newest = u32::try_from(MIGRATIONS.len()).expect("the list is short");
    if done > newest {
        return Err(StoreError::NewerSchema { found: done });
    }
    if done == newest {
        return Ok(());
    }
    for migration in MIGRATIONS.iter().skip(done as usize) {
        connection.execute_batch(migration)?;
    }
    connection.pragma_update(None, "user_version", newest)?;
    Ok(())
}
