//! Several gateways: one that is away, or answers nonsense, is left for the next in the list that the root signed, and nobody waits.

use std::time::Duration;

use griffie_tests::kit::{
    Outcome,
    archive::{Pace, TENANT},
    bad_network::{BadNetwork, Weather},
    failure, wait,
    world::World,
};
use serde_json::Value;

use crate::play::{assert_none, difference, pair, rest};

/// Puts a seal configuration with these gateways in force.
async fn names_gateways(world: &World, urls: [&str; 2]) -> Outcome<()> {
    let said: Value = serde_json::from_str(&world.archive.gateway(&["status", "--json"]).await?)?;
    let log = said["log_vkey"]
        .as_str()
        .ok_or_else(|| failure("no key of the log"))?;
    let dir = world.dir().join("archive");
    let [out, policy] =
        ["seal-config-2.json", "policy.json"].map(|name| dir.join(name).display().to_string());
    let key = world.archive.root_dir().join("root.key").display().to_string();
    let [first, second] = urls;
    let sign = [
        "seal-config",
        "sign",
        "--version",
        "2",
        "--tenant",
        TENANT,
        "--log-key",
        log,
        "--root-key",
        &key,
    ];
    let list = ["--gateway", first, "--gateway", second, "--out", &out];
    world.archive.vault(&[&sign[..], &list[..]].concat()).await?;
    let set = ["config", "set", "--seal-config", &out, "--policy", &policy];
    world.archive.gateway(&set).await.map(drop)
}

#[tokio::test]
async fn a_gateway_that_is_away_or_talks_nonsense_is_left_for_the_next() -> Outcome<()> {
    let dir = tempfile::Builder::new().prefix("griffie-world-").tempdir()?;
    let (near, first) = (BadNetwork::start().await?, BadNetwork::start().await?);
    let pace = Pace {
        segment_seconds: 30,
        prune_after_seconds: 0,
    };
    let mut world = World::start_behind(dir.path(), &pace, &near, &first).await?;
    let (anouk, bram, room) = pair(&world).await?;
    names_gateways(&world, [&first.url(), &world.archive.address()]).await?;
    for person in [&anouk, &bram] {
        wait::until(
            "the new list being in force",
            Duration::from_secs(60),
            async || {
                person.call("route.now", serde_json::json!({})).await?;
                let safety = person.call("safety", serde_json::json!({})).await?;
                Ok((safety["seal_config_version"] == 2).then_some(()))
            },
        )
        .await?;
    }
    for weather in [Weather::Status500, Weather::Html, Weather::HalfABody] {
        first.becomes(weather);
        let words = format!("Onderweg bij {weather:?}");
        anouk.sends(&room, &words).await?;
        bram.sees(&room, &words).await?;
        rest(&[&anouk, &bram]).await?;
        for person in [&anouk, &bram] {
            assert_eq!(person.status().await?["alarms"], 0, "{weather:?}");
        }
        first.becomes(Weather::Fair);
    }
    assert_none(&difference(&world, dir.path(), &[&anouk, &bram]).await?);
    world.stop().await
}
