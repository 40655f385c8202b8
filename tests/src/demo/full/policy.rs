//! The policy changes in the middle of the conversation, and every phone follows.

use std::time::Duration;

use serde_json::json;

use super::super::story::Stage;
use crate::kit::{Outcome, wait};

/// The version that everybody follows at the end.
pub(super) const VERSION: u32 = 2;

pub(super) async fn changes(stage: &mut Stage) -> Outcome<()> {
    stage
        .progress
        .step("The root signs a new policy: sealed every 15 seconds; every phone follows");
    let options = ["--segment-seconds", "15", "--prune-after-seconds", "0"];
    stage.world.archive.sets_policy(VERSION, &options).await?;
    for person in stage.people.iter().chain(&stage.full.devices) {
        wait::until(
            &format!("{} taking the policy", person.name),
            Duration::from_secs(60),
            async || {
                person.call("route.now", json!({})).await?;
                let safety = person.call("safety", json!({})).await?;
                Ok((safety["policy_version"] == VERSION).then_some(()))
            },
        )
        .await?;
    }
    Ok(())
}
