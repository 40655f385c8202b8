//! What the loops share that fetch one thing after the other from the homeserver: the filler and the recall.

use std::time::Duration;

use super::SyncParts;
use crate::{chat::backoff, net::matrix::MatrixError};

/// Whose turn it is of so many: after a failure the next one's, so that one room in trouble holds up no other.
pub(crate) fn turn(failures: u32, of: usize) -> usize {
    usize::try_from(failures)
        .unwrap_or(0)
        .checked_rem(of)
        .unwrap_or(0)
}

impl SyncParts {
    /// The homeserver did not give what `part` asked for: says so, and how long to wait.
    pub(crate) fn ill(&self, part: &'static str, error: &MatrixError, failures: u32) -> Duration {
        tracing::warn!(part, code = %error, "fetch");
        self.health.ill(part, error.word());
        let asked = match error {
            MatrixError::UnknownToken { .. } => {
                self.wakes.login.notify_one();
                None
            }
            MatrixError::Limited { retry_after } => Some(*retry_after),
            _ => None,
        };
        let now = self.clock.now();
        Duration::from_millis(backoff::next_try(now, failures, asked).0 - now.0)
    }

    /// It gave what `part` asked for.
    pub(crate) fn well(&self, part: &'static str) {
        if self.health.well(part) {
            self.changes.archive();
        }
    }

    /// Something of this room came in.
    pub(crate) fn came(&self, room_id: &str) {
        self.wakes.seal.notify_one();
        self.wakes.media.notify_one();
        self.changes.room(room_id);
    }
}
