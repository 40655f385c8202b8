//! Runs calls on threads of our own, to their end: an app may drop what it waits on at any moment (house rule 26), and a panic in here
//! becomes an error there.

use std::sync::{Arc, OnceLock, Weak};

use griffie_core::{engine, error::Error};
use tokio::runtime::{Builder, Handle, Runtime};

use crate::error::{GriffieError, closed, fault};

/// Threads for the loops and calls. They wait for networks and disks; what computes long runs on blocking threads, which end when idle.
const WORKERS: usize = 2;

/// The runtime of this library, one for all cores in a process.
pub(crate) fn runtime() -> Result<&'static Handle, GriffieError> {
    static RUNTIME: OnceLock<Option<Runtime>> = OnceLock::new();
    let make = || {
        let mut builder = Builder::new_multi_thread();
        builder
            .worker_threads(WORKERS)
            .thread_name("griffie")
            .enable_all()
            .build()
            .ok()
    };
    let runtime = RUNTIME.get_or_init(make).as_ref();
    runtime.map(Runtime::handle).ok_or_else(|| fault("no_threads"))
}

/// Runs `work` to its end, also when nobody waits for it any more.
pub(crate) async fn to_its_end<T: Send + 'static>(
    work: impl Future<Output = Result<T, GriffieError>> + Send + 'static,
) -> Result<T, GriffieError> {
    runtime()?
        .spawn(work)
        .await
        .unwrap_or_else(|_| Err(fault("panicked")))
}

/// The way from a [`crate::Room`] or the like to the core. It does not keep the core open: once [`crate::Griffie`] is gone and no call
/// runs, the database is closed, however long the app keeps the rest.
#[derive(Clone)]
pub(crate) struct Line(Weak<engine::Griffie>);

impl Line {
    pub(crate) fn to(core: &Arc<engine::Griffie>) -> Self {
        Self(Arc::downgrade(core))
    }

    /// The core, kept open for as long as the answer is held.
    pub(crate) fn core(&self) -> Result<Arc<engine::Griffie>, GriffieError> {
        self.0.upgrade().ok_or_else(closed)
    }

    /// Calls the core.
    pub(crate) async fn call<T, F>(
        &self,
        work: impl FnOnce(Arc<engine::Griffie>) -> F,
    ) -> Result<T, GriffieError>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, Error>> + Send + 'static,
    {
        let work = work(self.core()?);
        to_its_end(async move { Ok(work.await?) }).await
    }
}
