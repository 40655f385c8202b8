//! Whether the vault shows what the scenes of `--full` did.

use std::collections::BTreeSet;

use serde_json::json;

use super::{super::story::Stage, policy};
use crate::{
    judge::Finding,
    kit::{
        Outcome,
        held::{self, Held},
        person::text,
    },
};

/// Looks for it in the vault's export.
pub(crate) async fn findings(stage: &Stage) -> Outcome<Vec<Finding>> {
    if stage.roads.is_none() {
        return Ok(Vec::new());
    }
    let out = stage.options.out.join("records");
    let held = held::read(&out)?;
    Ok(vec![
        three_attestations(stage, &held).await?,
        backfilled(stage, &held)?,
        count("late_keys", held.kinds.get("late_key")),
        count(
            "records_under_the_new_policy",
            held.policies.get(&policy::VERSION.into()),
        ),
        count("records_under_the_old_policy", held.policies.get(&1)),
        written_offline(stage, &out)?,
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
fn written_offline(stage: &Stage, records: &std::path::Path) -> Outcome<Finding> {
    let (writer, texts) = &stage.full.written_offline;
    let mut found = BTreeSet::new();
    for file in std::fs::read_dir(records)? {
        let path = file?.path();
        if path.extension().is_some_and(|end| end == "jsonl") {
            let lines = std::fs::read_to_string(path)?;
            let events = lines
                .lines()
                .filter(|line| line.contains("\"kind\":\"event\"") && line.contains(writer.as_str()));
            for line in events {
                found.extend(texts.iter().filter(|text| line.contains(text.as_str())));
            }
        }
    }
    Ok(Finding {
        name: "messages_written_offline",
        found: json!(found.len()),
        holds: !texts.is_empty() && found.len() == texts.len(),
    })
}
