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
];

/// Brings the database to the newest schema, in one transaction.
pub(super) fn run(connection: &mut Connection) -> Result<(), StoreError> {
    let done: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let newest = u32::try_from(MIGRATIONS.len()).expect("the list is short");
    if done > newest {
        return Err(StoreError::NewerSchema { found: done });
    }
    if done == newest {
        return Ok(());
    }
    let transaction = connection.transaction()?;
    for migration in MIGRATIONS.iter().skip(done as usize) {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "user_version", newest)?;
    transaction.commit()?;
    Ok(())
}
