//! Bram and Celine say something that is not the organisation's, and each says so on their phone: it stays there, and the archive counts it.

use std::time::Duration;

use serde_json::json;

use super::super::story::Stage;
use crate::kit::{Outcome, failure, wait};

/// What must be nowhere in the archive.
pub(super) const WORDS: [&str; 2] = ["Zullen we zaterdag gaan varen", "Ja, ik neem taart mee"];

pub(super) async fn stays(stage: &mut Stage) -> Outcome<()> {
    stage
        .progress
        .step("Bram and Celine say something private, and label it within the review window");
    let (bram, celine) = (stage.person(1)?, stage.person(2)?);
    let room = bram.create_room(None, &[&celine.user_id], true).await?;
    celine.join_when_invited(&room).await?;
    celine.sends(&room, "De vergadering is om tien uur").await?;
    bram.sees(&room, "De vergadering is om tien uur").await?;
    bram.sends(&room, WORDS[0]).await?;
    celine.sees(&room, WORDS[0]).await?;
    celine.sends(&room, WORDS[1]).await?;
    for person in [bram, celine] {
        for words in WORDS {
            let event = person.sees(&room, words).await?;
            let label = json!({"event": event, "label": "private"});
            let answer = person.call("label.event", label).await?;
            if answer["inside"] != true {
                return Err(failure(format!("the review window is not open: {answer}")));
            }
        }
    }
    Ok(())
}

/// Everybody has looked: what has no label follows now, and not in a day.
pub(super) async fn end_review(stage: &mut Stage) -> Outcome<()> {
    stage
        .progress
        .step("Everybody ends the review window: what nobody called private goes to the archive");
    for person in stage.phones() {
        wait::until(
            &format!("{} having handed over what was in review", person.name),
            Duration::from_secs(60),
            async || {
                // What comes in meanwhile has a window of its own.
                person.call("label.end_review", json!({})).await?;
                Ok((person.status().await?["in_review"] == 0).then_some(()))
            },
        )
        .await?;
    }
    Ok(())
}
