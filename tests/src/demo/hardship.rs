//! What phones and servers go through: off for a while, killed in mid-conversation, a gateway that is away.

use super::{story::Stage, texts::sentence, witness};
use crate::kit::Outcome;

/// Plays it in the group.
pub(super) async fn play(stage: &mut Stage, room: &str) -> Outcome<()> {
    witness::falls(stage).await?;
    phone_off(stage, room).await?;
    witness::returns(stage).await?;
    phone_killed(stage, room).await?;
    gateway_away(stage, room).await
}

/// More messages than one sync carries (Synapse cuts at 100) arrive while Bram's phone is off.
async fn phone_off(stage: &mut Stage, room: &str) -> Outcome<()> {
    let count = stage.options.messages;
    stage
        .progress
        .step(&format!("Bram's phone is off while {count} messages arrive"));
    stage.person_mut(1)?.switch_off().await?;
    let texts: Vec<String> = (1..=count)
        .map(|number| format!("{number}: {}", sentence(&mut stage.dice)))
        .collect();
    for (number, text) in texts.iter().enumerate() {
        stage
            .person(if number % 2 == 0 { 0 } else { 2 })?
            .sends(room, text)
            .await?;
    }
    let last = texts.last().map_or("", String::as_str);
    stage.person(0)?.sees(room, last).await?;
    stage.person(2)?.sees(room, last).await?;
    stage.progress.step("Bram's phone is on again and fills its gap");
    stage.person_mut(1)?.switch_on()?;
    stage.person(1)?.sees(room, last).await?;
    Ok(())
}

/// Celine's phone dies in mid-sentence, twice, and is started again.
async fn phone_killed(stage: &mut Stage, room: &str) -> Outcome<()> {
    stage
        .progress
        .step("Celine's phone is killed (SIGKILL) while she writes, twice");
    for round in 0..2 {
        for number in 0..5 {
            let text = format!("Ronde {round}, bericht {number}: {}", sentence(&mut stage.dice));
            stage.person(2)?.sends(room, &text).await?;
        }
        stage.person_mut(2)?.kill().await?;
        let text = sentence(&mut stage.dice);
        stage.person(0)?.sends(room, &text).await?;
        stage.person_mut(2)?.switch_on()?;
    }
    stage
        .person(2)?
        .sends(room, "Mijn telefoon viel uit, ben er weer")
        .await?;
    stage
        .person(0)?
        .sees(room, "Mijn telefoon viel uit, ben er weer")
        .await?;
    Ok(())
}

/// The gateway is killed; people go on; it comes back.
async fn gateway_away(stage: &mut Stage, room: &str) -> Outcome<()> {
    stage
        .progress
        .step("The gateway is killed; people chat on; it comes back");
    stage.world.archive.kill_gateway().await?;
    stage.gateway_stops += 1;
    for who in [0, 1, 2, 0, 1, 2] {
        let text = sentence(&mut stage.dice);
        stage.person(who)?.sends(room, &text).await?;
        stage
            .person(who)?
            .call("route.now", serde_json::json!({}))
            .await?;
    }
    stage
        .person(0)?
        .sends(room, "Zonder archief gaat niets verloren")
        .await?;
    stage
        .person(1)?
        .sees(room, "Zonder archief gaat niets verloren")
        .await?;
    stage.world.archive.start_gateway().await
}
