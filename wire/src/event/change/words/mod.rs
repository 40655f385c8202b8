//! The sentence that says a change, in Dutch and English.
//!
//! - `room`: what the room is and is called
//! - `rules`: who may do what
//! - `around`: spaces, moderation, other networks
//! - `within`: what is pinned, called, shared and kept in it

mod around;
mod room;
mod rules;
mod within;

pub use self::within::vanishing;

use super::Change;

/// A language that sentences are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tongue {
    /// Nederlands.
    Dutch,
    /// English.
    English,
}

impl Tongue {
    const fn pick(self, dutch: &'static str, english: &'static str) -> &'static str {
        match self {
            Self::Dutch => dutch,
            Self::English => english,
        }
    }

    fn has_changed(self, by: &str, what: (&str, &str)) -> String {
        match self {
            Self::Dutch => format!("{by} heeft {} gewijzigd", what.0),
            Self::English => format!("{by} changed {}", what.1),
        }
    }

    /// One of two, by whether something is there.
    fn either(self, by: &str, there: bool, dutch: (&str, &str), english: (&str, &str)) -> String {
        let (yes, no) = match self {
            Self::Dutch => dutch,
            Self::English => english,
        };
        format!("{by} {}", if there { yes } else { no })
    }
}

/// The sentence; `name` says what a user id is called. Names and texts go in as they are.
#[must_use]
pub fn sentence(change: &Change, by: &str, name: &dyn Fn(&str) -> String, tongue: Tongue) -> String {
    room::of_room(change, by, tongue)
        .or_else(|| rules::of_rules(change, by, name, tongue))
        .or_else(|| around::of_surroundings(change, by, tongue))
        .or_else(|| within::of_doings(change, by, tongue))
        // The four have taken all there are; a new one without words of its own still says that something changed.
        .unwrap_or_else(|| tongue.has_changed(by, ("het gesprek", "the room")))
}

/// A length of time in the largest unit that fits without a rest.
#[must_use]
pub fn duration(ms: u64, tongue: Tongue) -> String {
    let units = [
        (86_400_000, ("dag", "dagen"), ("day", "days")),
        (3_600_000, ("uur", "uur"), ("hour", "hours")),
        (60_000, ("minuut", "minuten"), ("minute", "minutes")),
        (1_000, ("seconde", "seconden"), ("second", "seconds")),
        (
            1,
            ("milliseconde", "milliseconden"),
            ("millisecond", "milliseconds"),
        ),
    ];
    let unit = units
        .iter()
        .find(|(length, ..)| ms >= *length && ms.is_multiple_of(*length));
    let Some((length, dutch, english)) = unit else {
        return format!("0 {}", tongue.pick("seconden", "seconds"));
    };
    let count = ms / length;
    let (one, more) = match tongue {
        Tongue::Dutch => *dutch,
        Tongue::English => *english,
    };
    format!("{count} {}", if count == 1 { one } else { more })
}
