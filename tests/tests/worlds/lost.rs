//! A phone that is lost for good: what it had journaled and not sent is named, from its first record to the last it told of, for it alone
//! (issue 5, section 3; decision 27).

use std::{fs, time::Duration};

use griffie_tests::kit::{
    Outcome,
    calendar::Calendar,
    policy::{follows, sets_rules},
    wait,
    world::World,
};
use serde_json::{Value, json};

use crate::{
    ledger::{NOW, report, witnessed},
    play::{pair, rest},
};

const DAY: u32 = 24 * 3600;
const PATIENCE: Duration = Duration::from_secs(60);

/// The devices of one person, as the signed report has them.
fn devices_of(report: &Value, user: &str) -> Vec<Value> {
    let people = report["people"].as_array().cloned().unwrap_or_default();
    let person = people.into_iter().find(|person| person["user"] == user);
    person
        .and_then(|person| person["devices"].as_array().cloned())
        .unwrap_or_default()
}

/// Waits until the vault says of this person's device what it told of, with these words at the end.
async fn told(world: &World, user: &str, end: &str) -> Outcome<String> {
    wait::until("a device that tells how far it is", PATIENCE, async || {
        let text = world.archive.vault(&["show", user]).await?;
        let mut lines = text.lines().map(str::trim);
        let line = lines.find(|line| line.contains("were told of") && line.ends_with(end));
        Ok(line.map(str::to_owned))
    })
    .await
}

#[tokio::test]
async fn what_a_lost_phone_never_sent_is_named_from_first_to_last() -> Outcome<()> {
    let (mut world, ledger, dir) = witnessed().await?;
    let calendar = Calendar::new(dir.path()).await?;
    let (mut anouk, bram, room) = pair(&world).await?;
    anouk.switch_off().await?;
    anouk.switch_on_with(calendar.phone()?)?;
    sets_rules(&world, 2, DAY, &json!({})).await?;
    follows(&anouk, 2).await?;
    rest(&[&anouk, &bram]).await?;

    bram.sends(&room, "Alleen nog op de telefoon").await?;
    anouk.sees(&room, "Alleen nog op de telefoon").await?;
    calendar.pass(Duration::from_secs(6 * 3600 + 60))?;
    bram.sends(&room, "Een paar uur later").await?;
    anouk.sees(&room, "Een paar uur later").await?;
    let still = told(&world, &anouk.user_id, "are still to come").await?;

    // The sea has it now; the administrator withdraws it.
    anouk.kill().await?;
    let listed: Value = serde_json::from_str(&world.archive.gateway(&["device", "list", "--json"]).await?)?;
    let listed = listed.as_array().cloned().unwrap_or_default();
    let gone = listed
        .iter()
        .find(|device| device["user_id"] == anouk.user_id.as_str());
    let gone = gone
        .and_then(|device| device["device"].as_str())
        .unwrap_or_default();
    world.archive.gateway(&["device", "revoke", gone]).await?;
    fs::remove_dir_all(anouk.dir())?;

    let named = told(&world, &anouk.user_id, "never came").await?;
    assert_eq!(named, still.replace("are still to come", "never came"));
    rest(&[&bram]).await?;
    let report = report(&world, &ledger, &[&anouk, &bram], NOW).await?;
    let devices = devices_of(&report, &anouk.user_id);
    let unsent = &devices[0]["unsent"][0];
    let (first, last) = (
        unsent["first"].as_u64().unwrap(),
        unsent["last"].as_u64().unwrap(),
    );
    assert!(
        named.contains(&format!("records {first} to {last} ")),
        "{named} {unsent}"
    );
    assert!(last >= first, "{unsent}");
    assert_eq!(devices_of(&report, &bram.user_id)[0]["unsent"], json!([]));
    // The witness knows which events those were; every one of them is missing for her alone.
    let mut missing = report["lines"].as_array().unwrap().iter().flat_map(|line| {
        let user = line["user"].clone();
        line["missing"]
            .as_array()
            .unwrap()
            .iter()
            .map(move |one| (user.clone(), one["cause"].clone()))
    });
    assert!(missing.all(|(user, cause)| user == anouk.user_id.as_str() && cause == "device_revoked"));
    assert!(
        report["total"]["missing"].as_u64() >= Some(2),
        "{}",
        report["total"]
    );
    world.stop().await
}
