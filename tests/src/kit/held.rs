//! What the archive holds, read from the vault alone through its JSON-lines export.
//!
//! Must not know the homeserver, and takes no part's word for a count: it counts the records itself.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use serde_json::Value;

use super::{Outcome, failure};

/// The records of a vault, counted by person.
#[derive(Default)]
pub struct Held {
    /// Event ids by custodian.
    pub events: BTreeMap<String, BTreeSet<String>>,
    /// `custodian event id` of every event that one device attests more than once.
    pub twice: Vec<String>,
    /// Who attests an event: the devices of a custodian, and whether it is from before that device.
    pub attested: BTreeMap<(String, String), BTreeMap<String, bool>>,
    /// Plaintext hashes of stored attachments by custodian.
    pub attachments: BTreeMap<String, BTreeSet<String>>,
    /// Events whose text is known: decrypted at once, late, or never encrypted.
    pub readable: BTreeMap<String, BTreeSet<String>>,
    /// Records of any kind.
    pub records: u64,
    /// The same by kind of fact.
    pub kinds: BTreeMap<String, u64>,
    /// The same by the version of the policy that was in force.
    pub policies: BTreeMap<u64, u64>,
    /// Digests of the events of which a custodian's archive has only that they are there (decision 18).
    pub withheld: BTreeMap<String, BTreeSet<String>>,
    /// What somebody sent, by custodian and transaction id: journaled with its text before it left.
    pub(super) intents: BTreeSet<(String, String)>,
    /// The event that the homeserver made of it.
    pub(super) results: BTreeMap<(String, String), String>,
}

/// Reads every `*.jsonl` file of an export.
pub fn read(export: &Path) -> Outcome<Held> {
    let mut held = Held::default();
    for file in std::fs::read_dir(export)? {
        let path = file?.path();
        if path.extension().is_some_and(|end| end == "jsonl") {
            for line in std::fs::read_to_string(&path)?.lines() {
                held.count(&serde_json::from_str(line)?)?;
            }
        }
    }
    held.read_what_was_sent();
    Ok(held)
}

impl Held {
    /// An own event that was redacted before it came back has its text in the intent.
    fn read_what_was_sent(&mut self) {
        for (sent, event_id) in &self.results {
            if self.intents.contains(sent) {
                let (custodian, _) = sent;
                self.readable
                    .entry(custodian.clone())
                    .or_default()
                    .insert(event_id.clone());
            }
        }
    }

    fn count(&mut self, line: &Value) -> Outcome<()> {
        self.records += 1;
        self.count_record(line.get("record").unwrap_or(line))
    }

    fn count_record(&mut self, record: &Value) -> Outcome<()> {
        let custodian = member(record, "custodian")?;
        let fact = record
            .get("fact")
            .ok_or_else(|| failure("a record without a fact"))?;
        if let Some(kind) = fact["kind"].as_str() {
            *self.kinds.entry(kind.to_owned()).or_default() += 1;
        }
        if let Some(version) = record["policy_version"].as_u64() {
            *self.policies.entry(version).or_default() += 1;
        }
        match fact["kind"].as_str() {
            Some("event") => self.count_event(custodian, member(record, "matrix_device")?, fact),
            Some("late_key") => {
                self.readable
                    .entry(custodian)
                    .or_default()
                    .insert(member(fact, "event_id")?);
                Ok(())
            }
            Some("attachment") if fact["state"] == "stored" => {
                if let Some(hash) = fact["sha256_plain"].as_str() {
                    self.attachments
                        .entry(custodian)
                        .or_default()
                        .insert(hash.to_owned());
                }
                Ok(())
            }
            Some("send_intent") if fact["content"].is_string() => {
                self.intents.insert((custodian, member(fact, "txn_id")?));
                Ok(())
            }
            Some("send_result") if fact["event_id"].is_string() => {
                let sent = (custodian, member(fact, "txn_id")?);
                self.results.insert(sent, member(fact, "event_id")?);
                Ok(())
            }
            // A record that followed later counts as what it is.
            Some("disclosed") => self.count_record(&serde_json::from_str(&member(fact, "record")?)?),
            Some("withheld") => {
                if let Some(digest) = fact["event"].as_str() {
                    self.withheld
                        .entry(custodian)
                        .or_default()
                        .insert(digest.to_owned());
                }
                Ok(())
            }
            Some(_) => Ok(()),
            None => Err(failure("a fact without a kind")),
        }
    }

    fn count_event(&mut self, custodian: String, device: String, fact: &Value) -> Outcome<()> {
        let id = member(fact, "event_id")?;
        if fact["event_type"] != "m.room.encrypted" || fact["decrypted"].is_string() {
            self.readable
                .entry(custodian.clone())
                .or_default()
                .insert(id.clone());
        }
        self.events
            .entry(custodian.clone())
            .or_default()
            .insert(id.clone());
        let by = self.attested.entry((custodian.clone(), id.clone())).or_default();
        if by.insert(device, fact["backfilled"] == true).is_some() {
            self.twice.push(format!("{custodian} {id}"));
        }
        Ok(())
    }
}

fn member(value: &Value, name: &str) -> Outcome<String> {
    let found = value.get(name).and_then(Value::as_str);
    found
        .map(ToOwned::to_owned)
        .ok_or_else(|| failure(format!("a record without {name}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_redacted_before_it_came_back_is_read_from_what_was_sent() {
        let line = |fact: &str| {
            let line = format!(r#"{{"custodian":"@a:x","matrix_device":"D","fact":{fact}}}"#);
            serde_json::from_str::<Value>(&line).unwrap()
        };
        let mut held = Held::default();
        for fact in [
            r#"{"kind":"send_result","txn_id":"t","event_id":"$1"}"#,
            r#"{"kind":"send_intent","txn_id":"t","content":"{}"}"#,
            r#"{"kind":"send_result","txn_id":"without intent","event_id":"$2"}"#,
            r#"{"kind":"event","event_id":"$1","event_type":"m.room.encrypted"}"#,
            r#"{"kind":"event","event_id":"$2","event_type":"m.room.encrypted"}"#,
        ] {
            held.count(&line(fact)).unwrap();
        }
        held.read_what_was_sent();
        let read: Vec<_> = held.readable["@a:x"].iter().map(String::as_str).collect();
        assert_eq!(read, ["$1"]);
    }
}
