//! A room as the scripted homeserver keeps it: its events in the order of the server's stream, and where it will cut a sync short.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// An event and its place in the stream.
#[derive(Clone)]
pub struct Stored {
    /// Place in the stream of everything.
    pub at: u64,
    /// As the server would give it now.
    pub event: Value,
}

/// A room.
#[derive(Default)]
pub struct Room {
    /// Oldest first.
    pub events: Vec<Stored>,
    /// What is given in a sync once more, though it is old.
    pub again: Vec<Stored>,
    /// A sync that reaches over one of these places has only what comes after it.
    pub cuts: Vec<u64>,
}

/// A time in which somebody was in the room: from their join to their leave, both included.
#[derive(Clone, Copy, Debug)]
pub struct Stay {
    /// Place of the join.
    pub from: u64,
    /// Place of the leave, when there was one.
    pub to: Option<u64>,
}

impl Room {
    /// Whether the event stands in a stay of this user.
    pub fn is_owed(&self, user: &str, at: u64) -> bool {
        self.stays(user)
            .iter()
            .any(|stay| stay.from <= at && stay.to.is_none_or(|to| at <= to))
    }

    /// The stays of a user, oldest first.
    pub fn stays(&self, user: &str) -> Vec<Stay> {
        let mut stays: Vec<Stay> = Vec::new();
        for stored in self.events.iter().filter(|stored| is_member(&stored.event, user)) {
            let joined = stored.event["content"]["membership"] == "join";
            match stays.last_mut() {
                Some(Stay { to: to @ None, .. }) if !joined => *to = Some(stored.at),
                Some(Stay { to: None, .. }) => {}
                _ if joined => stays.push(Stay {
                    from: stored.at,
                    to: None,
                }),
                _ => {}
            }
        }
        stays
    }

    /// Whether the user is in the room after everything up to this place.
    pub fn is_in(&self, user: &str, at: u64) -> bool {
        let stays = self.stays(user);
        stays
            .iter()
            .any(|stay| stay.from <= at && stay.to.is_none_or(|to| to > at))
    }

    /// The room's state before this place, or what changed of it since `since`.
    pub fn state(&self, since: u64, before: u64) -> Vec<Value> {
        let mut state = BTreeMap::new();
        for stored in self
            .events
            .iter()
            .filter(|stored| stored.at > since && stored.at < before)
        {
            if let Some(key) = stored.event["state_key"].as_str() {
                let name = (stored.event["type"].to_string(), key.to_owned());
                state.insert(name, stored.event.clone());
            }
        }
        state.into_values().collect()
    }

    /// Content of a piece of the room's state.
    pub fn state_of(&self, event_type: &str, state_key: &str) -> Option<Value> {
        let found = self.events.iter().rev().find(|stored| {
            stored.event["type"] == event_type && stored.event["state_key"].as_str() == Some(state_key)
        });
        found.map(|stored| stored.event["content"].clone())
    }

    /// Adds an event; a state event tells what it takes the place of, and a redaction takes content away.
    pub fn push(&mut self, at: u64, mut event: Value) {
        if let Some(key) = event["state_key"].as_str() {
            let before = self.events.iter().rev().find(|stored| {
                stored.event["type"] == event["type"] && stored.event["state_key"].as_str() == Some(key)
            });
            if let Some(before) = before {
                event["unsigned"]["prev_content"] = before.event["content"].clone();
                event["unsigned"]["replaces_state"] = before.event["event_id"].clone();
            }
        }
        if event["type"] == "m.room.redaction" {
            self.prune(&event);
        }
        self.events.push(Stored { at, event });
    }

    fn prune(&mut self, redaction: &Value) {
        let target = redaction["content"]["redacts"].clone();
        let found = self
            .events
            .iter_mut()
            .find(|stored| stored.event["event_id"] == target && stored.event.get("state_key").is_none());
        if let Some(stored) = found {
            stored.event["content"] = json!({});
            stored.event["unsigned"]["redacted_because"] = redaction.clone();
        }
    }
}

fn is_member(event: &Value, user: &str) -> bool {
    event["type"] == "m.room.member" && event["state_key"].as_str() == Some(user)
}
