//! One well-formed content of each type that a room has, for the tests of both sides and nothing else.
//!
//! They stand in `samples.tsv`: where the type belongs, its name and part, what a person must find of it in a transcript in Dutch and in
//! English (nothing for what is not shown), and the content.

use super::{Carrier, EventType, all};

/// A content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Name of the type.
    pub name: &'static str,
    /// What a person must find of it in a transcript in Dutch, and in English; empty for what is not shown.
    pub says: [&'static str; 2],
    /// JSON.
    pub content: &'static str,
}

/// Event that relating samples are about.
pub const TARGET: &str = "$target";

const SAMPLES: &str = include_str!("samples.tsv");

/// The sample of a type. Every type of a room has one.
#[must_use]
pub fn of(one: &EventType) -> Option<Sample> {
    let on = match one.carrier {
        Carrier::Message => "message",
        Carrier::State => "state",
        _ => return None,
    };
    SAMPLES.lines().skip(1).find_map(|line| {
        let [place, name, part, dutch, english, content] =
            line.split('\t').collect::<Vec<_>>().try_into().ok()?;
        let same = place == on && part == one.part.unwrap_or_default() && one.names.contains(&name);
        same.then_some(Sample {
            name,
            says: [dutch, english],
            content,
        })
    })
}

/// Every type that is an event of a room, with its sample.
pub fn of_rooms() -> impl Iterator<Item = (&'static EventType, Sample)> {
    all().filter_map(|one| Some((one, of(one)?)))
}
