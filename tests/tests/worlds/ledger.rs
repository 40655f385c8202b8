//! The independent witness beside a real homeserver: is this everything? (D11, E.2, 000-OP-01)

use std::time::Duration;

use griffie_tests::kit::{Outcome, expected, ledger::Ledger, person::Person, wait, world::World};
use serde_json::Value;

use crate::play::{pair, rest, world};

pub(crate) const NOW: &[&str] = &["--grace-hours", "0"];

/// A world whose homeserver tells a witness everything.
pub(crate) async fn witnessed() -> Outcome<(World, Ledger, tempfile::TempDir)> {
    let (mut world, dir) = world().await?;
    let ledger = Ledger::start(&dir.path().join("witness"), &mut world.homeserver).await?;
    Ok((world, ledger, dir))
}

/// The report, once the witness has heard of all that the homeserver's own database has for these people.
pub(crate) async fn report(
    world: &World,
    ledger: &Ledger,
    people: &[&Person],
    more: &[&str],
) -> Outcome<Value> {
    let users: Vec<String> = people.iter().map(|person| person.user_id.clone()).collect();
    let should: usize = expected::read(&world.homeserver.database(), &users)?
        .values()
        .map(|person| person.must.len())
        .sum();
    let started = wait::now();
    loop {
        let report = ledger.reconcile(&world.archive.vault_dir(), more).await?;
        let counted = report["total"]["expected"].as_u64().unwrap_or_default();
        if counted == u64::try_from(should)? {
            return Ok(report);
        }
        assert!(
            started.elapsed() < Duration::from_secs(60),
            "the witness expects {counted} events, the homeserver's database has {should}"
        );
        wait::pause(Duration::from_millis(200)).await;
    }
}

#[tokio::test]
async fn the_witness_and_the_homeserver_agree_and_the_archive_is_complete_to_here() -> Outcome<()> {
    let (mut world, ledger, dir) = witnessed().await?;
    let (anouk, bram, room) = pair(&world).await?;
    for number in 0..20 {
        anouk.sends(&room, &format!("Bericht {number}")).await?;
    }
    bram.sees(&room, "Bericht 19").await?;
    rest(&[&anouk, &bram]).await?;
    let (page, signed) = (dir.path().join("report.html"), dir.path().join("report.json"));
    let (page_text, signed_text) = (page.display().to_string(), signed.display().to_string());
    let more = [NOW, &["--html", &page_text, "--signed", &signed_text]].concat();
    let report = report(&world, &ledger, &[&anouk, &bram], &more).await?;
    assert_eq!(report["total"]["missing"], 0, "{report}");
    assert_eq!(report["total"]["archived"], report["total"]["expected"]);
    assert_eq!(report["ledger"]["odd"], 0);
    assert!(
        report["lines"]
            .as_array()
            .unwrap()
            .iter()
            .all(|line| line["complete"] == true)
    );
    assert!(std::fs::read_to_string(page)?.contains("Volledig tot hier"));
    let signed: Value = serde_json::from_slice(&std::fs::read(signed)?)?;
    let inside: Value = serde_json::from_str(signed["report"].as_str().unwrap())?;
    assert_eq!(inside["total"], report["total"]);
    world.stop().await
}

/// The witness is killed, people go on, one message is taken back meanwhile: it catches up through the admin API, in order, with the
/// redacted message as it was sent.
#[tokio::test]
async fn a_witness_that_was_down_catches_up() -> Outcome<()> {
    let (mut world, mut ledger, _dir) = witnessed().await?;
    let (anouk, bram, room) = pair(&world).await?;
    ledger.kill().await?;
    for number in 0..120 {
        anouk.sends(&room, &format!("In het donker {number}")).await?;
    }
    let last = bram.sees(&room, "In het donker 119").await?;
    anouk
        .call("send.redact", serde_json::json!({"room": room, "event": last}))
        .await?;
    bram.sends(&room, "Na de verwijdering").await?;
    anouk.sees(&room, "Na de verwijdering").await?;
    rest(&[&anouk, &bram]).await?;
    ledger.serve().await?;
    let report = report(&world, &ledger, &[&anouk, &bram], NOW).await?;
    assert_eq!(report["total"]["missing"], 0, "{report}");
    assert_eq!(
        ledger.walk().await?.split_whitespace().nth(3),
        Some("0"),
        "a second walk finds nothing"
    );
    world.stop().await
}

/// What a phone has not handed over is named, event by event, with the cause, for that person alone; and it heals when the phone comes
/// back. The witness knows within seconds.
#[tokio::test]
async fn what_did_not_arrive_is_named_until_it_does() -> Outcome<()> {
    let (mut world, ledger, _dir) = witnessed().await?;
    let (anouk, mut bram, room) = pair(&world).await?;
    rest(&[&anouk, &bram]).await?;
    bram.kill().await?;
    let mut lost = Vec::new();
    for number in 0..5 {
        anouk.sends(&room, &format!("Bram is uit {number}")).await?;
        lost.push(anouk.sees(&room, &format!("Bram is uit {number}")).await?);
    }
    rest(&[&anouk]).await?;
    let told = report(&world, &ledger, &[&anouk, &bram], NOW).await?;
    for line in told["lines"].as_array().unwrap() {
        let missing: Vec<&str> = line["missing"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["event"].as_str().unwrap())
            .collect();
        if line["user"] == bram.user_id.as_str() {
            assert_eq!(missing, lost, "exactly what Bram's phone did not hand over");
            assert!(
                line["missing"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .all(|one| one["cause"] == "not_reported_yet")
            );
        } else {
            assert!(missing.is_empty(), "Anouk misses nothing: {line}");
        }
    }
    let patient = report(&world, &ledger, &[&anouk, &bram], &[]).await?;
    assert_eq!(
        patient["total"]["missing"], 0,
        "within its time it is only waiting"
    );
    assert_eq!(patient["total"]["waiting"], 5);
    bram.switch_on()?;
    bram.sees(&room, "Bram is uit 4").await?;
    rest(&[&anouk, &bram]).await?;
    let healed = report(&world, &ledger, &[&anouk, &bram], NOW).await?;
    assert_eq!(healed["total"]["missing"], 0, "{healed}");
    world.stop().await
}

/// The homeserver's face wants its token, and a stranger learns and changes nothing.
#[tokio::test]
async fn only_the_homeserver_may_speak_to_the_witness() -> Outcome<()> {
    let (mut world, ledger, _dir) = witnessed().await?;
    let (anouk, bram, _room) = pair(&world).await?;
    rest(&[&anouk, &bram]).await?;
    let client = griffie_tests::kit::rpc::http()?;
    let url = format!("{}/_matrix/app/v1/transactions/x", ledger.url());
    let lie = serde_json::json!({"events": [{"event_id": "$lie", "room_id": "!r:x", "sender": "@a:x",
        "type": "m.room.message", "origin_server_ts": 1, "content": {}}]});
    for (token, status) in [(None, 401), (Some("wrong"), 403)] {
        let mut request = client.put(&url).json(&lie);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        assert_eq!(request.send().await?.status().as_u16(), status);
    }
    let report = report(&world, &ledger, &[&anouk, &bram], NOW).await?;
    let rooms: Vec<&Value> = report["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| &line["room"])
        .collect();
    assert!(!rooms.contains(&&Value::from("!r:x")) && report["ledger"]["odd"] == 0);
    world.stop().await
}
