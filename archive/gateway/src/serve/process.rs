//! What the process must not leave behind (CVE-2025-48928): no core dump, no file that others can read.

use std::io;

use rustix::{
    fs::Mode,
    process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit, umask},
};
use tokio::signal::unix::{SignalKind, signal};

/// `SIGXFSZ`: a file would grow beyond the process's limit. Its default is to kill.
const FILE_TOO_LARGE: i32 = 25;

/// Core dumps off, files for this user alone.
pub(crate) fn harden() -> io::Result<()> {
    umask(Mode::RWXG | Mode::RWXO);
    setrlimit(
        Resource::Core,
        Rlimit {
            current: Some(0),
            maximum: Some(0),
        },
    )?;
    set_dumpable_behavior(DumpableBehavior::NotDumpable)?;
    Ok(())
}

/// With a handler in place, reaching a file size limit is an error of the write, and answered as a full disk.
pub(crate) fn survive_file_limits() -> io::Result<()> {
    let mut exceeded = signal(SignalKind::from_raw(FILE_TOO_LARGE))?;
    tokio::spawn(async move { while exceeded.recv().await.is_some() {} });
    Ok(())
}

/// Completes when the service manager or a person asks the process to end.
pub(crate) async fn asked_to_end() -> io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}
