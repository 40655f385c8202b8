//! Every Matrix event type that device and archive know: how it is kept, shown and exported; and what its content says.
//!
//! - [`all`], [`find`]: the table (reference/records.md 4.2), stable and unstable names; `docs/events.md` is made from it
//! - `shape`: the families of types, which both sides match on, so that neither can forget one
//! - [`change`]: what an event changes about its room, and the sentence that says it
//! - [`poll`], [`location`], [`voice`], [`call`], [`extensible`], [`vanish`]: what messages of those kinds say
//! - [`samples`]: one content of each type, for the tests of both sides
//!
//! Reading never fails and never recurses without a limit: what is not of the form it should have is `None`, and the record has it as
//! it came. It must not know how things look on a screen.

pub mod call;
pub mod change;
mod content;
pub mod extensible;
pub mod location;
pub mod poll;
pub mod samples;
mod shape;
mod table;
pub mod vanish;
pub mod voice;

#[cfg(test)]
mod tests;

pub use self::{
    shape::{Carrier, Exported, FileKind, Kept, Shape, Shown},
    table::SECTIONS,
};

/// A type of event, under all its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventType {
    /// The stable name first, where there is one. A name that ends in `*` stands for all that begin so.
    pub names: &'static [&'static str],
    /// What tells it apart from others of that name: a `msgtype`, or a field.
    pub part: Option<&'static str>,
    /// Where it comes from.
    pub carrier: Carrier,
    /// How its content is read.
    pub shape: Shape,
    /// How it is kept.
    pub kept: Kept,
    /// What the timeline shows.
    pub shown: Shown,
    /// What an export makes of it.
    pub exported: Exported,
    /// Names of the tests that prove it, besides those that walk the whole table.
    pub tests: &'static [&'static str],
}

/// All types, in the order of the documentation.
pub fn all() -> impl Iterator<Item = &'static EventType> {
    SECTIONS.iter().flat_map(|(_, types)| types.iter())
}

/// The type with this name, as it comes from there. Parts of a type are not told apart.
#[must_use]
pub fn find(carrier: Carrier, name: &str) -> Option<&'static EventType> {
    all().find(|one| {
        one.carrier == carrier && one.part.is_none() && one.names.iter().any(|known| matches(known, name))
    })
}

/// The type of an event of a room: state when it has a state key.
#[must_use]
pub fn of_room(name: &str, is_state: bool) -> Option<&'static EventType> {
    find(
        if is_state {
            Carrier::State
        } else {
            Carrier::Message
        },
        name,
    )
}

/// Whether a message of this `msgtype` is one of a form that is known.
#[must_use]
pub fn is_known_msgtype(msgtype: &str) -> bool {
    all().any(|one| {
        one.carrier == Carrier::Message
            && one.part.and_then(|part| part.strip_prefix("msgtype ")) == Some(msgtype)
    })
}

fn matches(known: &str, name: &str) -> bool {
    match known.strip_suffix('*') {
        Some(beginning) => name.starts_with(beginning),
        None => known == name,
    }
}
