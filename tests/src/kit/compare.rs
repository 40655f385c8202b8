//! The comparison that the promise stands or falls with: the homeserver's set against the vault's.

use std::collections::BTreeSet;

use ring::digest::{SHA256, digest};

use super::{
    expected::{Expected, OfPerson},
    held::Held,
};

/// What differs between what should be held and what is.
#[derive(Default)]
pub struct Difference {
    /// Events of all people that the homeserver accepted in their joined time.
    pub homeserver_events: u64,
    /// Of these, the events that the vault holds.
    pub vault_events: u64,
    /// Of these, events of which the vault holds, at their person's wish, only that they are there.
    pub private: u64,
    /// `person event id` that the vault lacks.
    pub missing: Vec<String>,
    /// `person event id` held more than once.
    pub twice: Vec<String>,
    /// `person event id` that is held although the homeserver never had it or never showed it to the person.
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
    for (person, OfPerson { must: ids, may }) in expected {
        let events = held.events.get(person).unwrap_or(&none);
        let readable = held.readable.get(person).unwrap_or(&none);
        let withheld = held.withheld.get(person).unwrap_or(&none);
        let unknown = events
            .iter()
            .filter(|id| !ids.contains(*id) && !may.contains(*id));
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
                (false, _) if withheld.contains(&event_digest(id)) => difference.private += 1,
                (false, _) => difference.missing.push(format!("{person} {id}")),
            }
        }
    }
    difference
}

/// The name under which a withheld record counts its event: docs/decisions/0018.
fn event_digest(id: &str) -> String {
    let mut named = b"griffie-event-digest\0".to_vec();
    named.extend_from_slice(id.as_bytes());
    hex::encode(digest(&SHA256, &named))
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::{Held, OfPerson, compare, event_digest};

    fn ids(ids: &[&str]) -> BTreeSet<String> {
        ids.iter().map(ToString::to_string).collect()
    }

    fn of_a(list: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
        BTreeMap::from([("@a:x".to_owned(), ids(list))])
    }

    #[test]
    fn names_what_is_missing_twice_unknown_and_unreadable() {
        let held = Held {
            events: of_a(&["$1", "$2", "$8", "$9"]),
            readable: of_a(&["$1"]),
            twice: vec!["@a:x $1".to_owned()],
            withheld: of_a(&[&event_digest("$4"), &event_digest("$1")]),
            ..Held::default()
        };
        let person = OfPerson {
            must: ids(&["$1", "$2", "$3", "$4"]),
            may: ids(&["$8"]),
        };
        let difference = compare(&BTreeMap::from([("@a:x".to_owned(), person)]), &held);
        assert_eq!(difference.missing, ["@a:x $3"]);
        assert_eq!(difference.unreadable, ["@a:x $2"]);
        assert_eq!(difference.twice, ["@a:x $1"]);
        assert_eq!(difference.unknown, ["@a:x $9"]);
        assert_eq!((difference.homeserver_events, difference.vault_events), (4, 2));
        assert_eq!(difference.private, 1);
        assert!(!difference.is_none());
    }
}
