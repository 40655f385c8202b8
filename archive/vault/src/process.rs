//! What the process promises before it touches a key: no core dumps, files for the owner alone, logs on stderr.

use std::io;

use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit, umask};
use tracing_subscriber::EnvFilter;

/// Closes the process: keys and opened records must not reach a core file, a debugger or another user's eyes.
///
/// # Errors
/// When the system refuses; the caller must then stop.
pub fn close() -> io::Result<()> {
    setrlimit(
        Resource::Core,
        Rlimit {
            current: Some(0),
            maximum: Some(0),
        },
    )?;
    set_dumpable_behavior(DumpableBehavior::NotDumpable)?;
    umask(rustix::fs::Mode::from_raw_mode(0o077));
    Ok(())
}

/// Log lines on stderr: counts, durations and codes, never content, names or Matrix ids.
pub fn start_log() {
    let filter = EnvFilter::try_from_env("GRIFFIE_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_target(false)
        .init();
}
