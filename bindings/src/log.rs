//! The library's log: codes and counts on standard error, where the phone's own tools and a console show them.

use std::sync::Once;

use tracing_subscriber::{filter::LevelFilter, fmt};

/// Sets the log up, once in a process. `GRIFFIE_LOG` (`off`, `error`, `warn`, `info`, `debug`) says how much; faults alone otherwise.
pub(crate) fn set_up() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let level = std::env::var("GRIFFIE_LOG")
            .ok()
            .and_then(|level| level.parse().ok());
        let log = fmt().with_writer(std::io::stderr).with_ansi(false);
        // An app that has a subscriber of its own keeps it.
        let _ = log.with_max_level(level.unwrap_or(LevelFilter::ERROR)).try_init();
    });
}
