//! A policy with rules for people, put in force in a running world.

use std::time::Duration;

use serde_json::{Value, json};

use super::{Outcome, archive::TENANT, person::Person, wait, world::World};

/// The root signs these rules (docs/formats/policy.md); sealed after so many seconds, nothing kept on phones that the archive has.
pub async fn sets_rules(world: &World, version: u32, segment_seconds: u32, rules: &Value) -> Outcome<()> {
    let file = world.dir().join("rules.json");
    std::fs::write(&file, rules.to_string())?;
    let (file, seconds) = (file.display().to_string(), segment_seconds.to_string());
    let options = [
        "--segment-seconds",
        &seconds,
        "--prune-after-seconds",
        "0",
        "--tenant",
        TENANT,
        "--rules",
        &file,
    ];
    world.archive.sets_policy(version, &options).await
}

/// Waits until the phone has this version in force.
pub async fn follows(person: &Person, version: u32) -> Outcome<()> {
    wait::until(
        &format!("{} taking policy {version}", person.name),
        Duration::from_secs(60),
        async || {
            person.call("route.now", json!({})).await?;
            let safety = person.call("safety", json!({})).await?;
            Ok((safety["policy_version"] == version).then_some(()))
        },
    )
    .await
}
