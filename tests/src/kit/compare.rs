//! The comparison that the promise stands or falls with: the homeserver's set against the vault's.

use std::collections::BTreeSet;

use super::{expected::Expected, held::Held};

/// What differs between what should be held and what is.
#[derive(Default)]
pub struct Difference {
    /// Events of all people that the homeserver accepted in their joined time.
    pub homeserver_events: u64,
    /// Of these, the events that the vault holds.
    pub vault_events: u64,
    /// `person event id` that the vault lacks.
    pub missing: Vec<String>,
    /// `person event id` held more than once.
    pub twice: Vec<String>,
    /// `person event id` that is held as from the person's joined time, and that the homeserver does not know so.
    pub unknown: Vec<String>,
    /// `person event id` that is held but that nobody can read, although the person had the key coming.
    pub unreadable: Vec<String>,
}

impl Difference {
    /// Whether everything is there, once, and readable.
    pub fn is_none(&self) -> bool {
        [&self.missing, &self.twice, &self.unknown, &self.unreadable]
            .iter()
            .all(|list| list.is_empty())
    }
}

/// Compares the two sides person by person.
pub fn compare(expected: &Expected, held: &Held) -> Difference {
    let mut difference = Difference {
        twice: held.twice.clone(),
        ..Difference::default()
    };
    let none = BTreeSet::new();
    for (person, ids) in expected {
        let events = held.events.get(person).unwrap_or(&none);
        let readable = held.readable.get(person).unwrap_or(&none);
        let backfilled = held.backfilled.get(person).unwrap_or(&none);
        let unknown = events
            .iter()
            .filter(|id| !ids.contains(*id) && !backfilled.contains(*id));
        difference
            .unknown
            .extend(unknown.map(|id| format!("{person} {id}")));
        difference.homeserver_events += ids.len() as u64;
        for id in ids {
            match (events.contains(id), readable.contains(id)) {
                (true, true) => difference.vault_events += 1,
                (true, false) => {
                    difference.vault_events += 1;
                    difference.unreadable.push(format!("{person} {id}"));
                }
                (false, _) => difference.missing.push(format!("{person} {id}")),
            }
        }
    }
    difference
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::{Held, compare};

    fn set(ids: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
        BTreeMap::from([("@a:x".to_owned(), ids.iter().map(ToString::to_string).collect())])
    }

    #[test]
    fn names_what_is_missing_twice_unknown_and_unreadable() {
        let held = Held {
            events: set(&["$1", "$2", "$8", "$9"]),
            backfilled: set(&["$8"]),
            readable: set(&["$1"]),
            twice: vec!["@a:x $1".to_owned()],
            ..Held::default()
        };
        let difference = compare(&set(&["$1", "$2", "$3"]), &held);
        assert_eq!(difference.missing, ["@a:x $3"]);
        assert_eq!(difference.unreadable, ["@a:x $2"]);
        assert_eq!(difference.twice, ["@a:x $1"]);
        assert_eq!(difference.unknown, ["@a:x $9"]);
        assert_eq!((difference.homeserver_events, difference.vault_events), (3, 2));
        assert!(!difference.is_none());
    }
}
