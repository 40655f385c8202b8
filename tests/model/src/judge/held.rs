//! What the vault holds of a play, from its export.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::text;

/// An event as it is kept.
pub(super) struct Kept {
    /// As the homeserver gave it, to the letter.
    pub(super) raw: String,
    /// The same, read.
    pub(super) event: Value,
    /// Type and content inside the encryption, read at once or late.
    pub(super) clear: Option<Value>,
}

impl Kept {
    /// The homeserver had taken the content away before it came.
    pub(super) fn is_pruned(&self) -> bool {
        self.event["unsigned"].get("redacted_because").is_some()
    }
}

/// Everything of a play.
#[derive(Default)]
pub(super) struct Held {
    pub(super) events: BTreeMap<String, Vec<Kept>>,
    /// Contents by transaction id.
    pub(super) intents: BTreeMap<String, Vec<String>>,
    /// Event ids, or nothing where it failed, by transaction id.
    pub(super) results: BTreeMap<String, Vec<Option<String>>>,
    /// State and digest of the files of an event.
    pub(super) attachments: BTreeMap<String, Vec<(String, Option<String>)>>,
    /// Gaps that must close: id and cause.
    gaps: BTreeMap<String, String>,
    closed: BTreeSet<String>,
    /// What was read twice, or late without need.
    twice: Vec<String>,
}

impl Held {
    /// Reads the lines of an export.
    pub(super) fn read(lines: &[Value]) -> Self {
        let mut held = Self::default();
        for line in lines {
            held.take(&line["record"]["fact"]);
        }
        held
    }

    /// The one record of an event.
    pub(super) fn event(&self, id: &str) -> Option<&Kept> {
        self.events.get(id)?.first()
    }

    /// A hole that was never filled, or what was read twice.
    pub(super) fn unclosed(&self) -> Option<String> {
        let open = self
            .gaps
            .iter()
            .find(|(id, cause)| *cause == "limited_sync" && !self.closed.contains(*id));
        open.map(|(id, cause)| format!("the gap {id} ({cause}) stays open"))
            .or_else(|| self.twice.first().map(|id| format!("{id} was read twice")))
    }

    fn take(&mut self, fact: &Value) {
        match fact["kind"].as_str().unwrap_or_default() {
            "event" => {
                let raw = text(fact, "raw");
                let event = serde_json::from_str(&raw).unwrap_or_default();
                let clear = fact["decrypted"]
                    .as_str()
                    .and_then(|clear| serde_json::from_str(clear).ok());
                self.events
                    .entry(text(fact, "event_id"))
                    .or_default()
                    .push(Kept { raw, event, clear });
            }
            "late_key" => {
                let id = text(fact, "event_id");
                let clear = fact["decrypted"]
                    .as_str()
                    .and_then(|clear| serde_json::from_str(clear).ok());
                match self.events.get_mut(&id).and_then(|kept| kept.first_mut()) {
                    Some(kept) if kept.clear.is_none() => kept.clear = clear,
                    _ => self.twice.push(id),
                }
            }
            "send_intent" => {
                self.intents
                    .entry(text(fact, "txn_id"))
                    .or_default()
                    .push(text(fact, "content"));
            }
            "send_result" => {
                let event_id = fact["event_id"].as_str().map(str::to_owned);
                self.results
                    .entry(text(fact, "txn_id"))
                    .or_default()
                    .push(event_id);
            }
            "attachment" => {
                let found = (
                    text(fact, "state"),
                    fact["sha256_plain"].as_str().map(str::to_owned),
                );
                self.attachments
                    .entry(text(fact, "event_id"))
                    .or_default()
                    .push(found);
            }
            "gap" => {
                self.gaps.insert(text(fact, "gap_id"), text(fact, "cause"));
            }
            "gap_closed" => {
                self.closed.insert(text(fact, "gap_id"));
            }
            _ => {}
        }
    }
}
