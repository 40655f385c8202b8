//! A policy changes in the middle of a conversation: the phones follow it, every record says under which version it was made, and
//! the archive shows each version as a line of the log with its proof (D23).

use std::time::Duration;

use griffie_tests::kit::{Outcome, archive::TENANT, person::Person, policy::follows, wait};
use griffie_wire::{
    leaf::document::DocumentLeaf,
    receipt::{Receipt, verify_document},
    signed::{DocumentKind, SignedDocument},
};
use serde_json::{Value, json};

use crate::play::{assert_none, difference, pair, rest, world};

/// The version that the record of this message names, on every phone that has it.
fn versions(lines: &str, text: &str) -> Vec<u64> {
    lines
        .lines()
        .filter(|line| line.contains("\"kind\":\"event\"") && line.contains(text))
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .map(|line| line["record"]["policy_version"].as_u64().unwrap())
        .collect()
}

#[tokio::test]
async fn a_change_in_the_middle_takes_effect_and_stands_in_the_log() -> Outcome<()> {
    let (mut world, dir) = world().await?;
    let (anouk, bram, room) = pair(&world).await?;
    anouk.sends(&room, "Onder de eerste").await?;
    bram.sees(&room, "Onder de eerste").await?;
    let first = std::fs::read(world.archive.vault_dir().with_file_name("policy.json"))?;
    world
        .archive
        .sets_policy(2, &["--segment-seconds", "1", "--prune-after-seconds", "0"])
        .await?;
    for person in [&anouk, &bram] {
        follows(person, 2).await?;
    }
    anouk.sends(&room, "Onder de tweede").await?;
    bram.sees(&room, "Onder de tweede").await?;
    rest(&[&anouk, &bram]).await?;
    assert_none(&difference(&world, dir.path(), &[&anouk, &bram]).await?);

    let lines = std::fs::read_to_string(dir.path().join("records/records.jsonl"))?;
    assert_eq!(versions(&lines, "Onder de eerste"), [1, 1]);
    assert_eq!(versions(&lines, "Onder de tweede"), [2, 2]);

    let second = std::fs::read(world.archive.vault_dir().with_file_name("policy.json"))?;
    let said = world.archive.vault(&["show", "policy"]).await?;
    let log = log_key(&world.archive.vault_dir().with_file_name("seal-config.json"))?;
    let proofs: Vec<&str> = said.split("proof:\n").skip(1).collect();
    assert_eq!(proofs.len(), 2, "{said}");
    for ((proof, document), version) in proofs.iter().zip([first, second]).zip(1..) {
        assert!(
            said.contains(&format!("policy {version}, signed by the root")),
            "{said}"
        );
        let document: SignedDocument = serde_json::from_slice(&document)?;
        let text = proof.split("\n\npolicy ").next().unwrap_or_default();
        let receipt = Receipt::parse(&format!("{}\n", text.trim_end()))?;
        let leaf = DocumentLeaf::of(DocumentKind::Policy, version, &document);
        verify_document(&receipt, &leaf, &log)?;
    }

    // From now on nothing of what the archive has stays on the phones (000-VM-13).
    let none = [
        "--tenant",
        TENANT,
        "--history-days",
        "0",
        "--segment-seconds",
        "1",
        "--prune-after-seconds",
        "0",
    ];
    let words = ["Onder de eerste", "Onder de tweede"];
    assert_eq!(traces(&bram, &room, &words).await?.len(), 4);
    world.archive.sets_policy(3, &none).await?;
    for person in [&anouk, &bram] {
        follows(person, 3).await?;
        forgets(person, &room, &words).await?;
    }
    anouk.sends(&room, "Onder de derde").await?;
    bram.sees(&room, "Onder de derde").await?;
    rest(&[&anouk, &bram]).await?;
    forgets(&bram, &room, &["Onder de derde"]).await?;
    assert_none(&difference(&world, dir.path(), &[&anouk, &bram]).await?);
    world.stop().await
}

/// Which of these words are shown or found on the phone.
async fn traces(person: &Person, room: &str, words: &[&str]) -> Outcome<Vec<String>> {
    let shown = person
        .call("timeline", json!({ "room": room, "limit": 200 }))
        .await?;
    let mut left = Vec::new();
    for word in words {
        let found = person.call("search", json!({ "text": word })).await?;
        let places = [("shown", &shown), ("found", &found)];
        let there = places
            .iter()
            .filter(|(_, rows)| rows["rows"].to_string().contains(word));
        left.extend(there.map(|(place, _)| format!("{place} {word}")));
    }
    Ok(left)
}

/// Waits until none of these words are shown or found.
async fn forgets(person: &Person, room: &str, words: &[&str]) -> Outcome<()> {
    wait::until(
        &format!("{} forgetting", person.name),
        Duration::from_secs(120),
        async || {
            person.call("route.now", json!({})).await?;
            Ok(traces(person, room, words).await?.is_empty().then_some(()))
        },
    )
    .await
}

/// The log's key, as the root named it.
fn log_key(seal_config: &std::path::Path) -> Outcome<String> {
    let document: SignedDocument = serde_json::from_slice(&std::fs::read(seal_config)?)?;
    let config: Value = serde_json::from_str(&document.payload)?;
    Ok(config["log"].as_str().unwrap_or_default().to_owned())
}
