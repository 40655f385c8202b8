//! Celine travels for three days without a network. She writes, others write to her; for her phone the days pass in no time.

use std::time::Duration;

use serde_json::json;

use super::super::{story::Stage, texts::sentence};
use crate::kit::{
    Outcome,
    bad_network::Weather,
    calendar::Calendar,
    failure,
    person::{Person, text},
};

const DAYS: u32 = 3;
const DAY: Duration = Duration::from_secs(86_400);

pub(super) async fn three_days(stage: &mut Stage, room: &str) -> Outcome<()> {
    stage
        .progress
        .step("Celine's phone has no network for three days (simulated); she writes all the same");
    let calendar = Calendar::new(&stage.world.dir().join("people")).await?;
    let celine = stage.person_mut(2)?;
    celine.switch_off().await?;
    celine.switch_on_with(calendar.phone()?)?;
    weather(stage, Weather::Away).await?;
    let mut written = Vec::new();
    for day in 1..=DAYS {
        for number in 1..=2 {
            let words = format!(
                "Onderweg, dag {day}, bericht {number}: {}",
                sentence(&mut stage.dice)
            );
            stage.person(2)?.sends(room, &words).await?;
            written.push(words);
        }
        for who in [0, 1] {
            let words = format!("Thuis, dag {day}: {}", sentence(&mut stage.dice));
            stage.person(who)?.sends(room, &words).await?;
            stage.person(1 - who)?.sees(room, &words).await?;
        }
        calendar.pass(DAY)?;
    }
    waits(stage.person(2)?, written.len()).await?;
    stage
        .progress
        .step("Celine's phone has a network again: all of it goes and comes");
    weather(stage, Weather::Fair).await?;
    for words in &written {
        for phone in stage.phones() {
            phone.sees(room, words).await?;
        }
    }
    let home = stage.person(0)?.rows(room).await?;
    stage.full.written_offline = (stage.person(2)?.user_id.clone(), written);
    let last = home
        .iter()
        .filter_map(|row| row["body"].as_str())
        .rfind(|body| body.starts_with("Thuis, dag 3"));
    let last = last.ok_or_else(|| failure("what was said at home is gone"))?;
    stage.person(2)?.sees(room, last).await?;
    Ok(())
}

/// The network of Celine alone: to the homeserver by her token, to the gateway by her device.
async fn weather(stage: &Stage, weather: Weather) -> Outcome<()> {
    let roads = stage
        .roads
        .as_ref()
        .ok_or_else(|| failure("this play has no roads"))?;
    let celine = stage.person(2)?;
    let device = text(&celine.status().await?, "device")?;
    roads.near.becomes_for_user(&celine.user_id, weather);
    roads.far.becomes_for(&format!("/devices/{device}/"), weather);
    Ok(())
}

/// Nothing of what she wrote has left her phone.
async fn waits(celine: &Person, written: usize) -> Outcome<()> {
    let status = celine.call("status", json!({})).await?;
    // And what she has to say of the archive first.
    if status["pending_sends"].as_u64() >= Some(written as u64) {
        return Ok(());
    }
    Err(failure(format!(
        "{written} messages should wait on a phone without a network, its status is {status}"
    )))
}
