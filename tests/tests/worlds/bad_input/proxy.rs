//! A homeserver or a gateway that answers 500, a web page, half a body, or nothing at all for a long time. A small proxy
//! plays the bad road; the parts behind it are the real ones (design.md section 6). The phone stays up, its status says
//! what is wrong in one stable word, and when the road is good again everything is in the vault, once.

use std::time::Duration;

use griffie_tests::kit::{
    Outcome,
    archive::Pace,
    bad_network::{BadNetwork, Weather},
    person::Person,
    rpc::Refused,
    wait,
    world::World,
};
use serde_json::json;
use tempfile::TempDir;

use crate::play::{assert_none, difference, holdings, pair, rest};

/// A world whose phones travel by roads that can turn bad.
pub(super) struct Roads {
    pub(super) world: World,
    /// To the homeserver.
    pub(super) near: BadNetwork,
    /// To the gateway.
    pub(super) far: BadNetwork,
    pub(super) dir: TempDir,
}

pub(super) async fn roads() -> Outcome<Roads> {
    let dir = tempfile::Builder::new().prefix("griffie-world-").tempdir()?;
    let (near, far) = (BadNetwork::start().await?, BadNetwork::start().await?);
    let pace = Pace {
        segment_seconds: 30,
        prune_after_seconds: 0,
    };
    let world = World::start_behind(dir.path(), &pace, &near, &far).await?;
    Ok(Roads {
        world,
        near,
        far,
        dir,
    })
}

/// Waits until a phone that is up says this of one of its parts; others may suffer from the same road.
async fn says(person: &Person, part: &str, error: &str) -> Outcome<()> {
    let mut last = String::new();
    let said = wait::until(
        "the phone saying what is wrong",
        Duration::from_secs(90),
        async || {
            let status = person.status().await?;
            assert_eq!(status["state"], "running", "{status}");
            Ok((status["errors"][part] == error).then_some(()))
        },
    )
    .await;
    if said.is_err() {
        last = person.status().await?["errors"].to_string();
    }
    said.map_err(|failed| format!("{failed}; wanted {part}: {error}, it says {last}").into())
}

/// The homeserver's road turns bad, messages are sent, the road clears up.
async fn homeserver(weather: Weather, error: &str) -> Outcome<()> {
    let mut roads = roads().await?;
    let (anouk, bram, room) = pair(&roads.world).await?;
    roads.near.becomes(weather);
    anouk.sends(&room, "Door weer en wind").await?;
    bram.sends(&room, "En terug").await?;
    says(&anouk, "sync", error).await?;
    says(&bram, "sync", error).await?;
    roads.near.becomes(Weather::Fair);
    bram.sees(&room, "Door weer en wind").await?;
    anouk.sees(&room, "En terug").await?;
    rest(&[&anouk, &bram]).await?;
    assert_none(&difference(&roads.world, roads.dir.path(), &[&anouk, &bram]).await?);
    roads.world.stop().await
}

/// The gateway's road turns bad, people talk on, the road clears up.
async fn gateway(weather: Weather, error: &str) -> Outcome<()> {
    let mut roads = roads().await?;
    let (anouk, bram, room) = pair(&roads.world).await?;
    roads.far.becomes(weather);
    anouk.sends(&room, "Het archief hoort dit later").await?;
    bram.sees(&room, "Het archief hoort dit later").await?;
    anouk.call("route.now", json!({})).await?;
    says(&anouk, "route", error).await?;
    assert!(anouk.status().await?["unreceipted"].as_u64() > Some(0));
    roads.far.becomes(Weather::Fair);
    rest(&[&anouk, &bram]).await?;
    assert_none(&difference(&roads.world, roads.dir.path(), &[&anouk, &bram]).await?);
    roads.world.stop().await
}

#[tokio::test]
async fn a_homeserver_that_answers_500_costs_time_only() -> Outcome<()> {
    homeserver(Weather::Status500, "http_500").await
}

#[tokio::test]
async fn a_web_page_in_place_of_the_homeserver_costs_time_only() -> Outcome<()> {
    homeserver(Weather::Html, "not_the_answer").await
}

