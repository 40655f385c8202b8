//! The policy changes in the middle of the conversation, twice, and every phone follows.

use serde_json::json;

use super::super::story::Stage;
use crate::kit::{
    Outcome,
    policy::{follows, sets_rules},
};

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
    let rules = json!({
        "personal": {"review_seconds": 86_400, "labels": ["private", "party"]},
        "disclaimer": {"version": version, "texts": {language: told.words}, "language": language,
            "when": ["first_message", "joined"]},
    });
    sets_rules(&stage.world, version, 15, &rules).await?;
    for person in stage.phones() {
        follows(person, version).await?;
    }
    Ok(())
}
