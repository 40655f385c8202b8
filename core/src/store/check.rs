//! Reads the whole database for damage: at open if it is small or suspect, else beside all other work.

use rusqlite::Connection;
use tokio_util::sync::CancellationToken;

use super::{Store, connect, error::StoreError};

/// A task of the engine: if the last process did not close a large database, reads it through once. Then it waits for
/// `stop`, because a task that ends is taken for a failure. Damage ends it with an error, everything stops, and the
/// next open sets the file aside.
pub(crate) async fn run(store: Store, stop: CancellationToken) -> Result<(), StoreError> {
    if store.inner.check_due {
        whole(&store, &stop).await?;
    }
    stop.cancelled().await;
    Ok(())
}

/// On a connection and a thread of its own; gives up when told to stop.
async fn whole(store: &Store, stop: &CancellationToken) -> Result<(), StoreError> {
    let inner = &store.inner;
    let connection = connect::reader(&inner.database, &inner.key, inner.salt.as_ref())?;
    let interrupt = connection.get_interrupt_handle();
    let mut reading = tokio::task::spawn_blocking(move || quick_check(&connection));
    let outcome = tokio::select! {
        outcome = &mut reading => outcome,
        () = stop.cancelled() => {
            interrupt.interrupt();
            // Interrupted or just done: either way the connection is closed when this returns.
            drop(reading.await);
            return Ok(());
        }
    };
    inner
        .mark
        .note(outcome.unwrap_or_else(|panicked| Err(StoreError::Io(std::io::Error::other(panicked)))))
}

/// Every page, and the order inside the trees.
pub(super) fn quick_check(connection: &Connection) -> Result<(), StoreError> {
    let answer: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if answer == "ok" {
        Ok(())
    } else {
        Err(StoreError::Damaged)
    }
}