/// The homeserver has done what was asked, and the phone does not get to know: nothing may happen twice.
#[tokio::test]
async fn half_an_answer_of_the_homeserver_costs_time_only() -> Outcome<()> {
    homeserver(Weather::HalfABody, "cut_short").await
}

#[tokio::test]
async fn a_gateway_that_answers_500_costs_time_only() -> Outcome<()> {
    gateway(Weather::Status500, "http_500").await
}

#[tokio::test]
async fn a_web_page_in_place_of_the_gateway_costs_time_only() -> Outcome<()> {
    gateway(Weather::Html, "not_the_answer").await
}

#[tokio::test]
async fn half_an_answer_of_the_gateway_costs_time_only() -> Outcome<()> {
    gateway(Weather::HalfABody, "cut_short").await
}

/// Status 200 alone is no word that a file is there: a phone that believed it would never bring the file.
#[tokio::test]
async fn a_web_page_in_place_of_the_answer_about_a_file_is_not_believed() -> Outcome<()> {
    let mut roads = roads().await?;
    let (anouk, bram, room) = pair(&roads.world).await?;
    roads.far.becomes_for("/attachments/", Weather::Html);
    let file = roads.dir.path().join("nota.pdf");
    std::fs::write(&file, b"%PDF een nota ".repeat(500))?;
    anouk.sends_file(&room, &file, "application/pdf").await?;
    anouk.sends(&room, "Zie bijlage").await?;
    bram.sees(&room, "Zie bijlage").await?;
    anouk.call("route.now", json!({})).await?;
    says(&anouk, "route", "not_the_answer").await?;
    roads.far.becomes(Weather::Fair);
    rest(&[&anouk, &bram]).await?;
    assert_none(&difference(&roads.world, roads.dir.path(), &[&anouk, &bram]).await?);
    let held = holdings(&roads.world, roads.dir.path()).await?;
    assert!(
        held.attachments.contains_key(&anouk.user_id),
        "the file is not in the vault"
    );
    roads.world.stop().await
}

/// With the product's own patience: 30 s for the gateway, 45 s of silence for the homeserver, whose long poll is 30 s.
#[tokio::test]
async fn silence_is_noticed_and_named_after_the_real_time() -> Outcome<()> {
    let mut roads = roads().await?;
    let (anouk, bram, room) = pair(&roads.world).await?;
    roads.near.becomes(Weather::Hang);
    roads.far.becomes(Weather::Hang);
    anouk.sends(&room, "Is daar iemand?").await?;
    anouk.call("route.now", json!({})).await?;
    says(&anouk, "route", "timeout").await?;
    roads.far.becomes(Weather::Fair);
    anouk.call("route.now", json!({})).await?;
    says(&anouk, "sync", "timeout").await?;
    roads.near.becomes(Weather::Fair);
    bram.sees(&room, "Is daar iemand?").await?;
    rest(&[&anouk, &bram]).await?;
    assert_none(&difference(&roads.world, roads.dir.path(), &[&anouk, &bram]).await?);
    roads.world.stop().await
}

/// A newcomer in a hotel: the login page of the wifi is told from a gateway, and the code is not burnt.
#[tokio::test]
async fn a_newcomer_behind_a_web_page_is_told_and_can_try_again() -> Outcome<()> {
    let mut roads = roads().await?;
    let link = roads.world.archive.new_code("gast").await?;
    let mut guest = Person::new("Gast", &roads.world.dir().join("people/Gast"))?;
    guest.switch_on()?;
    for road in [&roads.far, &roads.near] {
        road.becomes(Weather::Html);
        let refused = guest.activate(&link).await.expect_err("a web page is no grant");
        let refused = refused.downcast::<Refused>()?;
        assert_eq!(refused.code, "offline", "{refused}");
        assert_eq!(refused.error["data"]["reason"], "not_the_answer", "{refused}");
        road.becomes(Weather::Fair);
    }
    guest.activate(&link).await?;
    guest.create_room(Some("Eindelijk"), &[], false).await?;
    rest(&[&guest]).await?;
    assert_none(&difference(&roads.world, roads.dir.path(), &[&guest]).await?);
    roads.world.stop().await
}
