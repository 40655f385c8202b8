//! The policy changes in the middle of the conversation, twice, and every phone follows.

use std::time::Duration;

use serde_json::json;

use super::super::story::Stage;
use crate::kit::{Outcome, archive::TENANT, wait};

/// A policy of the play: how people are told of the archive under it.
pub(super) struct Told {
    pub(super) version: u32,
    language: &'static str,
    pub(super) words: &'static str,
}

pub(super) const DUTCH: Told = Told {
    version: 2,
    language: "nl",
    words: "Dit gesprek wordt bewaard in het archief van onze organisatie.",
};

pub(super) const ENGLISH: Told = Told {
    version: 3,
    language: "en",
    words: "This conversation is kept in the archive of our organisation.",
};

/// Everybody follows this one from now on: sealed every 15 seconds, a day in which to say what is private, and who writes with us is told.
pub(super) async fn changes(stage: &mut Stage, told: &Told) -> Outcome<()> {
    let (version, language) = (told.version, told.language);
    stage.progress.step(&format!(
        "The root signs policy {version}: a review window, a disclaimer ({language}); every phone follows"
    ));
    let rules = stage.options.out.join("rules.json");
    let said = json!({
        "personal": {"review_seconds": 86_400, "labels": ["private", "party"]},
        "disclaimer": {"version": version, "texts": {language: told.words}, "language": language,
            "when": ["first_message", "joined"]},
    });
    std::fs::write(&rules, said.to_string())?;
    let rules = rules.display().to_string();
    let options = [
        "--segment-seconds",
        "15",
        "--prune-after-seconds",
        "0",
        "--tenant",
        TENANT,
        "--rules",
        &rules,
    ];
    stage.world.archive.sets_policy(version, &options).await?;
    for person in stage.phones() {
        wait::until(
            &format!("{} taking the policy", person.name),
            Duration::from_secs(60),
            async || {
                person.call("route.now", json!({})).await?;
                let safety = person.call("safety", json!({})).await?;
                Ok((safety["policy_version"] == version).then_some(()))
            },
        )
        .await?;
    }
    Ok(())
}
