//! A few read-only connections, used on blocking threads so that no request holds up the async ones.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use rusqlite::Connection;

use super::{StoreError, open};

/// Connections kept for the next reader; more are opened under load and closed after it.
const KEPT: usize = 8;

/// Hands out read connections. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Readers {
    dir: Arc<PathBuf>,
    idle: Arc<Mutex<Vec<Connection>>>,
}

impl Readers {
    pub(crate) fn new(dir: PathBuf) -> Self {
        Self {
            dir: Arc::new(dir),
            idle: Arc::default(),
        }
    }

    /// Runs `read` on a blocking thread inside one read transaction: it sees one state.
    pub(crate) async fn read<T, F>(&self, read: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        let readers = self.clone();
        let task = tokio::task::spawn_blocking(move || readers.read_here(read));
        task.await.map_err(|_| StoreError::Stopped)?
    }

    /// The same on the calling thread.
    pub(crate) fn read_here<T>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let kept = self.idle().pop();
        let connection = match kept {
            Some(connection) => connection,
            None => open::reader(&self.dir)?,
        };
        let transaction = connection.unchecked_transaction()?;
        let result = read(&transaction);
        transaction.finish()?;
        let mut idle = self.idle();
        if idle.len() < KEPT {
            idle.push(connection);
        }
        result
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        // A list of connections is whole whatever its last user did.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
