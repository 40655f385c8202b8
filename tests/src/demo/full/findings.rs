//! Whether the vault shows what the scenes of `--full` did.

use std::{collections::BTreeSet, path::Path};

use serde_json::{Value, json};

use super::{
    super::story::Stage,
    policy::{DUTCH, ENGLISH, Told},
    private,
};
use crate::{
    judge::Finding,
    kit::{
        Outcome,
        compare::Difference,
        held::{self, Held},
        person::text,
    },
};

/// Looks for it in the vault's export.
pub(crate) async fn findings(stage: &Stage, difference: &Difference) -> Outcome<Vec<Finding>> {
    if stage.roads.is_none() {
        return Ok(Vec::new());
    }
    let out = stage.options.out.join("records");
    let held = held::read(&out)?;
    Ok(vec![
        three_attestations(stage, &held).await?,
        backfilled(stage, &held)?,
        count("late_keys", held.kinds.get("late_key")),
        count("records_under_the_first_policy", held.policies.get(&1)),
        count(
            "records_under_the_second_policy",
            held.policies.get(&DUTCH.version.into()),
        ),
        count(
            "records_under_the_third_policy",
            held.policies.get(&ENGLISH.version.into()),
        ),
        written_offline(stage, &out)?,
        disclaimer(stage, &out, "disclaimer_nl", &DUTCH)?,
        disclaimer(stage, &out, "disclaimer_en", &ENGLISH)?,
        private_words(stage)?,
        stayed(difference.private),
    ])
}

fn count(name: &'static str, count: Option<&u64>) -> Finding {
    let count = count.copied().unwrap_or_default();
    Finding {
        name,
        found: json!(count),
        holds: count > 0,
    }
}

/// One record of one event, attested by phone, tablet and companion.
async fn three_attestations(stage: &Stage, held: &Held) -> Outcome<Finding> {
    let anouk = stage.person(0)?;
    let mut devices = BTreeSet::new();
    for device in std::iter::once(anouk).chain(&stage.full.devices) {
        devices.insert(text(&device.call("safety", json!({})).await?, "matrix_device")?);
    }
    let event = (anouk.user_id.clone(), stage.full.seen_by_three.clone());
    let by: BTreeSet<_> = held.attested.get(&event).into_iter().flatten().collect();
    let by: BTreeSet<_> = by.into_iter().map(|(device, _)| device.clone()).collect();
    Ok(Finding {
        name: "devices_that_attest_one_event",
        found: json!(by.len()),
        holds: devices.len() == 3 && by == devices,
    })
}

/// What was said before a device was there is its history, and marked so; the phone that was there had it at once.
fn backfilled(stage: &Stage, held: &Held) -> Outcome<Finding> {
    let anouk = stage.person(0)?.user_id.clone();
    let event = (anouk.clone(), stage.full.from_before.clone());
    let marks: Vec<bool> = held
        .attested
        .get(&event)
        .into_iter()
        .flat_map(|by| by.values().copied())
        .collect();
    let earlier = |(person, _): &(String, String)| *person == anouk;
    let all = held.attested.iter().filter(|(event, _)| earlier(event));
    let all = all.flat_map(|(_, by)| by.values()).filter(|earlier| **earlier);
    Ok(Finding {
        name: "backfilled_events",
        found: json!(all.count()),
        holds: marks.len() == 3 && marks.iter().filter(|earlier| **earlier).count() == 2,
    })
}

/// Every text of the days without a network is in the vault in its writer's journal.
fn written_offline(stage: &Stage, records: &Path) -> Outcome<Finding> {
    let (writer, texts) = &stage.full.written_offline;
    let mut found = BTreeSet::new();
    for line in lines(records)? {
        if line.contains(writer.as_str()) {
            found.extend(texts.iter().filter(|text| line.contains(text.as_str())));
        }
    }
    Ok(Finding {
        name: "messages_written_offline",
        found: json!(found.len()),
        holds: !texts.is_empty() && found.len() == texts.len(),
    })
}

/// Bram told the guest so exactly once, and the guest read it.
fn disclaimer(stage: &Stage, records: &Path, name: &'static str, told: &Told) -> Outcome<Finding> {
    let bram = &stage.person(1)?.user_id;
    let (mut said, mut read) = (BTreeSet::new(), false);
    let all: Vec<Value> = facts(records, bram)?;
    for fact in &all {
        let content: Value = fact["raw"]
            .as_str()
            .map_or(Ok(Value::Null), serde_json::from_str)?;
        if content["content"]["body"] == told.words && content["content"]["nl.griffie.disclaimer"].is_object()
        {
            said.extend(fact["event_id"].as_str().map(ToOwned::to_owned));
        }
    }
    for fact in all.iter().filter(|fact| fact["kind"] == "receipts") {
        let text = fact.to_string();
        read |= text.contains(&stage.full.guest) && said.iter().any(|event| text.contains(event));
    }
    Ok(Finding {
        name,
        found: json!({"told": said.len(), "read_by_the_guest": read}),
        holds: said.len() == 1 && read,
    })
}

/// No word of what stayed on the phones is in anything that the archive made or keeps.
fn private_words(stage: &Stage) -> Outcome<Finding> {
    let mut found = 0;
    for folder in ["records", "archive", "eml", "world/archive"] {
        found += with_words(&stage.options.out.join(folder))?;
    }
    Ok(Finding {
        name: "files_of_the_archive_with_private_words",
        found: json!(found),
        holds: found == 0,
    })
}

fn with_words(folder: &Path) -> Outcome<u64> {
    let mut found = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            found += with_words(&entry.path())?;
        } else if entry.file_type()?.is_file() {
            let bytes = std::fs::read(entry.path())?;
            let words = private::WORDS.map(str::as_bytes);
            let has = |words: &[u8]| bytes.windows(words.len()).any(|window| window == words);
            found += u64::from(words.into_iter().any(has));
        }
    }
    Ok(found)
}

/// Two people have two private messages each: the archive has what counts them, not the events, and of nothing else so little.
fn stayed(private: u64) -> Finding {
    Finding {
        name: "private_events_counted_without_content",
        found: json!(private),
        holds: private == 2 * private::WORDS.len() as u64,
    }
}

/// The facts of one custodian; a record that followed later is what it is.
fn facts(records: &Path, custodian: &str) -> Outcome<Vec<Value>> {
    let mut all = Vec::new();
    for line in lines(records)? {
        let mut record: Value = serde_json::from_str(&line)?;
        record = record["record"].take();
        while let Some(inner) = record["fact"]["record"].as_str() {
            record = serde_json::from_str(inner)?;
        }
        if record["custodian"] == custodian {
            all.push(record["fact"].take());
        }
    }
    Ok(all)
}

fn lines(records: &Path) -> Outcome<Vec<String>> {
    let text = std::fs::read_to_string(records.join("records.jsonl"))?;
    Ok(text.lines().map(ToOwned::to_owned).collect())
}
