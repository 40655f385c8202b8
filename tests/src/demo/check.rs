//! The proof: the homeserver's database on one side, the vault alone on the other.

use std::path::Path;

use super::{report::Counts, story::Stage};
use crate::kit::{
    Outcome,
    compare::compare,
    expected,
    held::{self, Held},
};

/// Exports from the vault, compares, and counts.
pub(super) async fn count(stage: &mut Stage) -> Outcome<Counts> {
    let out = stage.options.out.clone();
    let archive = out.join("archive");
    stage
        .progress
        .step("The vault verifies everything again from its files");
    let verified = stage.world.archive.vault(&["verify", "--json"]).await;
    stage
        .progress
        .step("The vault exports records (JSON lines), transcripts (HTML) and mail (EML)");
    for (format, folder) in [
        ("jsonl", out.join("records")),
        ("html", archive.clone()),
        ("eml", out.join("eml")),
    ] {
        let folder = folder.display().to_string();
        stage
            .world
            .archive
            .vault(&["export", "--format", format, "--out", &folder])
            .await?;
    }
    stage.progress.step("Both sides are compared");
    let users = stage.ids(0..stage.people.len());
    let held = held::read(&out.join("records"))?;
    let difference = compare(
        &expected::read(&stage.world.homeserver.database(), &users)?,
        &held,
    );
    let (sent, equal) = attachments(stage, &held);
    let (objects, wire_bytes) = objects(stage).await?;
    let mut unpruned = Vec::new();
    for person in &stage.people {
        unpruned.extend(not_pruned(&person.name, &person.status().await?));
    }
    Ok(Counts {
        difference,
        attachments_sent: sent,
        attachments_equal: equal,
        objects,
        wire_bytes,
        eml_bytes: size_of(&out.join("eml"))?,
        records: held.records,
        seconds: stage.progress.seconds(),
        kills: stage.people.iter().map(|person| person.kills).sum::<u32>()
            + stage.world.archive.gateway_kills,
        verify: verified.map_err(|error| error.to_string()),
        unpruned,
    })
}

/// How many times somebody had to get an attachment, and how often the vault has it byte for byte.
fn attachments(stage: &Stage, held: &Held) -> (u64, u64) {
    let (mut sent, mut equal) = (0, 0);
    for file in &stage.files.sent {
        for custodian in &file.custodians {
            sent += 1;
            equal += u64::from(
                held.attachments
                    .get(custodian)
                    .is_some_and(|hashes| hashes.contains(&file.sha256)),
            );
        }
    }
    (sent, equal)
}

/// Number and bytes of the sealed objects that travelled, as the gateway logged them.
async fn objects(stage: &Stage) -> Outcome<(u64, u64)> {
    let status: serde_json::Value =
        serde_json::from_str(&stage.world.archive.gateway(&["status", "--json"]).await?)?;
    Ok((
        status["objects"].as_u64().unwrap_or(0),
        status["object_bytes"].as_u64().unwrap_or(0),
    ))
}

/// What a phone still holds although it has a final receipt, or holds without one.
fn not_pruned(name: &str, status: &serde_json::Value) -> Vec<String> {
    let number = |member: &str| status[member].as_u64().unwrap_or(u64::MAX);
    let kept = number("journal_entries").saturating_sub(number("entries_pruned"));
    let waiting = [
        "journal_unsealed",
        "outbox",
        "unreceipted",
        "open_gaps",
        "pending_keys",
        "alarms",
    ];
    let left = waiting.iter().map(|member| (*member, number(member)));
    let left = left
        .chain([("journal entries not pruned", kept)])
        .filter(|(_, count)| *count > 0);
    left.map(|(what, count)| format!("{name}: {what} = {count}"))
        .collect()
}

fn size_of(folder: &Path) -> Outcome<u64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let meta = entry.metadata()?;
        bytes += if meta.is_dir() {
            size_of(&entry.path())?
        } else {
            meta.len()
        };
    }
    Ok(bytes)
}
