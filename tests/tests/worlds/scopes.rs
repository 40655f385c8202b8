//! Whose messages go: a key function's copy of a conversation is in the archive whole, of the other's there is the count, until they
//! call a message business (000-GE-07, docs/decisions/0034).

use std::{collections::BTreeSet, path::Path};

use griffie_tests::kit::{
    Outcome,
    policy::{follows, sets_rules},
    world::World,
};
use serde_json::{Value, json};

use crate::{
    ledger::{NOW, report, witnessed},
    play::{pair, rest},
};

/// Whose records in the archive have this text.
async fn whose(world: &World, dir: &Path, text: &str) -> Outcome<BTreeSet<String>> {
    let out = dir.join("lines");
    let to = out.display().to_string();
    world
        .archive
        .vault(&["export", "--format", "jsonl", "--out", &to])
        .await?;
    let lines = std::fs::read_to_string(out.join("records.jsonl"))?;
    let mut found = BTreeSet::new();
    for line in lines.lines().filter(|line| line.contains(text)) {
        let record: Value = serde_json::from_str(line)?;
        let custodian = record.pointer("/record/custodian").or(record.get("custodian"));
        found.insert(custodian.and_then(Value::as_str).ok_or("custodian")?.to_owned());
    }
    Ok(found)
}

#[tokio::test]
async fn a_key_function_is_captured_whole_and_others_by_what_they_call_business() -> Outcome<()> {
    let (mut world, ledger, dir) = witnessed().await?;
    let (anouk, bram, room) = pair(&world).await?;
    let minister = anouk.user_id.clone();
    let rules = json!({
        "capture": { "key_functions": [minister], "others": "opt_in" },
        "media": { "large_bytes": 0, "metered_bytes_per_day": 1_048_576 },
    });
    sets_rules(&world, 2, 30, &rules).await?;
    for person in [&anouk, &bram] {
        follows(person, 2).await?;
    }
    for text in ["Akkoord op de nota", "Tot vanavond"] {
        anouk.sends(&room, text).await?;
        bram.sees(&room, text).await?;
    }
    rest(&[&anouk, &bram]).await?;
    let told = report(&world, &ledger, &[&anouk, &bram], NOW).await?;
    assert_eq!(told["total"]["missing"], 0, "{told}");
    assert!(told["total"]["excluded"].as_u64() >= Some(2), "{told}");
    let minister_alone = BTreeSet::from([minister.clone()]);
    for text in ["Akkoord op de nota", "Tot vanavond"] {
        assert_eq!(whose(&world, dir.path(), text).await?, minister_alone);
    }

    let event = bram.sees(&room, "Akkoord op de nota").await?;
    bram.call("label.event", json!({"event": event, "label": "business"}))
        .await?;
    rest(&[&anouk, &bram]).await?;
    let both = BTreeSet::from([minister, bram.user_id.clone()]);
    assert_eq!(whose(&world, dir.path(), "Akkoord op de nota").await?, both);
    assert_eq!(whose(&world, dir.path(), "Tot vanavond").await?, minister_alone);
    world.archive.vault(&["verify"]).await?;
    world.stop().await
}
