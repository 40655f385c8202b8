//! What is pinned, called, shared and kept in a room.

use super::{Change, Tongue, duration};
use crate::event::vanish::Vanish;

/// The sentence, if the change is one of these.
#[expect(
    clippy::too_many_lines,
    reason = "a table of sentences reads best in one piece"
)]
pub(super) fn of_doings(change: &Change, by: &str, tongue: Tongue) -> Option<String> {
    Some(match change {
        Change::Pinned { added, removed } => pinned(added.len(), removed.len(), by, tongue),
        Change::Retention { min_ms, max_ms } => retention(*min_ms, *max_ms, by, tongue),
        Change::Vanishing { timer } => {
            let after = timer.map(|timer| vanishing(timer, tongue)).unwrap_or_default();
            tongue.either(
                by,
                timer.is_some(),
                (
                    &format!("laat berichten verdwijnen {after}"),
                    "laat berichten niet meer verdwijnen",
                ),
                (
                    &format!("lets messages vanish {after}"),
                    "lets messages vanish no longer",
                ),
            )
        }
        Change::Widget { name, .. } => {
            let what = name.as_deref().unwrap_or_default();
            tongue.either(
                by,
                name.is_some(),
                (
                    &format!("heeft het onderdeel ‘{what}’ aan het gesprek toegevoegd"),
                    "heeft een onderdeel uit het gesprek gehaald",
                ),
                (
                    &format!("added the widget ‘{what}’ to the room"),
                    "removed a widget from the room",
                ),
            )
        }
        Change::CallMember { joined } => tongue.either(
            by,
            *joined,
            ("neemt deel aan de oproep", "heeft de oproep verlaten"),
            ("joined the call", "left the call"),
        ),
        Change::CallRoom { there } => tongue.either(
            by,
            *there,
            ("is een oproep begonnen", "heeft de oproep beëindigd"),
            ("began a call", "ended the call"),
        ),
        Change::Beacon {
            live,
            description,
            timeout_ms,
        } => {
            let what = description
                .as_ref()
                .map(|text| format!(" ({text})"))
                .unwrap_or_default();
            let long = timeout_ms
                .map(|ms| format!(", {}", duration(ms, tongue)))
                .unwrap_or_default();
            tongue.either(
                by,
                *live,
                (
                    &format!("deelt de eigen locatie{what}{long}"),
                    "deelt de eigen locatie niet meer",
                ),
                (
                    &format!("shares their location{what}{long}"),
                    "shares their location no longer",
                ),
            )
        }
        Change::Locked => tongue.either(
            by,
            true,
            (
                "heeft iets gewijzigd dat versleuteld is en niet gelezen kon worden",
                "",
            ),
            ("changed something that is encrypted and could not be read", ""),
        ),
        _ => return None,
    })
}

fn pinned(added: usize, removed: usize, by: &str, tongue: Tongue) -> String {
    let count = |count: usize| match (tongue, count) {
        (Tongue::Dutch, 1) => "een bericht".to_owned(),
        (Tongue::English, 1) => "a message".to_owned(),
        (Tongue::Dutch, _) => format!("{count} berichten"),
        (Tongue::English, _) => format!("{count} messages"),
    };
    match (tongue, added, removed) {
        (Tongue::Dutch, 0, 0) => format!("{by} heeft de vastgezette berichten herschikt"),
        (Tongue::English, 0, 0) => format!("{by} rearranged the pinned messages"),
        (Tongue::Dutch, _, 0) => format!("{by} heeft {} vastgezet", count(added)),
        (Tongue::English, _, 0) => format!("{by} pinned {}", count(added)),
        (Tongue::Dutch, 0, _) => format!("{by} heeft {} losgemaakt", count(removed)),
        (Tongue::English, 0, _) => format!("{by} unpinned {}", count(removed)),
        (Tongue::Dutch, ..) => format!(
            "{by} heeft {} vastgezet en {} losgemaakt",
            count(added),
            count(removed)
        ),
        (Tongue::English, ..) => format!("{by} pinned {} and unpinned {}", count(added), count(removed)),
    }
}

fn retention(min_ms: Option<u64>, max_ms: Option<u64>, by: &str, tongue: Tongue) -> String {
    let part = |dutch, english, ms: Option<u64>| {
        ms.map(|ms| format!("{} {}", tongue.pick(dutch, english), duration(ms, tongue)))
    };
    let parts: Vec<String> = [
        part("ten minste", "at least", min_ms),
        part("ten hoogste", "at most", max_ms),
    ]
    .into_iter()
    .flatten()
    .collect();
    let parts = if parts.is_empty() {
        tongue.pick("onbeperkt", "without limit").to_owned()
    } else {
        parts.join(", ")
    };
    match tongue {
        Tongue::Dutch => format!("{by} heeft ingesteld hoe lang servers berichten bewaren: {parts}"),
        Tongue::English => format!("{by} set how long servers keep messages: {parts}"),
    }
}

/// When something vanishes; a moment is said as such by who knows the time zone.
#[must_use]
pub fn vanishing(timer: Vanish, tongue: Tongue) -> String {
    match timer {
        Vanish::At { .. } => tongue.pick("op een vast moment", "at a fixed moment").to_owned(),
        Vanish::AfterSending { ms } => format!(
            "{} {}",
            duration(ms, tongue),
            tongue.pick("na verzending", "after sending")
        ),
        Vanish::AfterReading { ms } => format!(
            "{} {}",
            duration(ms, tongue),
            tongue.pick("na lezing", "after reading")
        ),
    }
}
