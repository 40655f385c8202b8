//! Marks that say that a message is to vanish. The journal keeps it; the mark is kept with it (D16).
//!
//! Matrix has no view-once mark: none of its specifications or proposals names one. What exists is a time after which servers or
//! clients drop the message: MSC2228 as Synapse reads it, and the timer that bridges carry over from other networks.

use serde::{Deserialize, Serialize};

use super::content::{Fields, Malformed};

/// When a message is to vanish.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "vanishes", rename_all = "snake_case")]
pub enum Vanish {
    /// At this moment, UTC milliseconds.
    At {
        /// The moment.
        at: u64,
    },
    /// So many milliseconds after it was sent.
    AfterSending {
        /// Milliseconds.
        ms: u64,
    },
    /// So many milliseconds after it was read.
    AfterReading {
        /// Milliseconds.
        ms: u64,
    },
}

/// Names of the timer that bridges set, on messages and as state of the room.
pub const TIMER: &str = "com.beeper.disappearing_timer";
const AT: [&str; 2] = ["m.self_destruct_after", "org.matrix.self_destruct_after"];

/// The mark of a message, if it has one. Cheap for the many that have none.
#[must_use]
pub fn vanish(content: &str) -> Option<Vanish> {
    if !content.contains("self_destruct_after") && !content.contains(TIMER) {
        return None;
    }
    let content = super::content::parse(content)?;
    let fields = Fields::of(&content).ok()?;
    if let Some(at) = AT.iter().find_map(|name| fields.count(name).ok().flatten()) {
        return Some(Vanish::At { at });
    }
    timer(fields.object(TIMER).ok()??).ok()?
}

/// The timer; `None` for one that is switched off.
pub(super) fn timer(timer: Fields<'_>) -> Result<Option<Vanish>, Malformed> {
    let Some(ms) = timer.count("timer")?.filter(|ms| *ms > 0) else {
        return Ok(None);
    };
    Ok(Some(match timer.text("type")?.as_deref() {
        Some("after_send") => Vanish::AfterSending { ms },
        _ => Vanish::AfterReading { ms },
    }))
}
