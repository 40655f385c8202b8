//! What the vault has of each event, in the words of whoever sent it: type, content and state key, to be compared with what another
//! client says.

use std::{collections::BTreeMap, path::Path};

use griffie_tests::kit::Outcome;
use serde_json::{Value, json};

/// Clear events by event id, of one person's records.
pub(crate) type Kept = BTreeMap<String, Value>;

/// Reads the records of this person from an export.
pub(crate) fn read(export: &Path, custodian: &str) -> Outcome<Kept> {
    let mut kept = Kept::new();
    for line in std::fs::read_to_string(export.join("records.jsonl"))?.lines() {
        let line: Value = serde_json::from_str(line)?;
        let record = line.get("record").unwrap_or(&line);
        let fact = &record["fact"];
        let is_event = fact["kind"] == "event" || fact["kind"] == "late_key";
        if record["custodian"] == custodian && is_event {
            let id = fact["event_id"].as_str().unwrap_or_default();
            let clear = fact["decrypted"].as_str().or_else(|| fact["raw"].as_str());
            let clear: Value = serde_json::from_str(clear.unwrap_or_default())?;
            // Of an event with a late key the clear text comes second and is what counts.
            kept.insert(id.to_owned(), words(&clear, &fact["state_key"]));
        }
    }
    Ok(kept)
}

/// What both sides must say alike of an event.
pub(crate) fn words(event: &Value, state_key: &Value) -> Value {
    json!({"type": event["type"], "content": event["content"], "state_key": state_key})
}

/// What differs between what another client says and what is kept, a sentence for each event.
pub(crate) fn differences<'a>(said: impl Iterator<Item = &'a Value>, kept: &Kept) -> Vec<String> {
    said.filter_map(|event| {
        let said = words(event, &event["state_key"]);
        let id = event["event_id"].as_str().unwrap_or_default();
        match kept.get(id) {
            Some(kept) if *kept == said => None,
            Some(kept) => Some(format!("{id}: said {said}, kept {kept}")),
            None => Some(format!("{id}: said {said}, not kept")),
        }
    })
    .collect()
}
